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

/** What people call the fields of members and teams, in the order in which they are told. */
const fieldNames = new Map([
  ['name', 'name'],
  ['slackId', 'Slack account'],
  ['email', 'e-mail'],
  ['kind', 'kind'],
  ['role', 'role'],
  ['teamId', 'team'],
  ['channelId', 'channel'],
  ['managerIds', 'managers'],
  ['timeZone', 'time zone'],
  ['skills', 'skills'],
  ['weeklyCapacityHours', 'hours per week'],
  ['decisionsGoTo', 'decisions go to'],
  ['measurementHour', 'hour of measurements'],
  ['evaluationHour', 'hour of evaluations'],
  ['digestDay', 'day of the digest'],
  ['digestHour', 'hour of the digest'],
  ['active', 'active'],
]);
const fieldOrder = [...fieldNames.keys()];

export function changesInWords(changes: readonly Change[], names: Names): readonly ChangeInWords[] {
  return changes
    .toSorted((left, right) => fieldOrder.indexOf(left.field) - fieldOrder.indexOf(right.field))
    .map(({ field, before, after }) => ({
      field: fieldNames.get(field) ?? field,
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
