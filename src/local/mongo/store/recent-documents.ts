import type { StoredDocument } from './stored-document.js';

const places = 1_024;
const largestBytes = 16 * 1024;

/**
 * Documents of a collection as last read or written: one that is soon wanted again is neither read
 * nor decoded again. Each has one place, by its number, and makes room there for the next.
 */
export class RecentDocuments {
  private documents: (StoredDocument | undefined)[] = [];
  private readonly numbers = new Map<string, number>();

  get(number: number): StoredDocument | undefined {
    const document = this.documents[number % places];
    return document?.number === number ? document : undefined;
  }

  withId(idKey: string): StoredDocument | undefined {
    const document = this.get(this.numbers.get(idKey) ?? -1);
    return document?.idKey === idKey ? document : undefined;
  }

  noteId(idKey: string, number: number): void {
    if (this.numbers.size >= places) this.numbers.clear();
    this.numbers.set(idKey, number);
  }

  /** Takes the newest version of a document; undefined for one that is no more. */
  set(number: number, document: StoredDocument | undefined): void {
    const isSmall = document && document.bytes.length <= largestBytes;
    this.documents[number % places] = isSmall ? document : undefined;
  }

  clear(): void {
    this.documents = [];
    this.numbers.clear();
  }
}
