import type { Db } from 'mongodb';
import { type CollectionIndexes, type Transaction, within } from '../../storage/index.js';
import type { Approval } from '../approvals/index.js';
import type { LocalDay } from '../calendar/index.js';
import type { DecisionResult } from './rule/decision.js';
import type { Evaluation, Extension, TaskSummary } from './evaluation.js';
import type { Receipt } from './rule/receipt.js';

type Stored<T extends { id: string }> = Omit<T, 'id'> & { _id: string };

/**
 * The receipt is kept as JSON text, so that nothing in it can change on the way. What is
 * asked for across tasks stands beside it.
 */
type EvaluationDocument = Omit<Stored<Evaluation>, 'receipt'> &
  Pick<DecisionResult, 'decision' | 'confidence' | 'reason' | 'probabilities'> & {
    receipt: string;
  };

export const evaluationIndexes: readonly CollectionIndexes[] = [
  { collection: 'task_summaries', indexes: [{ key: { taskId: 1, endDate: 1 } }] },
  {
    collection: 'task_evaluations',
    indexes: [{ key: { taskId: 1, endDate: 1 } }, { key: { teamId: 1, 'settlement.at': 1 } }],
  },
  { collection: 'untold_evaluations', indexes: [{ key: { teamId: 1 } }] },
  {
    collection: 'task_extensions',
    indexes: [{ key: { taskId: 1, number: 1 }, unique: true }, { key: { evaluationId: 1 } }],
  },
];

/** Decisions written together of which nobody has been told yet. */
export interface Untold {
  /** Of the first of the evaluations. */
  readonly id: string;
  readonly teamId: string;
  readonly decisions: readonly (Pick<DecisionResult, 'decision' | 'confidence'> & {
    readonly evaluationId: string;
  })[];
}

/** Summaries, evaluations and extensions of monitored tasks. */
export class EvaluationsStore {
  readonly #summaries;
  readonly #evaluations;
  readonly #extensions;
  readonly #untold;

  constructor(db: Db) {
    this.#summaries = db.collection<Stored<TaskSummary>>('task_summaries');
    this.#evaluations = db.collection<EvaluationDocument>('task_evaluations');
    this.#extensions = db.collection<Stored<Extension>>('task_extensions');
    this.#untold = db.collection<Stored<Untold>>('untold_evaluations');
  }

  /** Fails with MongoDB's duplicate key error when one of the periods has been evaluated already. */
  async insert(
    evaluations: readonly Evaluation[],
    summaries: readonly TaskSummary[],
    transaction: Transaction,
  ): Promise<void> {
    await this.#evaluations.insertMany(evaluations.map(toEvaluationDocument), within(transaction));
    await this.#summaries.insertMany(summaries.map(toDocument), within(transaction));
  }

  async evaluation(id: string, transaction?: Transaction): Promise<Evaluation | null> {
    const document = await this.#evaluations.findOne({ _id: id }, within(transaction));
    return document && fromEvaluationDocument(document);
  }

  /** In the order in which they were made. */
  async evaluations(ids: readonly string[]): Promise<readonly Evaluation[]> {
    const documents = await this.#evaluations
      .find({ _id: { $in: [...ids] } })
      .sort({ evaluatedAt: 1, _id: 1 })
      .toArray();
    return documents.map(fromEvaluationDocument);
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

  /** Settled from `from` up to but without `until`, in that order. */
  async settledBetween(teamId: string, from: Date, until: Date): Promise<readonly Evaluation[]> {
    const documents = await this.#evaluations
      .find({ teamId, 'settlement.at': { $gte: from, $lt: until } })
      .sort({ 'settlement.at': 1 })
      .toArray();
    return documents.map(fromEvaluationDocument);
  }

  /** @returns the changed evaluation, or null when `evaluation` is no longer the current version. */
  async update(
    evaluation: Evaluation,
    changes: Partial<Pick<Evaluation, 'settlement' | 'withdrawal' | 'assigneeId'>>,
    transaction: Transaction,
  ): Promise<Evaluation | null> {
    const document = await this.#evaluations.findOneAndUpdate(
      { _id: evaluation.id, version: evaluation.version },
      { $set: changes, $inc: { version: 1 } },
      { returnDocument: 'after', ...within(transaction) },
    );
    return document && fromEvaluationDocument(document);
  }

  /** Keeps decisions that a digest is to tell of; apart from the evaluations, which are large. */
  async insertUntold(untold: Untold, transaction: Transaction): Promise<void> {
    await this.#untold.insertOne(toDocument(untold), within(transaction));
  }

  async untold(teamId: string, transaction?: Transaction): Promise<readonly Untold[]> {
    const documents = await this.#untold
      .find({ teamId }, within(transaction))
      .sort({ _id: 1 })
      .toArray();
    return documents.map(({ _id, ...rest }) => ({ id: _id, ...rest }));
  }

  async removeUntold(teamId: string, transaction: Transaction): Promise<void> {
    await this.#untold.deleteMany({ teamId }, within(transaction));
  }

  /** Decisions made on the card stay good. @returns null when it is no longer as it was. */
  async escalate(
    { id, version, approval: { level } }: Evaluation,
    approval: Approval,
    transaction: Transaction,
  ): Promise<Evaluation | null> {
    const document = await this.#evaluations.findOneAndUpdate(
      { _id: id, version, 'approval.level': level },
      { $set: { approval } },
      { returnDocument: 'after', ...within(transaction) },
    );
    return document && fromEvaluationDocument(document);
  }

  /** Notes who else has a copy of the card. */
  async addReceiver(
    id: string,
    slackId: string,
    transaction: Transaction,
  ): Promise<Evaluation | null> {
    const document = await this.#evaluations.findOneAndUpdate(
      { _id: id },
      { $addToSet: { receivers: slackId } },
      { returnDocument: 'after', ...within(transaction) },
    );
    return document && fromEvaluationDocument(document);
  }

  /** Notes whether the task's monitoring ended with the summarised period. */
  async markFinal(summaryId: string, isFinal: boolean, transaction: Transaction): Promise<void> {
    await this.#summaries.updateOne({ _id: summaryId }, { $set: { isFinal } }, within(transaction));
  }

  async insertExtension(extension: Extension, transaction: Transaction): Promise<void> {
    await this.#extensions.insertOne(toDocument(extension), within(transaction));
  }

  /** Removes the extension that the evaluation's decision made, when it made one. */
  async removeExtension(evaluationId: string, transaction: Transaction): Promise<void> {
    await this.#extensions.deleteOne({ evaluationId }, within(transaction));
  }
}

function toEvaluationDocument({ id, receipt, ...rest }: Evaluation): EvaluationDocument {
  const { decision, confidence, reason, probabilities } = receipt.result;
  const asked = { decision, confidence, reason, probabilities };
  return { _id: id, ...rest, ...asked, receipt: JSON.stringify(receipt) };
}

function fromEvaluationDocument({ _id, receipt, ...rest }: EvaluationDocument): Evaluation {
  return { id: _id, ...rest, receipt: JSON.parse(receipt) as Receipt };
}

function toDocument<T extends { id: string }>({ id, ...rest }: T): Stored<T> {
  return { _id: id, ...rest };
}
