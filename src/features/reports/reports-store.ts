import type { Db } from 'mongodb';
import { type CollectionIndexes, type Transaction, within } from '../../storage/index.js';
import type { Report, ReportKind } from './report.js';

type ReportDocument = Omit<Report, 'id'> & { _id: string };

const collectionName = 'reports';

export const reportIndexes: CollectionIndexes = {
  collection: collectionName,
  indexes: [{ key: { teamId: 1, kind: 1, until: -1 } }],
};

export class ReportsStore {
  readonly #reports;

  constructor(db: Db) {
    this.#reports = db.collection<ReportDocument>(collectionName);
  }

  async find(id: string): Promise<Report | null> {
    const document = await this.#reports.findOne({ _id: id });
    return document && fromDocument(document);
  }

  /** The team's reports of that kind, latest first. */
  async latest(teamId: string, kind: ReportKind, limit: number): Promise<readonly Report[]> {
    const documents = await this.#reports
      .find({ teamId, kind })
      .sort({ until: -1 })
      .limit(limit)
      .toArray();
    return documents.map(fromDocument);
  }

  /** Fails with MongoDB's duplicate key error when the report has been made already. */
  async insert({ id, ...report }: Report, transaction: Transaction): Promise<void> {
    await this.#reports.insertOne({ _id: id, ...report }, within(transaction));
  }

  /** @returns false when somebody else has corrected it since. */
  async correct(
    { id, version, figures, correctedAt }: Report,
    transaction: Transaction,
  ): Promise<boolean> {
    const { modifiedCount } = await this.#reports.updateOne(
      { _id: id, version: version - 1 },
      { $set: { figures, correctedAt, version } },
      within(transaction),
    );
    return modifiedCount === 1;
  }
}

function fromDocument({ _id, ...report }: ReportDocument): Report {
  return { id: _id, ...report };
}
