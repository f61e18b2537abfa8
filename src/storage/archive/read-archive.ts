import type { Document } from 'mongodb';
import { ArchiveError } from './archive-error.js';
import { LineDigest } from './digest.js';
import { fileLines } from './file-lines.js';
import {
  type ArchiveHeader,
  archiveVersion,
  type CollectionStart,
  type CollectionSummary,
  type ControlLine,
  formatDocument,
  parseLine,
} from './format.js';

export type ArchivePart =
  | { readonly kind: 'header'; readonly header: ArchiveHeader }
  | { readonly kind: 'start'; readonly start: CollectionStart }
  | { readonly kind: 'document'; readonly document: Document; readonly bytes: number }
  | { readonly kind: 'end'; readonly summary: CollectionSummary }
  | { readonly kind: 'whole' };

/**
 * Reads an archive part by part and checks all that it says of itself: order, counts and hashes.
 * @throws ArchiveError naming the line and what is wrong with it
 */
export async function* readArchive(
  path: string,
  onBytes: (count: number) => void,
): AsyncGenerator<ArchivePart> {
  const reader = new ArchiveReader(path);
  for await (const line of fileLines(path, onBytes)) yield reader.take(line);
  reader.checkEnd();
}

class ArchiveReader {
  readonly #lines = new LineDigest();
  readonly #collections = new Set<string>();
  #documents = new LineDigest();
  #next: 'header' | 'collection' | 'document' | 'nothing' = 'header';
  #collection = '';

  constructor(private readonly path: string) {}

  take(bytes: Buffer): ArchivePart {
    const text = bytes.toString('utf8');
    const line = parseLine(text);
    if (line === null || (this.#next === 'header' && line.kind === 'document')) {
      throw this.#fault(
        this.#next === 'header' ? 'this is no archive of Crewchief' : 'not readable',
      );
    }
    const part =
      line.kind === 'document'
        ? this.#document(line.document, text, bytes)
        : this.#control(line.control);
    this.#lines.add(bytes);
    return part;
  }

  checkEnd(): void {
    if (this.#next === 'nothing') return;
    throw this.#fault('the file is cut off here; export the data again');
  }

  #document(document: Document, text: string, bytes: Buffer): ArchivePart {
    this.#expect('document');
    if (formatDocument(document) !== text) {
      throw this.#fault('the document is not in canonical Extended JSON');
    }
    this.#documents.add(bytes);
    return { kind: 'document', document, bytes: bytes.length };
  }

  #control(control: ControlLine): ArchivePart {
    if ('format' in control) return this.#header(control);
    if ('indexes' in control) return this.#start(control);
    if ('endOf' in control) return this.#end(control);
    this.#expect('collection');
    if (control.collections !== this.#collections.size || control.sha256 !== this.#lines.sha256) {
      throw this.#fault('the file differs from what was exported: its hash is another');
    }
    this.#next = 'nothing';
    return { kind: 'whole' };
  }

  #header(header: ArchiveHeader): ArchivePart {
    this.#expect('header');
    if (header.version !== archiveVersion) {
      throw this.#fault(
        `the archive has version ${header.version}, and this Crewchief reads version ${archiveVersion}`,
      );
    }
    this.#next = 'collection';
    return { kind: 'header', header };
  }

  #start(start: CollectionStart): ArchivePart {
    this.#expect('collection');
    if (this.#collections.has(start.collection)) {
      throw this.#fault(`${start.collection} comes a second time`);
    }
    this.#collections.add(start.collection);
    this.#collection = start.collection;
    this.#documents = new LineDigest();
    this.#next = 'document';
    return { kind: 'start', start };
  }

  #end({ endOf, count, sha256 }: { endOf: string; count: number; sha256: string }): ArchivePart {
    this.#expect('document');
    if (endOf !== this.#collection) throw this.#fault(`${this.#collection} should end here`);
    const found = this.#documents;
    if (found.count !== count) {
      throw this.#fault(`${endOf} has ${found.count} documents, and ${count} were exported`);
    }
    if (found.sha256 !== sha256) {
      throw this.#fault(`the documents of ${endOf} differ from what was exported`);
    }
    this.#next = 'collection';
    return { kind: 'end', summary: { collection: endOf, count, sha256 } };
  }

  #expect(place: 'header' | 'collection' | 'document'): void {
    if (this.#next === 'header' && place !== 'header') {
      throw this.#fault('this is no archive of Crewchief');
    }
    if (this.#next !== place) throw this.#fault('the line stands in a wrong place');
  }

  /** About the line that is being read. */
  #fault(what: string): ArchiveError {
    return new ArchiveError(`${this.path}, line ${this.#lines.count + 1}: ${what}.`);
  }
}
