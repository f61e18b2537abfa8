import { localDayOf } from '../../calendar/index.js';
import type { Skill, SuggestionShown } from '../../people/index.js';
import { skillButtonIds } from '../skill-messages.js';
import type { SkillSuggestion } from '../suggestion.js';

/** The first of the suggestions, with the buttons that answer it; null when there is none. */
export function suggestionShown(
  [first, ...others]: readonly SkillSuggestion[],
  timeZone: string,
): SuggestionShown | null {
  if (!first) return null;
  const { name, level, current, evidence } = first;
  const value = `${level} ${name}`;
  return {
    suggestion: {
      skill: name,
      level,
      current,
      tasks: evidence.tasks,
      shareOfEstimate: evidence.shareOfEstimate,
      lastCompletedOn: localDayOf(evidence.lastCompletedAt, timeZone),
      more: others.length,
    },
    actions: {
      accept: { actionId: skillButtonIds.accept, value },
      notNow: { actionId: skillButtonIds.notNow, value },
    },
  };
}

/** The skill and level of a suggestion's button. */
export function readSuggested(value: string): Skill {
  const space = value.indexOf(' ');
  return { name: value.slice(space + 1), level: Number(value.slice(0, space)) };
}
