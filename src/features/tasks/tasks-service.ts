import type { Transaction } from '../../storage/index.js';
import type { Actor, Skill } from '../people/index.js';
import type { Monitoring } from './monitoring.js';
import type { Task } from './task.js';
import type { HeldEstimate } from './tasks-store.js';
import type {
  MonitoringResumedSubscriber,
  TaskAssignedSubscriber,
  TaskChangedSubscriber,
  TaskCompletedSubscriber,
  TaskReopenedSubscriber,
} from './task-events.js';
import type {
  ChangeOutcome,
  ChangeTask,
  CreateOutcome,
  CreateTask,
  ListOutcome,
  ListTasks,
  ShowOutcome,
  ShowTask,
  UndoChange,
  UndoOutcome,
} from './task-outcomes.js';

/** What other features may ask of tasks. */
export interface Tasks {
  task(id: string): Promise<Task | null>;
  /** Those of the tasks that exist, lowest number first. */
  tasks(ids: readonly string[]): Promise<readonly Task[]>;
  /** All tasks on which work may still happen, oldest first. */
  ongoingTasks(): Promise<readonly Task[]>;
  /** The team's tasks that nobody holds and on which work may still happen, oldest first. */
  unassignedTasks(teamId: string): Promise<readonly Task[]>;
  /** All tasks that those members hold and on which work may still happen, oldest first. */
  ongoingTasksOf(memberIds: readonly string[]): Promise<readonly Task[]>;
  /** How many ongoing tasks each of those members holds with each estimate. */
  heldEstimates(memberIds: readonly string[]): Promise<readonly HeldEstimate[]>;
  /** Whether the team has open tasks that nobody holds. */
  hasUnassigned(teamId: string): Promise<boolean>;
  /** Tasks whose monitoring is not ended, with that cadence, in that team. */
  monitoredTasks(filter: {
    teamId?: string;
    cadence?: 'daily' | 'weekly';
  }): Promise<readonly Task[]>;
  /** Tasks of those teams whose monitoring waits for a decision. */
  tasksAwaitingApproval(teamIds: readonly string[]): Promise<readonly Task[]>;
  /**
   * The team's tasks that are not over, or were completed from `since` on, oldest first; with
   * `assigneeId` those that this member holds, or held.
   */
  ongoingOrCompletedSince(
    teamId: string,
    since: Date,
    assigneeId?: string,
  ): Promise<readonly Task[]>;
  /** The member's tasks that were completed from `since` on, oldest first. */
  completedSince(memberId: string, since: Date): Promise<readonly Task[]>;
  /** Tasks with monitoring state `active` whose `endDate` is before `localDay`, `YYYY-MM-DD`. */
  tasksDueForEvaluation(teamId: string, localDay: string): Promise<readonly Task[]>;
  /**
   * Writes what decisions do to their tasks: the monitoring, and with `status` the status too.
   * @throws TaskChangedError when a `task.version` is no longer the current one, and
   * AlreadyHandledError when an intent has taken effect; the transaction must then abort.
   */
  changeMonitorings(changes: readonly MonitoringChange[], transaction: Transaction): Promise<void>;
  /**
   * Gives tasks to others, without messages. Whether they may have them is the caller's to know.
   * @throws as `changeMonitorings`.
   */
  reassign(changes: readonly Reassignment[], transaction: Transaction): Promise<void>;
  /**
   * Notes that the task, which nobody holds, is offered to somebody: whoever changes it at the same
   * time finds the offer, or the offer is not made. The task keeps its version.
   * @throws TaskChangedError when it is not open, free and in that version; the transaction must then
   * abort.
   */
  noteOffer(
    task: Pick<Task, 'id' | 'version'>,
    offerId: string,
    transaction: Transaction,
  ): Promise<void>;
  /**
   * Changes what tasks require, without messages.
   * @throws as `changeMonitorings`.
   */
  changeRequiredSkills(
    changes: readonly RequirementChange[],
    transaction: Transaction,
  ): Promise<void>;
}

/** A task that requires other skills. */
export interface RequirementChange {
  readonly task: Task;
  readonly requiredSkills: readonly Skill[];
  readonly actor: Actor;
  readonly intentId: string;
  readonly reason: string;
}

/** A task that goes to somebody else, or to nobody. Whoever writes it tells those concerned. */
export interface Reassignment {
  readonly task: Task;
  readonly assigneeId: string | null;
  readonly actor: Actor;
  readonly intentId: string;
  /** The audit log's verb, such as `task assigned`. */
  readonly action: string;
  readonly reason?: string;
  /** Whether it can be undone for a while. */
  readonly undoable?: boolean;
}

export interface MonitoringChange {
  readonly task: Task;
  readonly monitoring: Monitoring;
  readonly status?: 'done' | 'cancelled' | 'in progress';
  readonly assigneeId?: string;
  readonly actor: Actor;
  readonly intentId: string;
  /** The audit log's verb, such as `monitoring extended`. */
  readonly action: string;
  /** Whether it can be undone for a while. */
  readonly undoable?: boolean;
  /** The manager in whose place the actor does it. */
  readonly inPlaceOfId?: string;
  readonly reason?: string;
}

/** What people do with tasks, from the chat and over REST. */
export interface TaskUseCases {
  create(request: CreateTask): Promise<CreateOutcome>;
  change(request: ChangeTask): Promise<ChangeOutcome>;
  /** Takes a change back as a new one, within ten minutes and while nothing followed it. */
  undo(request: UndoChange): Promise<UndoOutcome>;
  show(request: ShowTask): Promise<ShowOutcome>;
  list(request: ListTasks): Promise<ListOutcome>;
  /** The subscriber runs inside the transaction that completes a task. */
  onTaskCompleted(subscriber: TaskCompletedSubscriber): void;
  /** The subscriber runs inside the transaction that gives a task to somebody. */
  onTaskAssigned(subscriber: TaskAssignedSubscriber): void;
  /** The subscriber runs inside the transaction that lets a task's monitoring go on. */
  onMonitoringResumed(subscriber: MonitoringResumedSubscriber): void;
  /** The subscriber runs inside the transaction that changes a task in any way. */
  onTaskChanged(subscriber: TaskChangedSubscriber): void;
  /** The subscriber runs inside the transaction that lets a done or cancelled task go on. */
  onTaskReopened(subscriber: TaskReopenedSubscriber): void;
}
