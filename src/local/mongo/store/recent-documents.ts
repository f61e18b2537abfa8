import type { StoredDocument } from './stored-document.js';

const most = 1_000;
const largestBytes = 16 * 1024;

/**
 * Documents of a collection as last read or written: one that is soon wanted again is neither read
 * nor decoded again.
 */
export class RecentDocuments {
  private readonly byNumber = new Map<number, StoredDocument>();
  private readonly byIdKey = new Map<string, StoredDocument>();

  withNumber(number: number): StoredDocument | undefined {
    return this.byNumber.get(number);
  }

  withId(idKey: string): StoredDocument | undefined {
    return this.byIdKey.get(idKey);
  }

  /** Takes the newest version of a document; the one that came first makes room. */
  keep(document: StoredDocument): void {
    const { number, idKey, bytes } = document;
    this.forget(number);
    if (bytes.length > largestBytes) return;
    this.byNumber.set(number, document);
    this.byIdKey.set(idKey, document);
    if (this.byNumber.size <= most) return;
    for (const oldest of this.byNumber.keys()) return this.forget(oldest);
  }

  forget(number: number): void {
    const known = this.byNumber.get(number);
    if (!known) return;
    this.byNumber.delete(number);
    this.byIdKey.delete(known.idKey);
  }

  clear(): void {
    this.byNumber.clear();
    this.byIdKey.clear();
  }
}
