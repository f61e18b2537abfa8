import { type Actor, isAllowed } from '../people/index.js';
import type { SkillDeps } from './skill-deps.js';
import { nearestName } from './vocabulary.js';

/** A known skill. Levels are those of active members. */
export interface SkillLine {
  readonly name: string;
  readonly members: number;
  /** From the highest level to the lowest, without those that nobody has. */
  readonly levels: readonly { readonly level: number; readonly members: number }[];
  readonly openTasks: number;
  /** A skill that more have, or as many, of whose name this one may be a slip. */
  readonly alike: string | null;
}

export type SkillsSeen =
  /** For everybody: what there is, and nothing about who has it. */
  | { readonly kind: 'names'; readonly names: readonly string[] }
  | {
      readonly kind: 'lines';
      readonly lines: readonly SkillLine[];
      readonly retired: readonly string[];
    };

/** The known skills by name. */
export async function lookAtSkills(
  { names, people, tasks }: Pick<SkillDeps, 'names' | 'people' | 'tasks'>,
  actor: Actor,
): Promise<SkillsSeen> {
  const vocabulary = await names.vocabulary();
  const known = [...vocabulary.known].toSorted();
  if (!isAllowed(actor, 'administer')) return { kind: 'names', names: known };
  const [members, ongoing] = await Promise.all([people.activeMembers(), tasks.ongoingTasks()]);
  const levelsOf = levelsByName(members.flatMap(({ skills }) => skills));
  const requirements = levelsByName(ongoing.flatMap(({ requiredSkills }) => requiredSkills));
  const lines = known.map((name): SkillLine => {
    const had = levelsOf.get(name) ?? [];
    const alike = nearestName(vocabulary, name);
    const isLessCommon = alike !== null && had.length <= (levelsOf.get(alike)?.length ?? 0);
    return {
      name,
      members: had.length,
      levels: [5, 4, 3, 2, 1]
        .map((level) => ({ level, members: had.filter((each) => each === level).length }))
        .filter((each) => each.members > 0),
      openTasks: requirements.get(name)?.length ?? 0,
      alike: isLessCommon ? alike : null,
    };
  });
  return { kind: 'lines', lines, retired: [...vocabulary.retired].toSorted() };
}

function levelsByName(
  skills: readonly { readonly name: string; readonly level: number }[],
): ReadonlyMap<string, readonly number[]> {
  const levels = new Map<string, number[]>();
  for (const { name, level } of skills) levels.set(name, [...(levels.get(name) ?? []), level]);
  return levels;
}
