import type { Filter } from '../query/matcher.js';
import { planQuery } from '../query/plan.js';
import { type SortField, sortBy } from '../query/sort.js';
import { Collection, duplicateKey } from './collection.js';
import { type IndexSpec, idIndexSpec } from './index-spec.js';
import type { Store } from './store.js';
import type { Change, StoredDocument } from './stored-document.js';
import { type Transaction, writeConflict } from './transaction.js';

/** Thrown before anything changed: the write must be tried again once `until` has resolved. */
export class Blocked {
  constructor(readonly until: Promise<void>) {}
}

export interface Query {
  readonly namespace: string;
  readonly filter: Filter;
  readonly sort: readonly SortField[];
  /** How many matches to give; Infinity for all. */
  readonly limit: number;
}

/** What one command sees and changes: the committed state, or that state through its transaction. */
export class View {
  private pending: Promise<void> | undefined;
  private failure: unknown;

  constructor(
    readonly store: Store,
    private readonly transaction: Transaction | undefined,
    private readonly open: () => Transaction | undefined,
  ) {}

  /** Matching documents in order, at most `limit`. */
  find({ namespace, filter, sort, limit }: Query): StoredDocument[] {
    const collection = this.store.find(namespace) ?? new Collection(0, namespace);
    const plan = planQuery(collection, filter, sort);
    const overlay = this.transaction?.overlay(namespace);
    const sorted = plan.sorted && (sort.length === 0 || !overlay);
    const wanted = sorted ? limit : Number.POSITIVE_INFINITY;
    const found: StoredDocument[] = [];
    if (wanted === 0) return found;
    for (const candidate of plan.candidates) {
      if (overlay?.has(candidate.idKey)) continue;
      if (!filter.matches(candidate.document)) continue;
      found.push(candidate);
      if (found.length >= wanted) return found;
    }
    for (const { document } of overlay?.values() ?? []) {
      if (document && filter.matches(document.document)) found.push(document);
    }
    const ordered = sorted ? found : sortBy(found, sort, (stored) => stored.document);
    return ordered.length > limit ? ordered.slice(0, limit) : ordered;
  }

  /**
   * Makes the changes in their order. Throws `Blocked` before the first one when an open transaction
   * is in the way of any; a duplicate key or a write conflict at the change that meets it.
   */
  write(namespace: string, changes: readonly Change[]): void {
    const open = this.open();
    if (open && open !== this.transaction) {
      for (const change of changes) this.checkBlocked(open, namespace, change);
    }
    for (const change of changes) {
      const { before, after } = change;
      const idKey = (after ?? before)?.idKey ?? '';
      if (this.transaction?.overlay(namespace)?.get(idKey)?.own === false) throw writeConflict();
      if (after) this.checkUnique(namespace, after, before === undefined);
      if (this.transaction) this.transaction.stage(namespace, idKey, after);
      else this.commit(namespace, change, idKey);
    }
  }

  private commit(namespace: string, change: Change, idKey: string): void {
    this.open()?.preserve(namespace, idKey, change.before);
    this.pending = this.store.commit([{ namespace, change }]);
    this.pending.catch((failure: unknown) => {
      this.failure = failure;
    });
  }

  private checkBlocked(open: Transaction, namespace: string, { before, after }: Change): void {
    const idKey = (after ?? before)?.idKey ?? '';
    if (open.holds(namespace, idKey)) throw new Blocked(open.ended);
    const collection = this.store.find(namespace);
    if (after && collection && this.takenBy(open, collection, after)) throw new Blocked(open.ended);
  }

  private checkUnique(namespace: string, after: StoredDocument, isNew: boolean): void {
    const collection = this.store.find(namespace);
    const own = this.transaction?.overlay(namespace);
    if (isNew) {
      const seen = own?.has(after.idKey)
        ? own.get(after.idKey)?.document
        : collection?.documents.get(after.idKey);
      if (seen) throw duplicateKey(namespace, idIndexSpec, after);
    }
    if (!collection) return;
    const duplicate = collection.findDuplicate(after, (idKey) => own?.get(idKey)?.own === true);
    if (duplicate) {
      if (own?.has(duplicate.other.idKey)) throw writeConflict();
      throw duplicateKey(namespace, duplicate.spec, after);
    }
    if (!this.transaction) return;
    const taken = this.takenBy(this.transaction, collection, after);
    if (taken) throw duplicateKey(namespace, taken, after);
  }

  /** The unique index of which the open transaction has taken the document's key, if any. */
  private takenBy(
    open: Transaction,
    collection: Collection,
    after: StoredDocument,
  ): IndexSpec | undefined {
    const taken = open.ownDocuments(collection.namespace);
    if (taken.length === 0) return undefined;
    return collection.indexes.find((index) => {
      if (!index.spec.unique) return false;
      const keys = new Set(index.keysOf(after.document));
      return taken.some(
        (other) =>
          other.idKey !== after.idKey && index.keysOf(other.document).some((key) => keys.has(key)),
      );
    })?.spec;
  }

  /** Resolves when no transaction is open: changes of collections and indexes wait for that. */
  async idle(): Promise<void> {
    for (let open = this.open(); open; open = this.open()) await open.ended;
  }

  /** Resolves when everything written so far is on disk. */
  async durable(): Promise<void> {
    await this.pending;
    if (this.failure) throw this.failure;
  }
}
