import type { Document } from '../bson/decode.js';
import { brackets, invertKey, orderKey } from '../bson/order-key.js';
import { unsupported } from '../errors.js';
import { compileFilter, type Filter } from '../query/matcher.js';
import { somePathValue, valueAt } from '../query/paths.js';
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
  /** What the documents meet that the index holds. */
  readonly partial: Filter;

  constructor(readonly spec: IndexSpec) {
    this.fields = Object.entries(spec.key).map(([path, direction]) => ({
      path,
      segments: path.split('.'),
      direction,
    }));
    this.partial = compileFilter(spec.partialFilterExpression ?? {});
  }

  /** The keys of a document: one, or with an array under one path one for each element. */
  keysOf(document: Document): readonly string[] {
    if (!this.partial.matches(document)) return [];
    return this.plainKey(document) ?? this.combinedKeys(document);
  }

  /** The key of a document without arrays on the paths, which is what most are. */
  private plainKey(document: Document): string[] | undefined {
    let key = '';
    let present = false;
    for (const { segments, direction } of this.fields) {
      const value = valueAt(document, segments);
      if (Array.isArray(value)) return undefined;
      present ||= value !== undefined;
      key += direction === 1 ? orderKey(value) : invertKey(orderKey(value));
    }
    return this.spec.sparse && !present ? [] : [key];
  }

  private combinedKeys(document: Document): string[] {
    let keys = [''];
    let present = false;
    for (const { segments, direction } of this.fields) {
      const parts = new Set<string>();
      somePathValue(document, segments, (value) => {
        present ||= value !== undefined;
        for (const element of Array.isArray(value) ? value : [value]) parts.add(orderKey(element));
        if (Array.isArray(value) && value.length === 0) parts.add(brackets.undefined);
        return false;
      });
      if (parts.size === 0) parts.add(brackets.null);
      const directed = [...parts].map((part) => (direction === 1 ? part : invertKey(part)));
      keys = keys.flatMap((key) => directed.map((part) => key + part));
    }
    const arrays = this.fields.filter(({ segments }) => Array.isArray(valueAt(document, segments)));
    if (arrays.length > 1) {
      throw unsupported('CannotIndexParallelArrays', 'cannot index parallel arrays');
    }
    this.multikey = true;
    return this.spec.sparse && !present ? [] : keys;
  }
}
