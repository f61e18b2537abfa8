import type { Transaction } from '../../storage/index.js';
import type { CalendarChanged, TeamCalendarChanged } from '../calendar/index.js';
import type { People } from '../people/index.js';
import { isOngoing, type Task, type TaskAssigned, type TaskChanged } from '../tasks/index.js';
import { hoursOf } from './load.js';
import type { LoadCause, LoadCheck, LoadChecksStore } from './load-checks-store.js';

type Queue = Pick<LoadChecksStore, 'enqueue'>;

/** Queues a check of whoever was given a task. */
export function checkOnAssignment(checks: Queue) {
  return ({ task, at, intentId }: TaskAssigned, transaction: Transaction): Promise<void> =>
    checks.enqueue(
      [checkOf(task.assigneeId, causeBy('assignment', task), at, intentId)],
      transaction,
    );
}

/** Queues a check of who holds a task whose estimate grew, or which is to be worked on again. */
export function checkOnTaskChange(checks: Queue) {
  return async (
    { before, task, at, intentId }: TaskChanged,
    transaction: Transaction,
  ): Promise<void> => {
    if (task.assigneeId === null || !isOngoing(task)) return;
    const kind = growthBy(before, task);
    if (kind === null) return;
    const check = checkOf(task.assigneeId, causeBy(kind, task), at, intentId);
    await checks.enqueue([check], transaction);
  };
}

/** Queues a check of whose working hours changed. */
export function checkOnCalendarChange(checks: Queue) {
  return ({ memberId, at, intentId }: CalendarChanged, transaction: Transaction): Promise<void> =>
    checks.enqueue([checkOf(memberId, { kind: 'calendar' }, at, intentId)], transaction);
}

/** Queues a check of everybody in a team whose hours or holidays changed. */
export function checkOnTeamCalendarChange(checks: Queue, people: Pick<People, 'activeMembers'>) {
  return async (
    { teamId, at, intentId }: TeamCalendarChanged,
    transaction: Transaction,
  ): Promise<void> => {
    const members = await people.activeMembers(teamId);
    const queued = members.map(({ id }) => checkOf(id, { kind: 'calendar' }, at, intentId));
    await checks.enqueue(queued, transaction);
  };
}

function growthBy(before: Task, after: Task): 'estimate' | 'reopening' | null {
  if (!isOngoing(before)) return 'reopening';
  return hoursOf(after) > hoursOf(before) ? 'estimate' : null;
}

function causeBy(kind: 'assignment' | 'estimate' | 'reopening', { id }: Task): LoadCause {
  return { kind, taskId: id };
}

function checkOf(memberId: string, cause: LoadCause, at: Date, intentId: string): LoadCheck {
  return { id: `${intentId}/${memberId}`, memberId, cause, at };
}
