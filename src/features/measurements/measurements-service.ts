import type { Outbox } from '../../outbox/index.js';
import type { Clock } from '../../shared/clock.js';
import type { Logger } from '../../shared/logger.js';
import type { Random } from '../../shared/random.js';
import type { InTransaction } from '../../storage/index.js';
import type { Audit } from '../audit/index.js';
import type { CalendarService, WorkCalendar } from '../calendar/index.js';
import type { HomeChanges } from '../home-changes.js';
import type { Actor, MemberActor, People, Team } from '../people/index.js';
import type { Cadence, MeasurementSource, Task, Tasks } from '../tasks/index.js';
import type { EntryFaults } from './entry.js';
import type { SourceReading } from './http-source.js';
import type { Measurement } from './measurement.js';
import type { MeasurementsStore } from './measurements-store.js';
import type { OpenQuestion } from './open-questions.js';
import type { MonitoredTask } from './period.js';
import type { RequestsStore } from './requests-store.js';

/** What other features may ask of measurements. */
export interface Measurements {
  /** Oldest bucket first, from the monitoring's start date to its end date. */
  ofTask(task: Task): Promise<readonly Measurement[]>;
  /** The same for many tasks in one read, by task id. */
  ofTasks(tasks: readonly Task[]): Promise<ReadonlyMap<string, readonly Measurement[]>>;
  /**
   * By task, the calendar by which its readings are expected; without the tasks of which a reading
   * of every bucket is.
   */
  readingCalendars(tasks: readonly Task[]): Promise<ReadonlyMap<string, WorkCalendar>>;
}

/** What the chat, the jobs and the command line may do with measurements. */
export interface MeasurementsService extends Measurements {
  /** The value of `bucket`, by default of the one that is running, as a form needs it. */
  look(taskId: string, bucket: string | null, actor: Actor): Promise<LookOutcome>;
  record(command: RecordMeasurement): Promise<RecordOutcome>;
  /**
   * Records many readings that were taken earlier, in one transaction; nobody is told.
   * @throws AlreadyHandledError when one of them was recorded under the same intent before.
   */
  recordPast(readings: RecordPastReadings): Promise<RecordPastOutcome>;
  history(taskId: string, actor: Actor): Promise<HistoryOutcome>;
  /**
   * Asks for, or reads, the value of `bucket` of every task of the team that lacks it. Safe to
   * repeat; a repeated run reads the failed sources again whose time has come.
   */
  measureDue(run: MeasurementRun): Promise<MeasurementReport>;
  /** What `actor` was asked for of the running days and weeks, and nobody has given yet. */
  openQuestionsTo(actor: MemberActor): Promise<readonly OpenQuestion[]>;
}

export interface RecordMeasurement {
  readonly actor: Actor;
  readonly intentId: string;
  readonly taskId: string;
  /** As written: `2026-11-20` or `2026-W47`; null for the bucket that is running. */
  readonly bucket: string | null;
  /** As written, with a point or a comma. */
  readonly value: string;
  readonly note: string | null;
  /** How many values of the bucket the actor had seen; absent when the last one wins. */
  readonly seenValues?: number;
}

export interface RecordPastReadings {
  readonly actor: Actor;
  readonly intentId: string;
  readonly taskId: string;
  /** Of different buckets, none of which has a value. */
  readonly readings: readonly {
    readonly bucket: string;
    readonly value: number;
    readonly takenAt: Date;
  }[];
}

export type RecordPastOutcome =
  | TaskProblem
  | { readonly kind: 'invalid'; readonly faults: EntryFaults }
  | { readonly kind: 'recorded'; readonly count: number };

/** Why a person cannot see or record measurements of a task. */
export type TaskProblem =
  | { readonly kind: 'unknown task' }
  | { readonly kind: 'not monitored'; readonly task: Task }
  | { readonly kind: 'not allowed'; readonly task: Task };

export type RecordProblem =
  | TaskProblem
  | { readonly kind: 'monitoring ended'; readonly task: MonitoredTask }
  | { readonly kind: 'invalid'; readonly faults: EntryFaults };

export type LookOutcome =
  | RecordProblem
  | {
      readonly kind: 'found';
      readonly task: MonitoredTask;
      readonly bucket: string;
      readonly today: string;
      readonly measurement: Measurement | null;
    };

export type RecordOutcome =
  | RecordProblem
  | {
      readonly kind: 'recorded' | 'unchanged' | 'changed meanwhile';
      readonly task: MonitoredTask;
      readonly measurement: Measurement;
    };

export type HistoryOutcome =
  | TaskProblem
  | {
      readonly kind: 'shown';
      readonly task: MonitoredTask;
      readonly today: string;
      readonly measurements: readonly Measurement[];
      /** By which readings are expected; null where one of every bucket is. */
      readonly calendar: WorkCalendar | null;
      /** The running bucket's source trouble, in words that follow "the source". */
      readonly sourceFault: string | null;
      readonly mayRecord: boolean;
    };

export interface MeasurementRun {
  readonly team: Team;
  /** The running day or week, or an earlier one that was missed. */
  readonly bucket: string;
  readonly cadence: Cadence;
  /** Counts what would happen; asks, reads and writes nothing. */
  readonly dryRun: boolean;
  /** Asks at any hour and on days off; reads also sources that were given up or wait for a try. */
  readonly force?: boolean;
  readonly onProgress?: (progress: { readonly done: number; readonly total: number }) => void;
}

export interface MeasurementReport {
  /** Questions sent by this run. */
  readonly asked: number;
  /** Questions sent before and not answered yet. */
  readonly waiting: number;
  readonly measured: number;
  readonly alreadyThere: number;
  /** Questions and readings whose time is still to come. */
  readonly later: number;
  /** Not asked for, because it is no working day of the one to ask. */
  readonly dayOff: number;
  /** Whether the bucket's work has begun for everybody in the team. */
  readonly begunForAll: boolean;
  readonly failed: readonly MeasurementFailure[];
}

export interface MeasurementFailure {
  readonly taskId: string;
  readonly reason: string;
  /** From when on a repeated run tries again; null when the bucket stays a gap. */
  readonly nextAttemptAt: Date | null;
}

/** What the use cases of measurements work with. */
export interface MeasurementDeps {
  readonly store: MeasurementsStore;
  readonly requests: RequestsStore;
  readonly inTransaction: InTransaction;
  readonly audit: Audit;
  readonly outbox: Outbox;
  readonly people: People;
  readonly calendars: Pick<CalendarService, 'calendarsOf' | 'calendarOfTeam'>;
  readonly tasks: Tasks;
  readonly homeChanges: Pick<HomeChanges, 'announceToViewers'>;
  readonly clock: Clock;
  readonly random: Random;
  readonly logger: Logger;
  readonly readSource: (
    source: Extract<MeasurementSource, { kind: 'http' }>,
  ) => Promise<SourceReading>;
}
