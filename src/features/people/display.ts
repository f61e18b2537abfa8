import type { Change } from './changes.js';
import { formatSkills } from './skills.js';
import type { Skill } from './member.js';

/** A change in words, for people. */
export interface ChangeInWords {
  readonly field: string;
  readonly before: string;
  readonly after: string;
}

/** Names of members and teams by their ids. */
export type Names = ReadonlyMap<string, string>;

const nothing = '–';

const fieldNames: Readonly<Record<string, string>> = {
  slackId: 'Slack account',
  email: 'e-mail',
  teamId: 'team',
  timeZone: 'time zone',
  weeklyCapacityHours: 'hours per week',
  channelId: 'channel',
  managerIds: 'managers',
  decisionsGoTo: 'decisions go to',
  measurementHour: 'hour of measurements',
  evaluationHour: 'hour of evaluations',
};

export function changesInWords(changes: readonly Change[], names: Names): readonly ChangeInWords[] {
  return changes.map(({ field, before, after }) => ({
    field: fieldNames[field] ?? field,
    before: valueInWords(before, names),
    after: valueInWords(after, names),
  }));
}

/** Ids that may stand in `changes`, to be looked up for their names. */
export function idsIn(changes: readonly Change[]): readonly string[] {
  return changes
    .flatMap(({ before, after }) => [before, after])
    .flat()
    .filter((value) => typeof value === 'string');
}

function valueInWords(value: unknown, names: Names): string {
  if (typeof value === 'string') return names.get(value) ?? value;
  if (typeof value === 'number') return String(value);
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (!Array.isArray(value) || value.length === 0) return nothing;
  const items: readonly unknown[] = value;
  if (items.every(isSkill)) return formatSkills(items);
  return items.map((item) => valueInWords(item, names)).join(', ');
}

function isSkill(value: unknown): value is Skill {
  return typeof value === 'object' && value !== null && 'level' in value;
}
