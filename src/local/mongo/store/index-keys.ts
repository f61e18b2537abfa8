import type { Document } from '../bson/decode.js';
import { brackets, invertKey, orderKey } from '../bson/order-key.js';
import { unsupported } from '../errors.js';
import { compileFilter, type Matcher } from '../query/matcher.js';
import { fieldOf, somePathValue } from '../query/paths.js';
import type { IndexSpec } from './index-spec.js';

export interface IndexField {
  readonly path: string;
  readonly segments: readonly string[];
  readonly direction: 1 | -1;
}

/** Computes the keys under which an index holds a document. */
export class IndexKeys {
  readonly fields: readonly IndexField[];
  /** Whether some document ever had an array under an indexed path. */
  multikey = false;
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
  keysOf(document: Document): readonly string[] {
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
    if (arrays > 1) throw unsupported('CannotIndexParallelArrays', 'cannot index parallel arrays');
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
      keys: [...keys].map((key) => (field.direction === 1 ? key : invertKey(key))),
      isArray: isArray || visits !== 1,
      present,
    };
  }
}
