import type { Db } from 'mongodb';
import { type CollectionIndexes, type Transaction, within } from '../../storage/index.js';
import type { LocalDay } from '../calendar/index.js';
import type { Evaluation, Extension, Settlement, TaskSummary } from './evaluation.js';

type Stored<T extends { id: string }> = Omit<T, 'id'> & { _id: string };

export const evaluationIndexes: readonly CollectionIndexes[] = [
  { collection: 'task_summaries', indexes: [{ key: { taskId: 1, endDate: 1 } }] },
  { collection: 'task_evaluations', indexes: [{ key: { taskId: 1, endDate: 1 } }] },
  { collection: 'task_extensions', indexes: [{ key: { taskId: 1, number: 1 }, unique: true }] },
];

/** Summaries, evaluations and extensions of monitored tasks. */
export class EvaluationsStore {
  readonly #summaries;
  readonly #evaluations;
  readonly #extensions;

  constructor(db: Db) {
    this.#summaries = db.collection<Stored<TaskSummary>>('task_summaries');
    this.#evaluations = db.collection<Stored<Evaluation>>('task_evaluations');
    this.#extensions = db.collection<Stored<Extension>>('task_extensions');
  }

  /** Fails with MongoDB's duplicate key error when the period has been evaluated already. */
  async insert(
    evaluation: Evaluation,
    summary: TaskSummary,
    transaction: Transaction,
  ): Promise<void> {
    await this.#evaluations.insertOne(toDocument(evaluation), within(transaction));
    await this.#summaries.insertOne(toDocument(summary), within(transaction));
  }

  async evaluation(id: string): Promise<Evaluation | null> {
    const document = await this.#evaluations.findOne({ _id: id });
    return document && fromDocument(document);
  }

  /** The evaluation of the task's last evaluated period. */
  async latestEvaluation(taskId: string): Promise<Evaluation | null> {
    const [document] = await this.#evaluations
      .find({ taskId })
      .sort({ endDate: -1 })
      .limit(1)
      .toArray();
    return document ? fromDocument(document) : null;
  }

  /** Ends of the task's evaluated periods, latest first. */
  async evaluatedPeriods(taskId: string): Promise<readonly LocalDay[]> {
    const documents = await this.#evaluations
      .find({ taskId })
      .project<{ endDate: LocalDay }>({ endDate: 1 })
      .sort({ endDate: -1 })
      .toArray();
    return documents.map(({ endDate }) => endDate);
  }

  async summary(id: string): Promise<TaskSummary | null> {
    const document = await this.#summaries.findOne({ _id: id });
    return document && fromDocument(document);
  }

  /** @returns the settled evaluation, or null when `evaluation` is no longer the current version. */
  async settle(
    evaluation: Evaluation,
    settlement: Settlement,
    transaction: Transaction,
  ): Promise<Evaluation | null> {
    const document = await this.#evaluations.findOneAndUpdate(
      { _id: evaluation.id, version: evaluation.version },
      { $set: { settlement }, $inc: { version: 1 } },
      { returnDocument: 'after', ...within(transaction) },
    );
    return document && fromDocument(document);
  }

  /** Notes whether the task's monitoring ended with the summarised period. */
  async markFinal(summaryId: string, isFinal: boolean, transaction: Transaction): Promise<void> {
    await this.#summaries.updateOne({ _id: summaryId }, { $set: { isFinal } }, within(transaction));
  }

  async insertExtension(extension: Extension, transaction: Transaction): Promise<void> {
    await this.#extensions.insertOne(toDocument(extension), within(transaction));
  }

  /** The task's extensions, oldest first. */
  async extensions(taskId: string): Promise<readonly Extension[]> {
    const documents = await this.#extensions.find({ taskId }).sort({ number: 1 }).toArray();
    return documents.map((document) => fromDocument(document));
  }
}

function toDocument<T extends { id: string }>({ id, ...rest }: T): Stored<T> {
  return { _id: id, ...rest };
}

function fromDocument<T extends { id: string }>({ _id, ...rest }: Stored<T>): T {
  return { id: _id, ...rest } as unknown as T;
}
