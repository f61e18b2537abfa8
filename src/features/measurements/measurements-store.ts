import type { Db } from 'mongodb';
import { type CollectionIndexes, type Transaction, within, writeOf } from '../../storage/index.js';
import type { Monitoring } from '../tasks/index.js';
import { bucketIndex, bucketOf } from './bucket.js';
import { type Measurement, measurementId, type Reading } from './measurement.js';
import type { MonitoredTask } from './period.js';

export type MeasurementDocument = Omit<Measurement, 'index'> & {
  /** `measurementId`, so that a bucket has one value. */
  _id: string;
  cadence: Monitoring['cadence'];
};

const collectionName = 'measurements';
const documentsPerReply = 10_000;

export const measurementIndexes: CollectionIndexes = {
  collection: collectionName,
  indexes: [{ key: { taskId: 1, bucket: 1 } }],
};

export class MeasurementsStore {
  readonly #measurements;

  constructor(db: Db) {
    this.#measurements = db.collection<MeasurementDocument>(collectionName);
  }

  /** From the bucket of `firstDay` to that of `lastDay`, oldest first. */
  async between(
    { id: taskId, monitoring }: MonitoredTask,
    firstDay: string,
    lastDay: string,
  ): Promise<readonly Measurement[]> {
    const { cadence } = monitoring;
    const bucket = { $gte: bucketOf(cadence, firstDay), $lte: bucketOf(cadence, lastDay) };
    const documents = await this.#measurements
      .find({ taskId, cadence, bucket })
      .sort({ bucket: 1 })
      .toArray();
    return documents.map((document) => fromDocument(document, monitoring));
  }

  /** Of each task's whole period, oldest first, by task id. */
  async ofPeriods(
    tasks: readonly MonitoredTask[],
  ): Promise<ReadonlyMap<string, readonly Measurement[]>> {
    const documents = await this.#measurements
      .find({ taskId: { $in: tasks.map(({ id }) => id) } }, { batchSize: documentsPerReply })
      .sort({ taskId: 1, bucket: 1 })
      .toArray();
    const byTask = new Map<string, Measurement[]>(tasks.map(({ id }) => [id, []]));
    const monitorings = new Map(tasks.map(({ id, monitoring }) => [id, monitoring]));
    for (const document of documents) {
      const monitoring = monitorings.get(document.taskId);
      if (monitoring && isInPeriod(document, monitoring)) {
        byTask.get(document.taskId)?.push(fromDocument(document, monitoring));
      }
    }
    return byTask;
  }

  async find(
    task: MonitoredTask,
    bucket: string,
    transaction?: Transaction,
  ): Promise<Measurement | null> {
    const id = measurementId(task.id, bucket);
    const document = await this.#measurements.findOne({ _id: id }, within(transaction));
    return document && fromDocument(document, task.monitoring);
  }

  /** The latest value of the period from a bucket before `bucket`. */
  async latestBefore(
    { id: taskId, monitoring }: MonitoredTask,
    bucket: string,
    transaction: Transaction,
  ): Promise<Measurement | null> {
    const { cadence, startDate } = monitoring;
    const document = await this.#measurements.findOne(
      { taskId, cadence, bucket: { $gte: bucketOf(cadence, startDate), $lt: bucket } },
      { sort: { bucket: -1 }, ...within(transaction) },
    );
    return document && fromDocument(document, monitoring);
  }

  /** Which of `taskIds` have a value for `bucket`. */
  async measuredIn(bucket: string, taskIds: readonly string[]): Promise<ReadonlySet<string>> {
    const ids = taskIds.map((taskId) => measurementId(taskId, bucket));
    const documents = await this.#measurements
      .find({ _id: { $in: ids } }, { projection: { taskId: 1 } })
      .toArray();
    return new Set(documents.map(({ taskId }) => taskId));
  }

  /** Adds values of buckets that have none; otherwise throws, and the transaction must abort. */
  insertAll(documents: readonly MeasurementDocument[], transaction: Transaction): Promise<void> {
    return transaction.write(
      documents.map((document) =>
        writeOf(
          this.#measurements,
          { insertOne: { document } },
          () => new Error(`${document.taskId} has a value for ${document.bucket} already`),
        ),
      ),
    );
  }

  /**
   * Writes `reading` in place of `replaced`, which was read in the same transaction: of two
   * concurrent corrections one then starts over and keeps the other in its history.
   */
  async save(
    task: MonitoredTask,
    bucket: string,
    reading: Reading,
    replaced: Measurement | null,
    transaction: Transaction,
  ): Promise<Measurement> {
    const id = measurementId(task.id, bucket);
    const { cadence } = task.monitoring;
    const corrections = replaced ? [...replaced.corrections, readingOf(replaced)] : [];
    const document = { _id: id, taskId: task.id, bucket, cadence, ...reading, corrections };
    await (replaced
      ? this.#measurements.replaceOne({ _id: id }, document, within(transaction))
      : this.#measurements.insertOne(document, within(transaction)));
    return fromDocument(document, task.monitoring);
  }
}

function readingOf({ value, takenAt, takenBy, note }: Measurement): Reading {
  return { value, takenAt, takenBy, ...(note === undefined ? {} : { note }) };
}

function isInPeriod(
  { cadence, bucket }: MeasurementDocument,
  { cadence: wanted, startDate, endDate }: Monitoring,
): boolean {
  return (
    cadence === wanted &&
    bucket >= bucketOf(cadence, startDate) &&
    bucket <= bucketOf(cadence, endDate)
  );
}

function fromDocument(
  { _id, cadence, ...document }: MeasurementDocument,
  { startDate }: Monitoring,
): Measurement {
  return { ...document, index: bucketIndex(document.bucket, cadence, startDate) };
}
