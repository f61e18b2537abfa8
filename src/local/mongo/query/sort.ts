import type { Document } from '../bson/decode.js';
import { invertKey, orderKey } from '../bson/order-key.js';
import { isDocument, numericValue } from '../bson/values.js';
import { CommandError, unsupported } from '../errors.js';
import { valueAt } from './paths.js';

export interface SortField {
  readonly path: string;
  readonly direction: 1 | -1;
}

/** Reads a sort specification. Throws for a direction other than 1 or -1. */
export function parseSort(sort: unknown): readonly SortField[] {
  if (sort === undefined) return [];
  if (!isDocument(sort)) throw new CommandError('TypeMismatch', 'sort must be an object');
  return Object.entries(sort).map(([path, direction]) => {
    if (isDocument(direction)) throw unsupported('BadValue', `Illegal $meta sort on ${path}`);
    const number = numericValue(direction);
    if (number !== 1 && number !== -1) {
      throw new CommandError(
        15975,
        '$sort key ordering must be 1 (for ascending) or -1 (for descending)',
      );
    }
    if (path === '$natural') throw unsupported('BadValue', 'sorting by $natural');
    if (path === '' || path.split('.').includes('')) {
      throw new CommandError(15998, 'FieldPath field names may not be empty strings.');
    }
    return { path, direction: number };
  });
}

/** A function that gives documents keys in the order of `fields`. */
function sortKey(fields: readonly SortField[]): (document: Document) => string {
  const compiled = fields.map(({ path, direction }) => ({ segments: path.split('.'), direction }));
  return (document) => {
    let key = '';
    for (const { segments, direction } of compiled) {
      const value = valueAt(document, segments);
      if (Array.isArray(value)) throw unsupported('BadValue', 'sorting by a field with an array');
      const part = orderKey(value);
      key += direction === 1 ? part : invertKey(part);
    }
    return key;
  };
}

/** `items` in the order of `fields`; equal ones keep their order. */
export function sortBy<T>(
  items: readonly T[],
  fields: readonly SortField[],
  documentOf: (item: T) => Document,
): T[] {
  const keyOf = sortKey(fields);
  const keyed = items.map((item) => ({ key: keyOf(documentOf(item)), item }));
  keyed.sort((left, right) => (left.key < right.key ? -1 : left.key > right.key ? 1 : 0));
  return keyed.map((entry) => entry.item);
}
