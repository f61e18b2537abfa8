import type { Db } from 'mongodb';
import { type CollectionIndexes, type Transaction, within } from '../../storage/index.js';
import { measurementId } from './measurement.js';

/** What the bot has done to get one bucket's value: whom it asked, how often it tried the source. */
export interface MeasurementRequest {
  readonly taskId: string;
  readonly bucket: string;
  /** Who got the question, as a direct message each. */
  readonly askedSlackIds: readonly string[];
  readonly attempts: number;
  /** What went wrong last, in words that follow "the source". */
  readonly lastFault: string | null;
  /** When the source is tried again; null when it is not. */
  readonly nextAttemptAt: Date | null;
  /** First of the buckets in a row that the source gave no value for; null until given up. */
  readonly failingSince: string | null;
  /** Who was told that the source fails. */
  readonly toldSlackIds: readonly string[];
}

type RequestDocument = MeasurementRequest & { _id: string };

const collectionName = 'measurement_requests';

export const requestIndexes: CollectionIndexes = {
  collection: collectionName,
  indexes: [{ key: { askedSlackIds: 1, bucket: 1 } }],
};

export class RequestsStore {
  readonly #requests;

  constructor(db: Db) {
    this.#requests = db.collection<RequestDocument>(collectionName);
  }

  /** The request as it is, or an empty one. */
  async find(
    taskId: string,
    bucket: string,
    transaction?: Transaction,
  ): Promise<MeasurementRequest> {
    const id = measurementId(taskId, bucket);
    const document = await this.#requests.findOne({ _id: id }, within(transaction));
    return document ? fromDocument(document) : emptyRequest(taskId, bucket);
  }

  /** The requests for `bucket`, by task. */
  async ofBucket(
    bucket: string,
    taskIds: readonly string[],
  ): Promise<ReadonlyMap<string, MeasurementRequest>> {
    const ids = taskIds.map((taskId) => measurementId(taskId, bucket));
    const documents = await this.#requests.find({ _id: { $in: ids } }).toArray();
    return new Map(documents.map((document) => [document.taskId, fromDocument(document)]));
  }

  /** The requests for one of the buckets that `slackId` got the question of. */
  async askedOf(
    slackId: string,
    buckets: readonly string[],
  ): Promise<readonly MeasurementRequest[]> {
    const documents = await this.#requests
      .find({ askedSlackIds: slackId, bucket: { $in: buckets } })
      .toArray();
    return documents.map(fromDocument);
  }

  async save(request: MeasurementRequest, transaction: Transaction): Promise<void> {
    const id = measurementId(request.taskId, request.bucket);
    await this.#requests.replaceOne({ _id: id }, request, { upsert: true, ...within(transaction) });
  }
}

export function emptyRequest(taskId: string, bucket: string): MeasurementRequest {
  return {
    taskId,
    bucket,
    askedSlackIds: [],
    attempts: 0,
    lastFault: null,
    nextAttemptAt: null,
    failingSince: null,
    toldSlackIds: [],
  };
}

function fromDocument({ _id, ...request }: RequestDocument): MeasurementRequest {
  return request;
}
