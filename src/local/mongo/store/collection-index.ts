import type { Document } from '../bson/decode.js';
import { brackets, invertKey, orderKey } from '../bson/order-key.js';
import { CommandError } from '../errors.js';
import { compileFilter, type Matcher } from '../query/matcher.js';
import { fieldOf, somePathValue } from '../query/paths.js';
import type { IndexSpec } from './index-spec.js';
import { OrderedMap } from './ordered-map.js';
import type { StoredDocument } from './stored-document.js';

/** Above every key that starts with a given prefix. */
export const above = '\uffff';

interface IndexField {
  readonly path: string;
  readonly segments: readonly string[];
  readonly direction: 1 | -1;
}

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

  constructor(readonly spec: IndexSpec) {
    this.fields = Object.entries(spec.key).map(([path, direction]) => ({
      path,
      segments: path.split('.'),
      direction,
    }));
    this.includes = compileFilter(spec.partialFilterExpression ?? {}).matches;
  }

  /** The keys of a document: one, or with an array under one path one for each element. */
  keysOf(document: Document): string[] {
    if (!this.includes(document)) return [];
    let keys = [''];
    let arrays = 0;
    let present = false;
    for (const field of this.fields) {
      const values = this.valuesOf(document, field);
      if (values.isArray) arrays++;
      present ||= values.present;
      keys = keys.flatMap((key) => values.keys.map((part) => key + part));
    }
    if (arrays > 1) throw new CommandError(171, 'cannot index parallel arrays');
    if (arrays > 0) this.multikey = true;
    return this.spec.sparse && !present ? [] : keys;
  }

  private valuesOf(document: Document, field: IndexField) {
    if (field.segments.length === 1) {
      const value = fieldOf(document, field.path);
      if (!Array.isArray(value)) {
        return {
          keys: [this.part(orderKey(value), field)],
          isArray: false,
          present: value !== undefined,
        };
      }
    }
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

  load(documents: Iterable<StoredDocument>): void {
    const entries: [string, StoredDocument][] = [];
    for (const document of documents) {
      const suffix = numberSuffix(document.number);
      for (const key of this.keysOf(document.document)) entries.push([key + suffix, document]);
    }
    this.entries.load(entries);
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
