import type { Document } from '../bson/decode.js';
import { brackets, invertKey, orderKey } from '../bson/order-key.js';
import { unsupported } from '../errors.js';
import { compileFilter, type Matcher } from '../query/matcher.js';
import { fieldOf, somePathValue } from '../query/paths.js';
import type { IndexSpec } from './index-spec.js';
import { OrderedMap } from './ordered-map.js';
import type { StoredDocument } from './stored-document.js';

/** Above every key that starts with a given prefix of whole fields. */
export const above = '\uffff';

interface IndexField {
  readonly path: string;
  readonly segments: readonly string[];
  readonly direction: 1 | -1;
}

const suffixLength = 3;

function numberSuffix(number: number): string {
  return String.fromCharCode(
    Math.floor(number / 0x100000000) & 0xffff,
    (number >>> 16) & 0xffff,
    number & 0xffff,
  );
}

/** An index of a collection: keys of documents in order, for equality, ranges, sorting, uniqueness. */
export class CollectionIndex {
  readonly fields: readonly IndexField[];
  /** Whether some document ever had an array under an indexed path. */
  multikey = false;
  private readonly entries = new OrderedMap<StoredDocument>();
  private readonly includes: Matcher;
  /** Top level names of the indexed fields. */
  private readonly names: ReadonlySet<string>;

  constructor(readonly spec: IndexSpec) {
    this.fields = Object.entries(spec.key).map(([path, direction]) => ({
      path,
      segments: path.split('.'),
      direction,
    }));
    this.names = new Set(this.fields.map(({ segments }) => segments[0] as string));
    this.includes = compileFilter(spec.partialFilterExpression ?? {}).matches;
  }

  /** The keys of a document: one, or with an array under one path one for each element. */
  keysOf(document: Document): string[] {
    if (!this.includes(document)) return [];
    return this.plainKey(document) ?? this.combinedKeys(document);
  }

  /** The key of a document without arrays and nested paths, which is what most are. */
  private plainKey(document: Document): string[] | undefined {
    let key = '';
    let present = false;
    for (const { path, segments, direction } of this.fields) {
      const value = fieldOf(document, path);
      if (segments.length > 1 || Array.isArray(value)) return undefined;
      present ||= value !== undefined;
      key += direction === 1 ? orderKey(value) : invertKey(orderKey(value));
    }
    return this.spec.sparse && !present ? [] : [key];
  }

  private combinedKeys(document: Document): string[] {
    let keys = [''];
    let arrays = 0;
    let present = false;
    for (const field of this.fields) {
      const values = this.valuesOf(document, field);
      if (values.isArray) arrays++;
      present ||= values.present;
      keys = keys.flatMap((key) => values.keys.map((part) => key + part));
    }
    if (arrays > 1) throw unsupported(171, 'cannot index parallel arrays');
    if (arrays > 0) this.multikey = true;
    return this.spec.sparse && !present ? [] : keys;
  }

  private valuesOf(document: Document, field: IndexField) {
    const keys = new Set<string>();
    let visits = 0;
    let isArray = false;
    let present = false;
    somePathValue(document, field.segments, (value) => {
      visits++;
      present ||= value !== undefined;
      if (Array.isArray(value)) {
        isArray = true;
        for (const element of value) keys.add(orderKey(element));
        if (value.length === 0) keys.add(brackets.undefined);
      } else {
        keys.add(orderKey(value));
      }
      return false;
    });
    if (visits === 0) keys.add(brackets.null);
    return {
      keys: [...keys].map((key) => this.part(key, field)),
      isArray: isArray || visits !== 1,
      present,
    };
  }

  private part(key: string, field: IndexField): string {
    return field.direction === 1 ? key : invertKey(key);
  }

  /** Takes in all documents; a unique index gives one whose key another has, too. */
  load(documents: Iterable<StoredDocument>): StoredDocument | undefined {
    const entries: [string, StoredDocument][] = [];
    for (const document of documents) {
      const suffix = numberSuffix(document.number);
      for (const key of this.keysOf(this.indexedPart(document))) {
        entries.push([key + suffix, document]);
      }
    }
    this.entries.load(entries);
    if (!this.spec.unique) return undefined;
    const keyAt = (position: number) => entries[position]?.[0].slice(0, -suffixLength);
    return entries.find(([, { number }], position) => {
      const before = entries[position - 1]?.[1];
      return before && before.number !== number && keyAt(position) === keyAt(position - 1);
    })?.[1];
  }

  /** Enough of a document to index it, decoding no more than needed. */
  private indexedPart(document: StoredDocument): Document {
    return this.spec.partialFilterExpression ? document.document : document.part(this.names);
  }

  add(document: StoredDocument): void {
    const suffix = numberSuffix(document.number);
    for (const key of this.keysOf(document.document)) this.entries.set(key + suffix, document);
  }

  remove(document: StoredDocument): void {
    const suffix = numberSuffix(document.number);
    for (const key of this.keysOf(document.document)) this.entries.delete(key + suffix);
  }

  replace(before: StoredDocument, after: StoredDocument): void {
    const suffix = numberSuffix(after.number);
    const keys = this.keysOf(after.document);
    const kept = new Set(keys);
    for (const key of this.keysOf(before.document)) {
      if (!kept.has(key)) this.entries.delete(key + suffix);
    }
    for (const key of keys) this.entries.set(key + suffix, after);
  }

  /** Documents whose key starts with `key`. */
  withKey(key: string): Iterable<StoredDocument> {
    return this.entries.range(key, key + above, false);
  }

  range(low: string, high: string, descending: boolean): Iterable<StoredDocument> {
    return this.entries.range(low, high, descending);
  }
}
