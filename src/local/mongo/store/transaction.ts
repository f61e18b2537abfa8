import { CommandError } from '../errors.js';
import type { CollectionChange, Store } from './store.js';
import type { StoredDocument } from './stored-document.js';

interface Entry {
  /** Whether this transaction wrote the document; otherwise it is what others have since changed. */
  readonly own: boolean;
  /** What the transaction sees; undefined when the document does not exist for it. */
  readonly document: StoredDocument | undefined;
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
  private readonly overlays = new Map<string, Map<string, Entry>>();

  constructor(private readonly store: Store) {
    this.ended = new Promise((resolve) => {
      this.resolveEnded = resolve;
    });
  }

  end(): void {
    this.resolveEnded?.();
  }

  overlay(namespace: string): ReadonlyMap<string, Entry> | undefined {
    return this.overlays.get(namespace);
  }

  private entries(namespace: string): Map<string, Entry> {
    let entries = this.overlays.get(namespace);
    if (!entries) this.overlays.set(namespace, (entries = new Map<string, Entry>()));
    return entries;
  }

  /** Keeps what this transaction saw of a document that another writer is about to change. */
  preserve(namespace: string, idKey: string, document: StoredDocument | undefined): void {
    const entries = this.entries(namespace);
    if (!entries.has(idKey)) entries.set(idKey, { own: false, document });
  }

  /** Takes in own changes. Throws WriteConflict when somebody else changed a document since. */
  stage(namespace: string, idKey: string, document: StoredDocument | undefined): void {
    const entries = this.entries(namespace);
    if (entries.get(idKey)?.own === false) throw writeConflict();
    entries.set(idKey, { own: true, document });
  }

  /** Whether a writer outside must wait: the transaction has written the document or its key. */
  holds(namespace: string, idKey: string): boolean {
    return this.overlays.get(namespace)?.get(idKey)?.own === true;
  }

  ownDocuments(namespace: string): StoredDocument[] {
    const entries = this.overlays.get(namespace);
    if (!entries) return [];
    return [...entries.values()].flatMap((entry) =>
      entry.own && entry.document ? [entry.document] : [],
    );
  }

  /** The own writes as changes of the committed state. */
  changes(): CollectionChange[] {
    const changes: CollectionChange[] = [];
    for (const [namespace, entries] of this.overlays) {
      const committed = this.store.find(namespace)?.documents;
      for (const [idKey, { own, document }] of entries) {
        const before = committed?.get(idKey);
        if (!own || (!before && !document)) continue;
        changes.push({ namespace, change: { before, after: document } });
      }
    }
    return changes;
  }
}
