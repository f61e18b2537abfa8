import { subHours } from 'date-fns/subHours';
import type { Db, Filter } from 'mongodb';
import { type CollectionIndexes, type Transaction, within } from '../../storage/index.js';
import {
  acceptanceUndone,
  doubtDays,
  type Offer,
  type PastAnswers,
  type PostponedOffer,
  type Settlement,
  silenceDays,
} from './offer.js';

type OfferDocument = Omit<Offer, 'id'> & { _id: string };

const collectionName = 'assignments';
const open = { state: 'offered' } as const;

export const offerIndexes: CollectionIndexes = {
  collection: collectionName,
  indexes: [
    { key: { taskId: 1 }, name: 'open_of_task', unique: true, partialFilterExpression: open },
    { key: { memberId: 1 }, name: 'open_of_member', unique: true, partialFilterExpression: open },
    { key: { taskId: 1, offeredAt: -1 } },
    { key: { memberId: 1, offeredAt: -1 } },
    { key: { teamId: 1, offeredAt: -1 } },
    { key: { state: 1, answerBy: 1 } },
    { key: { settledUnder: 1 } },
  ],
};

export class OffersStore {
  readonly #offers;

  constructor(db: Db) {
    this.#offers = db.collection<OfferDocument>(collectionName);
  }

  async find(id: string, transaction?: Transaction): Promise<Offer | null> {
    const document = await this.#offers.findOne({ _id: id }, within(transaction));
    return document && fromDocument(document);
  }

  /** The open offer of a task or a member: there is at most one of either. */
  async open(
    of: { readonly taskId: string } | { readonly memberId: string },
    transaction?: Transaction,
  ): Promise<Offer | null> {
    const document = await this.#offers.findOne({ ...of, ...open }, within(transaction));
    return document && fromDocument(document);
  }

  /** The offer of the task that its holder has accepted, if it came by one. */
  async accepted(taskId: string, transaction: Transaction): Promise<Offer | null> {
    const document = await this.#offers.findOne(
      { taskId, state: 'accepted' },
      { sort: { offeredAt: -1 }, ...within(transaction) },
    );
    return document && fromDocument(document);
  }

  /** All open offers, or those of one team; first those that have to be answered first. */
  async allOpen(teamId?: string): Promise<readonly Offer[]> {
    const documents = await this.#offers
      .find({ ...open, ...(teamId !== undefined && { teamId }) })
      .toArray();
    return documents
      .map(fromDocument)
      .toSorted((a, b) => a.answerBy.getTime() - b.answerBy.getTime());
  }

  /** Newest first. */
  latest(
    of: { readonly taskId: string } | { readonly memberId: string } | { readonly teamId: string },
    limit: number,
  ): Promise<readonly Offer[]> {
    return this.#list(of, limit);
  }

  async settledUnder(intentId: string, transaction: Transaction): Promise<Offer | null> {
    const document = await this.#offers.findOne({ settledUnder: intentId }, within(transaction));
    return document && fromDocument(document);
  }

  /** Fails with MongoDB's duplicate key error when the task or the member has an open offer. */
  async insert({ id, ...offer }: Offer, transaction: Transaction): Promise<void> {
    await this.#offers.insertOne({ _id: id, ...offer }, within(transaction));
  }

  /** @returns the offer as it is now, or null when it was no longer in the state of `offer`. */
  async settle(
    offer: Pick<Offer, 'id' | 'state'>,
    settlement: Settlement,
    transaction?: Transaction,
  ): Promise<Offer | null> {
    const document = await this.#offers.findOneAndUpdate(
      { _id: offer.id, state: offer.state },
      { $set: settlement },
      { returnDocument: 'after', ...within(transaction) },
    );
    return document && fromDocument(document);
  }

  /** @returns the offer as it is now, or null when it was settled or put off before. */
  async postpone(
    { id }: Pick<Offer, 'id'>,
    { laterAt, answerBy }: Pick<PostponedOffer, 'laterAt' | 'answerBy'>,
    transaction: Transaction,
  ): Promise<PostponedOffer | null> {
    const document = await this.#offers.findOneAndUpdate(
      { _id: id, ...open, laterAt: null },
      { $set: { laterAt, answerBy } },
      { returnDocument: 'after', ...within(transaction) },
    );
    return document && { ...fromDocument(document), laterAt };
  }

  /** Offers that still say something about the skill: open ones, and declines for lack of it. */
  async naming(skill: string, now: Date, transaction: Transaction): Promise<readonly Offer[]> {
    const declined = { state: 'declined', 'decline.kind': 'skills' } as const;
    const documents = await this.#offers
      .find(
        {
          requiredSkills: skill,
          $or: [open, { ...declined, settledAt: { $gte: subHours(now, doubtDays * 24) } }],
        },
        within(transaction),
      )
      .toArray();
    return documents.map(fromDocument);
  }

  /** Puts other words in place of what the offer says of skills. */
  async rewrite(
    { id, requiredSkills, reasons, others }: Offer,
    transaction: Transaction,
  ): Promise<void> {
    const $set = { requiredSkills, reasons, others };
    await this.#offers.updateOne({ _id: id }, { $set }, within(transaction));
  }

  /** What the team's members answered before, as far as it still counts at `now`. */
  async pastAnswers(teamId: string, taskIds: readonly string[], now: Date): Promise<PastAnswers> {
    const refused = await this.#offers
      .find({
        taskId: { $in: [...taskIds] },
        $or: [
          { state: 'declined' },
          { withdrawal: acceptanceUndone },
          { state: 'expired', settledAt: { $gte: subHours(now, silenceDays * 24) } },
        ],
      })
      .toArray();
    const unskilled = await this.#offers
      .find({
        teamId,
        state: 'declined',
        'decline.kind': 'skills',
        settledAt: { $gte: subHours(now, doubtDays * 24) },
      })
      .toArray();
    return {
      excluded: byMember(refused, ({ taskId }) => [taskId]),
      doubted: byMember(unskilled, ({ requiredSkills }) => requiredSkills),
    };
  }

  /**
   * The team's assignments that were completed, or taken back, before `until`, oldest first; without
   * those that still say what not to offer.
   */
  async endedBefore(teamId: string, until: Date): Promise<readonly Offer[]> {
    const documents = await this.#offers
      .find({
        teamId,
        state: { $in: ['completed', 'withdrawn'] },
        withdrawal: { $ne: acceptanceUndone },
        settledAt: { $lt: until },
      })
      .sort({ settledAt: 1 })
      .toArray();
    return documents.map(fromDocument);
  }

  async remove(ids: readonly string[]): Promise<number> {
    return (await this.#offers.deleteMany({ _id: { $in: [...ids] } })).deletedCount;
  }

  async #list(filter: Filter<OfferDocument>, limit: number): Promise<readonly Offer[]> {
    const documents = await this.#offers
      .find(filter)
      .sort({ offeredAt: -1 })
      .limit(limit)
      .toArray();
    return documents.map(fromDocument);
  }
}

function byMember(
  documents: readonly OfferDocument[],
  namesOf: (document: OfferDocument) => readonly string[],
): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, Set<string>>();
  for (const document of documents) {
    const names = found.get(document.memberId) ?? new Set();
    for (const name of namesOf(document)) names.add(name);
    found.set(document.memberId, names);
  }
  return new Map([...found].map(([memberId, names]) => [memberId, [...names]]));
}

function fromDocument({ _id, ...offer }: OfferDocument): Offer {
  return { id: _id, ...offer };
}
