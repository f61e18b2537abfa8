import { unsupported } from '../errors.js';
import type { Filter } from '../query/matcher.js';
import { type Plan, planQuery } from '../query/plan.js';
import { type SortField, sortBy } from '../query/sort.js';
import { type Collection, duplicateKey } from './collection.js';
import { idIndexSpec } from './index-spec.js';
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
  /** Whether it has changed the committed state. */
  wrote = false;

  constructor(
    readonly store: Store,
    readonly transaction: Transaction | undefined,
    private readonly open: () => Transaction | undefined,
  ) {}

  /** Matching documents in order, at most `limit`. */
  find(query: Query): StoredDocument[] {
    return [...this.scan(query)];
  }

  /**
   * As `find`, for a reader that pauses: outside a transaction each document is read when it is
   * taken, as MongoDB does, unless it must be sorted with the others.
   */
  results(query: Query): Iterable<StoredDocument> {
    return this.transaction ? this.find(query) : this.scan(query);
  }

  private *scan({ namespace, filter, sort, limit }: Query): Generator<StoredDocument> {
    const collection = this.store.read(namespace);
    const plan = planQuery(collection, filter, sort);
    const overlay = this.transaction?.overlay(namespace);
    if (plan.sorted && (sort.length === 0 || !overlay)) {
      for (const document of first(this.matches(plan, filter, overlay), limit)) {
        yield document;
        collection.checkExists();
      }
    } else {
      const found = [...this.matches(plan, filter, overlay)];
      yield* first(
        sortBy(found, sort, (stored) => stored.document),
        limit,
      );
    }
  }

  private *matches(
    plan: Plan,
    filter: Filter,
    overlay: ReturnType<Transaction['overlay']>,
  ): Generator<StoredDocument> {
    const { revision } = this.store;
    for (const candidate of plan.candidates) {
      if (overlay?.has(candidate.idKey)) continue;
      const isAnswered = plan.answersFilter && this.store.revision === revision;
      if (isAnswered || filter.matches(candidate.document)) yield candidate;
    }
    for (const { document } of overlay?.values() ?? []) {
      if (document && filter.matches(document.document)) yield document;
    }
  }

  /**
   * Makes the changes in their order. Throws `Blocked` before the first one when an open transaction
   * is in the way of any; a duplicate key or a write conflict at the change that meets it.
   */
  write(namespace: string, changes: readonly Change[]): void {
    const open = this.open();
    if (open && open !== this.transaction) {
      for (const { before, after } of changes) {
        const idKey = (after ?? before)?.idKey ?? '';
        const taken = open.holds(namespace, idKey) || (after && open.takes(namespace, after));
        if (taken) throw new Blocked(open.ended);
      }
    }
    for (const change of changes) {
      const { before, after } = change;
      const idKey = (after ?? before)?.idKey ?? '';
      if (this.transaction?.overlay(namespace)?.get(idKey)?.own === false) throw writeConflict();
      if (after) this.checkUnique(namespace, before, after);
      if (this.transaction) {
        this.transaction.stage(namespace, idKey, change);
      } else {
        open?.preserve(namespace, idKey, before);
        this.store.apply([{ namespace, change }]);
        this.wrote = true;
      }
    }
  }

  /**
   * Throws `Blocked`, for a second at most, when an open transaction has written in the collection,
   * or when there is one at all.
   */
  checkFree(namespace?: string): void {
    const open = this.open();
    if (!open || open === this.transaction) return;
    if (namespace === undefined || open.hasWritten(namespace)) throw new Blocked(endOf(open));
  }

  private checkUnique(
    namespace: string,
    before: StoredDocument | undefined,
    after: StoredDocument,
  ): void {
    const collection = this.store.read(namespace);
    const own = this.transaction?.overlay(namespace);
    if (before) after.number = before.number;
    else if (this.seen(collection, after.idKey)) {
      throw duplicateKey(namespace, idIndexSpec, after);
    }
    const duplicate = collection.findDuplicate(after, (idKey) => own?.get(idKey)?.own === true);
    if (duplicate) {
      if (own?.has(duplicate.other.idKey)) throw writeConflict();
      throw duplicateKey(namespace, duplicate.spec, after);
    }
    const taken = this.transaction?.takenBy(namespace, after);
    if (taken) throw duplicateKey(namespace, taken.spec, after);
  }

  private seen(collection: Collection, idKey: string): boolean {
    const entry = this.transaction?.overlay(collection.namespace)?.get(idKey);
    return entry ? entry.document !== undefined : collection.idIndex.numberOf(idKey) !== undefined;
  }
}

const patienceMilliseconds = 1_000;

/** Resolves when the transaction ends. Rejects when that takes too long: its client may be waiting. */
function endOf(transaction: Transaction): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      reject(unsupported('WriteConflict', 'this write beside a transaction that stays open'));
    }, patienceMilliseconds).unref();
    void transaction.ended.then(resolve).finally(() => clearTimeout(timer));
  });
}

function* first<T>(items: Iterable<T>, limit: number): Generator<T> {
  let left = limit;
  if (left <= 0) return;
  for (const item of items) {
    yield item;
    if (--left <= 0) return;
  }
}
