import { CommandError } from '../errors.js';
import type { CollectionIndex } from './collection-index.js';
import type { CollectionChange, Store } from './store.js';
import type { Change, StoredDocument } from './stored-document.js';

interface Entry {
  /** What an own write replaces of the committed state, which nobody else changes meanwhile. */
  readonly committed?: StoredDocument | undefined;
  /** Whether this transaction wrote the document; otherwise it is what others have since changed. */
  readonly own: boolean;
  /** What the transaction sees; undefined when the document does not exist for it. */
  readonly document: StoredDocument | undefined;
}

/** What a transaction has to do with one collection. */
class Overlay {
  readonly entries = new Map<string, Entry>();
  /** Which document has a key of a unique index, by the names of such keys. */
  readonly holders = new Map<string, string>();
  /** Whether a document is the transaction's own work. */
  written = false;
}

/** The error that makes a driver run its whole transaction again. */
export function writeConflict(): CommandError {
  return new CommandError(
    'WriteConflict',
    'Write conflict during plan execution and yielding is disabled. Please retry your operation or multi-document transaction.',
    {},
    ['TransientTransactionError'],
  );
}

/** An open transaction: its own writes and the documents others changed, over the committed state. */
export class Transaction {
  /** Resolves when the transaction is committed or aborted. */
  readonly ended: Promise<void>;
  private resolveEnded: (() => void) | undefined;
  private readonly overlays = new Map<string, Overlay>();

  constructor(private readonly store: Store) {
    this.ended = new Promise((resolve) => {
      this.resolveEnded = resolve;
    });
  }

  end(): void {
    this.resolveEnded?.();
  }

  overlay(namespace: string): ReadonlyMap<string, Entry> | undefined {
    return this.overlays.get(namespace)?.entries;
  }

  private overlayOf(namespace: string): Overlay {
    let overlay = this.overlays.get(namespace);
    if (!overlay) this.overlays.set(namespace, (overlay = new Overlay()));
    return overlay;
  }

  /** Keeps what this transaction saw of a document that another writer is about to change. */
  preserve(namespace: string, idKey: string, document: StoredDocument | undefined): void {
    const { entries, holders } = this.overlayOf(namespace);
    if (entries.has(idKey)) return;
    entries.set(idKey, { own: false, document });
    for (const { name } of this.uniqueKeys(namespace, document)) holders.set(name, idKey);
  }

  /** Takes in an own change. Throws WriteConflict when somebody else changed the document since. */
  stage(namespace: string, idKey: string, { before, after }: Change): void {
    const overlay = this.overlayOf(namespace);
    const staged = overlay.entries.get(idKey);
    if (staged?.own === false) throw writeConflict();
    for (const { name } of this.uniqueKeys(namespace, staged?.document)) {
      if (overlay.holders.get(name) === idKey) overlay.holders.delete(name);
    }
    for (const { name } of this.uniqueKeys(namespace, after)) overlay.holders.set(name, idKey);
    const committed = staged ? staged.committed : before;
    overlay.entries.set(idKey, { own: true, document: after, committed });
    overlay.written = true;
  }

  private uniqueKeys(namespace: string, document: StoredDocument | undefined) {
    const indexes = document ? (this.store.find(namespace)?.indexes ?? []) : [];
    return indexes
      .filter((index) => index.isUnique)
      .flatMap((index) =>
        (document?.keysIn(index) ?? []).map((key) => ({ index, name: `${index.id} ${key}` })),
      );
  }

  /** Whether the transaction has written in a collection. */
  hasWritten(namespace: string): boolean {
    return this.overlays.get(namespace)?.written === true;
  }

  /** Whether a writer outside must wait: the transaction has written the document or its key. */
  holds(namespace: string, idKey: string): boolean {
    return this.overlays.get(namespace)?.entries.get(idKey)?.own === true;
  }

  /** The unique index of which another document that it keeps has a key of this one. */
  takenBy(namespace: string, after: StoredDocument): CollectionIndex | undefined {
    return this.rivals(namespace, after)[0]?.index;
  }

  /** Whether a writer outside must wait: another document has, by the transaction's work, a key of this one. */
  takes(namespace: string, after: StoredDocument): boolean {
    return this.rivals(namespace, after).some(({ holder }) => this.holds(namespace, holder));
  }

  private rivals(namespace: string, after: StoredDocument) {
    const holders = this.overlays.get(namespace)?.holders;
    if (!holders || holders.size === 0) return [];
    return this.uniqueKeys(namespace, after).flatMap(({ index, name }) => {
      const holder = holders.get(name);
      return holder === undefined || holder === after.idKey ? [] : [{ index, holder }];
    });
  }

  /** The own writes as changes of the committed state. */
  changes(): CollectionChange[] {
    const changes: CollectionChange[] = [];
    for (const [namespace, { entries }] of this.overlays) {
      for (const { own, document, committed } of entries.values()) {
        if (!own || (!committed && !document)) continue;
        changes.push({ namespace, change: { before: committed, after: document } });
      }
    }
    return changes;
  }
}
