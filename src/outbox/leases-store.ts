import type { Db } from 'mongodb';
import { isDuplicateKey } from '../storage/index.js';

/** One receiver: who is delivering to it now, and how long it must be left alone. */
interface ReceiverDocument {
  _id: string;
  leasedBy: string | null;
  leasedUntil: Date;
  pausedUntil: Date;
}

/** Which process delivers to a receiver. */
export class LeasesStore {
  readonly #receivers;

  constructor(db: Db) {
    this.#receivers = db.collection<ReceiverDocument>('notification_receivers');
  }

  /**
   * Makes `owner` the only one to deliver to `receiver` until `until`. What it holds already it
   * could not release, because the database was away.
   * @returns when the receiver may be written to, or null while another owner holds it.
   */
  async lease(receiver: string, owner: string, now: Date, until: Date): Promise<Date | null> {
    try {
      const leased = await this.#receivers.findOneAndUpdate(
        { _id: receiver, $or: [{ leasedUntil: { $lte: now } }, { leasedBy: owner }] },
        { $set: { leasedBy: owner, leasedUntil: until }, $setOnInsert: { pausedUntil: now } },
        { upsert: true, returnDocument: 'after' },
      );
      return leased?.pausedUntil ?? null;
    } catch (error) {
      if (isDuplicateKey(error)) return null;
      throw error;
    }
  }

  /** @returns false when `owner` no longer holds the receiver. */
  async renew(receiver: string, owner: string, until: Date): Promise<boolean> {
    const { matchedCount } = await this.#receivers.updateOne(
      { _id: receiver, leasedBy: owner },
      { $set: { leasedUntil: until } },
    );
    return matchedCount === 1;
  }

  async release(receiver: string, owner: string, now: Date, pausedUntil: Date): Promise<void> {
    await this.#receivers.updateOne(
      { _id: receiver, leasedBy: owner },
      { $set: { leasedBy: null, leasedUntil: now, pausedUntil } },
    );
  }

  /** Frees what processes that are no more were delivering to. */
  async releaseAll(now: Date): Promise<void> {
    await this.#receivers.updateMany(
      { leasedBy: { $ne: null } },
      { $set: { leasedBy: null, leasedUntil: now } },
    );
  }
}
