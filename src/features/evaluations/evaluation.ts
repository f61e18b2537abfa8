import type { Approval } from '../approvals/index.js';
import type { LocalDay } from '../calendar/index.js';
import type { Cadence, Task, TaskStatus } from '../tasks/index.js';
import type { ChoiceKind } from './choice.js';
import type { Figures } from './rule/figures.js';
import type { Receipt } from './rule/receipt.js';

/** What the bot thinks of a task at the end of its monitoring, and what became of it. */
export interface Evaluation {
  /** `T-3/2026-11-20`: the task and the end of the period. */
  readonly id: string;
  readonly taskId: string;
  readonly teamId: string;
  /** As they were when the period ended; the card must not change when the task does. */
  readonly title: string;
  readonly metric: string;
  readonly unit: string;
  readonly assigneeId: string | null;
  readonly startDate: LocalDay;
  readonly endDate: LocalDay;
  readonly cadence: Cadence;
  readonly evaluatedAt: Date;
  readonly extensionCount: number;
  readonly maximumExtensions: number;
  /** The end date that `extend` proposes: the shortest extension able to decide. */
  readonly proposedEndDate: LocalDay;
  /** What the rule was given and what it said, to be replayed at any time. */
  readonly receipt: Receipt;
  /** When the newest of its readings was taken. */
  readonly newestReadingAt: Date | null;
  /** Slack ids of everybody who has a copy of the card; empty while it is told of in a digest. */
  readonly receivers: readonly string[];
  /** Whose turn it is to decide. */
  readonly approval: Approval;
  /** Null while a manager's decision is awaited. */
  readonly settlement: Settlement | null;
  /** Null unless the decision became void before anybody took it. */
  readonly withdrawal: Withdrawal | null;
  /** Grows by one with each change; a decision made on an older version is refused. */
  readonly version: number;
}

/** Of an evaluation that nothing has been decided about yet. */
export const firstVersion = 1;

/** Stands for the bot in a settlement that took effect by itself. */
export const automaticById = 'crewchief';

/** What was decided, by whom and why. */
export interface Settlement {
  readonly choice: ChoiceKind;
  /** A member's id, or `automaticById`. */
  readonly byId: string;
  /** The manager in whose place a delegate decided; null when nobody's. */
  readonly inPlaceOfId: string | null;
  readonly at: Date;
  readonly reason: string | null;
  /** Where the monitoring ends now; null when it ended with the decision. */
  readonly endDate: LocalDay | null;
  readonly assigneeId: string | null;
  readonly targetValue: number | null;
  /** By which the decision can be undone. */
  readonly intentId: string;
}

/** The task left its wait for a decision otherwise: it was completed, cancelled or the like. */
export interface Withdrawal {
  readonly byId: string;
  readonly at: Date;
  /** What the task was after it. */
  readonly status: TaskStatus;
  readonly intentId: string;
}

export type SummaryFigures = Omit<Figures, 'movingAverage'> & {
  readonly movingAverage: { readonly window: number; readonly last: number | null };
};

/** The figures of one monitored period. */
export interface TaskSummary {
  /** The id of the evaluation made from it. */
  readonly id: string;
  readonly taskId: string;
  readonly startDate: LocalDay;
  readonly endDate: LocalDay;
  /** How often the period had been extended. */
  readonly extensionNumber: number;
  /** False once the monitoring goes on beyond the period. */
  readonly isFinal: boolean;
  readonly createdAt: Date;
  /** Of the moving average only the last value; the receipt has them all. */
  readonly figures: SummaryFigures;
}

/** One approved extension of a task's monitoring. */
export interface Extension {
  /** `T-3/1`: the task and the number of the extension. */
  readonly id: string;
  readonly taskId: string;
  readonly evaluationId: string;
  readonly number: number;
  readonly originalEndDate: LocalDay;
  readonly newEndDate: LocalDay;
  readonly reason: string | null;
  readonly approvedById: string;
  readonly approvedAt: Date;
}

/** What the bot decides without asking anybody: the goal is met. */
export function automaticClose({ id, at }: { id: string; at: Date }): Settlement {
  return {
    choice: 'close as met',
    byId: automaticById,
    inPlaceOfId: null,
    at,
    reason: null,
    endDate: null,
    assigneeId: null,
    targetValue: null,
    intentId: evaluationIntent(id),
  };
}

/** The intent under which the task of an evaluation changes at once. */
export function evaluationIntent(evaluationId: string): string {
  return `evaluation/${evaluationId}`;
}

export function evaluationIdOf(taskId: string, endDate: LocalDay): string {
  return `${taskId}/${endDate}`;
}

/** Whether the bot closed the task by itself, which managers may still take back. */
export function isClosedByItself({ settlement }: Evaluation): boolean {
  return settlement?.byId === automaticById;
}

/** Whether something is left to decide. */
export function isOpen(evaluation: Evaluation): boolean {
  const { settlement, withdrawal } = evaluation;
  return withdrawal === null && (settlement === null || isClosedByItself(evaluation));
}

/** Whether the task's monitoring still waits, or has ended, just as `evaluation` left it. */
export function isAboutCurrentPeriod(evaluation: Evaluation, { monitoring }: Task): boolean {
  return (
    monitoring?.endDate === evaluation.endDate &&
    monitoring.state === (isClosedByItself(evaluation) ? 'ended' : 'awaiting approval')
  );
}
