import type { LocalDay, WorkCalendar } from '../calendar/index.js';
import type { MonitoredTask } from '../measurements/index.js';
import type { People, Team } from '../people/index.js';
import { worksIn } from '../tasks/index.js';
import type { Choice, Offer } from './choice.js';
import { type EndDateFault, earliestEndDate, endDateFault } from './end-date.js';
import type { Evaluation } from './evaluation.js';

/** What is wrong with a decision, by form field, in words for the manager. */
export type Faults = Readonly<
  Partial<Record<'endDate' | 'reason' | 'assignee' | 'target', string>>
>;

/** Greatest length in UTF-16 code units. */
export const longestReason = 500;
const largestTarget = 1e12;

interface ChoiceContext {
  readonly choice: Choice;
  readonly reason: string | null;
  readonly offer: Offer;
  readonly evaluation: Evaluation;
  readonly task: MonitoredTask;
  readonly team: Team;
  readonly today: LocalDay;
  /** Of whoever is asked for readings every day; null where they come on all days. */
  readonly calendar: WorkCalendar | null;
}

/** Checks a decision that is among those offered; empty when nothing is wrong. */
export async function choiceFaults(people: People, context: ChoiceContext): Promise<Faults> {
  const { choice, reason, offer, evaluation, today, calendar } = context;
  const days = {
    oldEnd: evaluation.endDate,
    today,
    earliest: earliestEndDate(today, calendar),
  };
  const endDate = 'endDate' in choice ? endDateFault(choice.endDate, days) : null;
  const found = {
    endDate: endDate && endDateWords[endDate](days),
    reason: reasonFault(reason, offer.withReason.includes(choice.kind)),
    assignee: choice.kind === 'reassign' ? await assigneeFault(people, choice, context) : null,
    target: choice.kind === 'change target' ? targetFault(choice.targetValue, context.task) : null,
  };
  return Object.fromEntries(Object.entries(found).filter(([, fault]) => fault !== null));
}

const endDateWords: Record<
  EndDateFault,
  (days: { readonly oldEnd: LocalDay; readonly earliest: LocalDay }) => string
> = {
  'no date': () => 'There is no such day. Write it as 2026-11-30.',
  'too early': ({ earliest }) => `This day is too early: the earliest is ${earliest}.`,
  'not after the period': ({ oldEnd }) =>
    `The period ended on ${oldEnd}; the new end must be later.`,
  'too far': () => 'This is more than a year ahead.',
};

function reasonFault(reason: string | null, needed: boolean): string | null {
  const text = reason?.trim() ?? '';
  if (text === '') {
    return needed ? 'This differs from what was recommended or agreed, so give a reason.' : null;
  }
  if (text.length <= longestReason) return null;
  return `A reason can have at most ${longestReason} characters; this has ${text.length}.`;
}

async function assigneeFault(
  people: People,
  { assigneeId }: Extract<Choice, { kind: 'reassign' }>,
  { task, team }: ChoiceContext,
): Promise<string | null> {
  const member = await people.member(assigneeId);
  if (!member?.active) return 'Choose an active member of the team.';
  if (!worksIn(member, team)) return `${member.name} is not in ${team.name}.`;
  return member.id === task.assigneeId ? `${member.name} has the task already.` : null;
}

function targetFault(target: number, { monitoring }: MonitoredTask): string | null {
  if (!(target > 0 && target <= largestTarget)) {
    return `Write a change above 0, ${monitoring.target.type === 'percent' ? 'in percent' : `in ${monitoring.unit}`}.`;
  }
  return target === monitoring.target.value ? 'This is the present target.' : null;
}
