import type { Db } from 'mongodb';

/** Which uploaded file shows a chart, by the digest of what is drawn. */
export class ChartFileStore {
  readonly #files;

  constructor(db: Db) {
    this.#files = db.collection<{ _id: string; fileId: string }>('chart_files');
  }

  async find(digest: string): Promise<string | null> {
    return (await this.#files.findOne({ _id: digest }))?.fileId ?? null;
  }

  async save(digest: string, fileId: string): Promise<void> {
    await this.#files.updateOne({ _id: digest }, { $set: { fileId } }, { upsert: true });
  }
}
