import type { Db, Filter } from 'mongodb';
import { mapConcurrently } from '../../shared/concurrency.js';
import { lotsOf } from '../../shared/lots.js';
import {
  type CollectionIndexes,
  Lookup,
  type Transaction,
  within,
  writeOf,
} from '../../storage/index.js';
import type { Cadence } from './monitoring.js';
import { ongoingStatuses, type Task, type TaskStatus } from './task.js';
import { type TaskChanges, TaskChangedError } from './task-changes.js';

type TaskFields = Omit<Task, 'id'>;
/** Tasks that were written before these fields came lack them. */
type LaterField = 'requiredSkills' | 'pinned' | 'dependsOn';
type TaskDocument = Omit<TaskFields, LaterField> &
  Partial<Pick<TaskFields, LaterField>> & { _id: string; lastOfferId?: string };
type Counter = { _id: string; value: number };

const tasksName = 'tasks';
const countersName = 'counters';
/** Whose tasks are added up in one command: others wait until it has read them all. */
const membersAtOnce = 5;

export const taskIndexes: readonly CollectionIndexes[] = [
  {
    collection: tasksName,
    indexes: [
      { key: { assigneeId: 1, status: 1, number: -1 } },
      { key: { assigneeId: 1, completedAt: 1 } },
      { key: { teamId: 1, status: 1, number: -1 } },
      { key: { 'monitoring.state': 1, teamId: 1, 'monitoring.endDate': 1 } },
    ],
  },
  { collection: countersName, indexes: [] },
];

/** Ongoing tasks of one member with the same estimate. */
export interface HeldEstimate {
  readonly assigneeId: string;
  readonly estimatedHours: number | null;
  readonly tasks: number;
}

/** Which tasks to list, newest first; what is absent does not narrow. */
export interface TaskQuery {
  readonly assigneeId?: string;
  readonly teamIds?: readonly string[];
  readonly statuses?: readonly TaskStatus[];
  readonly monitored?: boolean;
  /** Only tasks with a smaller number: the page after the one that ended with it. */
  readonly beforeNumber?: number;
  readonly limit: number;
}

export class TasksStore {
  readonly #tasks;
  readonly #byId;
  readonly #counters;

  constructor(db: Db) {
    this.#tasks = db.collection<TaskDocument>(tasksName);
    this.#byId = new Lookup(this.#tasks, '_id');
    this.#counters = db.collection<Counter>(countersName);
  }

  async find(id: string): Promise<Task | null> {
    const document = await this.#byId.find(id);
    return document && fromDocument(document);
  }

  /** Those of the tasks that exist, lowest number first. */
  async findAll(ids: readonly string[]): Promise<readonly Task[]> {
    return ids.length === 0 ? [] : this.#oldestFirst({ _id: { $in: ids } });
  }

  /** All tasks on which work may still happen, oldest first. */
  ongoing(): Promise<readonly Task[]> {
    return this.#oldestFirst({ status: { $in: ongoingStatuses } });
  }

  /** The team's tasks that nobody holds and on which work may still happen, oldest first. */
  unassigned(teamId: string): Promise<readonly Task[]> {
    return this.#oldestFirst({ assigneeId: null, status: { $in: ongoingStatuses }, teamId });
  }

  /** All tasks that those members hold and on which work may still happen, oldest first. */
  async ongoingOf(memberIds: readonly string[]): Promise<readonly Task[]> {
    if (memberIds.length === 0) return [];
    return this.#oldestFirst({ assigneeId: { $in: memberIds }, status: { $in: ongoingStatuses } });
  }

  /** How many ongoing tasks each of those members holds with each estimate. */
  async heldEstimates(memberIds: readonly string[]): Promise<readonly HeldEstimate[]> {
    const lots = lotsOf(memberIds, membersAtOnce);
    return (await mapConcurrently(lots, 1, (lot) => this.#heldEstimatesOf(lot))).flat();
  }

  async #heldEstimatesOf(memberIds: readonly string[]): Promise<readonly HeldEstimate[]> {
    const groups = await this.#tasks
      .aggregate<{ _id: Omit<HeldEstimate, 'tasks'>; tasks: number }>([
        { $match: { assigneeId: { $in: memberIds }, status: { $in: ongoingStatuses } } },
        {
          $group: {
            _id: { assigneeId: '$assigneeId', estimatedHours: '$estimatedHours' },
            tasks: { $sum: 1 },
          },
        },
      ])
      .toArray();
    return groups.map(({ _id, tasks }) => ({ ..._id, tasks }));
  }

  /** Whether the team has open tasks that nobody holds. */
  async hasUnassigned(teamId: string): Promise<boolean> {
    const free = { assigneeId: null, status: 'open', teamId } as const;
    return (await this.#tasks.findOne(free, { projection: { _id: 1 } })) !== null;
  }

  /** The next number. Taken back when the transaction fails, so that numbers have no gaps. */
  async nextNumber(transaction: Transaction): Promise<number> {
    const counter = await this.#counters.findOneAndUpdate(
      { _id: tasksName },
      { $inc: { value: 1 } },
      { upsert: true, returnDocument: 'after', ...within(transaction) },
    );
    if (!counter) throw new Error('The task counter could not be raised');
    return counter.value;
  }

  async insert({ id, ...task }: Task, transaction: Transaction): Promise<void> {
    await this.#tasks.insertOne({ _id: id, ...task }, within(transaction));
  }

  /**
   * Changes tasks, each still in the version that it was decided on.
   * @throws TaskChangedError when one is not; the transaction must then abort.
   */
  update(
    updates: readonly { before: Pick<Task, 'id' | 'version'>; changes: TaskChanges }[],
    transaction: Transaction,
  ): Promise<void> {
    return transaction.write(
      updates.map(({ before: { id, version }, changes }) =>
        writeOf(
          this.#tasks,
          {
            updateOne: {
              filter: { _id: id, version },
              update: { $set: { ...changes, version: version + 1 } },
            },
          },
          () => new TaskChangedError(id, version),
        ),
      ),
    );
  }

  /**
   * Notes an offer of a task that nobody holds, still in the version that it was decided on. It has to
   * be a write that alters the task: MongoDB would let two transactions pass each other of which one
   * reads the task, or writes what it holds already, and the other one gives it to somebody.
   * @throws TaskChangedError when it is not; the transaction must then abort.
   */
  noteOffer(
    { id, version }: Pick<Task, 'id' | 'version'>,
    offerId: string,
    transaction: Transaction,
  ): Promise<void> {
    return transaction.write([
      writeOf(
        this.#tasks,
        {
          updateOne: {
            filter: { _id: id, version, assigneeId: null, status: 'open' },
            update: { $set: { lastOfferId: offerId } },
          },
        },
        () => new TaskChangedError(id, version),
      ),
    ]);
  }

  async list(query: TaskQuery): Promise<readonly Task[]> {
    const { assigneeId, teamIds, statuses, monitored, beforeNumber, limit } = query;
    const filter: Filter<TaskDocument> = {
      ...(assigneeId !== undefined && { assigneeId }),
      ...(teamIds && { teamId: { $in: teamIds } }),
      ...(statuses && { status: { $in: statuses } }),
      ...(monitored && { 'monitoring.state': { $in: ['active', 'awaiting approval'] } }),
      ...(beforeNumber !== undefined && { number: { $lt: beforeNumber } }),
    };
    const documents = await this.#tasks.find(filter).sort({ number: -1 }).limit(limit).toArray();
    return documents.map(fromDocument);
  }

  /** The team's tasks, or one member's, that are not over, or were completed from `since` on. */
  ongoingOrCompletedSince(
    teamId: string,
    since: Date,
    assigneeId?: string,
  ): Promise<readonly Task[]> {
    return this.#oldestFirst({
      teamId,
      ...(assigneeId !== undefined && { assigneeId }),
      $or: [{ status: { $in: ongoingStatuses } }, { status: 'done', completedAt: { $gte: since } }],
    });
  }

  /** The member's tasks that were completed from `since` on. */
  completedSince(memberId: string, since: Date): Promise<readonly Task[]> {
    return this.#oldestFirst({
      assigneeId: memberId,
      completedAt: { $gte: since },
      status: 'done',
    });
  }

  monitored(filter: { teamId?: string; cadence?: Cadence }): Promise<readonly Task[]> {
    return this.#oldestFirst({
      'monitoring.state': { $in: ['active', 'awaiting approval'] },
      ...(filter.teamId !== undefined && { teamId: filter.teamId }),
      ...(filter.cadence !== undefined && { 'monitoring.cadence': filter.cadence }),
    });
  }

  async awaitingApproval(teamIds: readonly string[]): Promise<readonly Task[]> {
    const documents = await this.#tasks
      .find({ 'monitoring.state': 'awaiting approval', teamId: { $in: [...teamIds] } })
      .toArray();
    return documents.map(fromDocument);
  }

  dueForEvaluation(teamId: string, localDay: string): Promise<readonly Task[]> {
    return this.#oldestFirst({
      'monitoring.state': 'active',
      teamId,
      'monitoring.endDate': { $lt: localDay },
    });
  }

  /**
   * Sorted here, so that the database can reply in parts and answer others between two of them. A task
   * that changes meanwhile can come twice.
   */
  async #oldestFirst(filter: Filter<TaskDocument>): Promise<readonly Task[]> {
    const tasks = (await this.#tasks.find(filter).toArray()).map(fromDocument);
    const different = new Map(tasks.map((task) => [task.id, task]));
    return [...different.values()].toSorted((a, b) => a.number - b.number);
  }
}

function fromDocument({ _id, lastOfferId: _offer, ...task }: TaskDocument): Task {
  return { requiredSkills: [], pinned: false, dependsOn: [], ...task, id: _id };
}
