import type { Member } from '../people/index.js';
import type { SkillDeps } from './skill-deps.js';
import { evidenceSince, type SkillSuggestion, suggestLevels } from './suggestion.js';
import { currentName } from './vocabulary.js';

/** What their completed tasks suggest to an active person; those with most tasks first. */
export async function suggestionsFor(
  { store, names, tasks, clock }: Pick<SkillDeps, 'store' | 'names' | 'tasks' | 'clock'>,
  { id, kind, active, skills }: Member,
): Promise<readonly SkillSuggestion[]> {
  if (kind !== 'person' || !active) return [];
  const since = evidenceSince(clock.now());
  const completed = await names.withCurrentNames(await tasks.completedSince(id, since));
  if (completed.every(({ requiredSkills }) => requiredSkills.length === 0)) return [];
  const [vocabulary, answers] = await Promise.all([names.vocabulary(), store.answersOf(id)]);
  return suggestLevels({
    skills,
    tasks: completed.map((task) => ({
      ...task,
      requiredSkills: task.requiredSkills.filter(({ name }) => !vocabulary.retired.has(name)),
    })),
    answers: answers.map(({ suggested, at, state }) => ({
      skill: currentName(vocabulary, suggested.name),
      at,
      isWaiting: state === 'asked',
    })),
  });
}
