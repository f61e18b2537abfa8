import type { Document } from '../bson/decode.js';
import { brackets, invertKey, orderKey } from '../bson/order-key.js';
import { isDocument, numericValue } from '../bson/values.js';
import { CommandError, unsupported } from '../errors.js';
import { fieldOf, somePathValue } from './paths.js';

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

/** An array sorts by its smallest element ascending, by its largest descending. */
function arrayFieldKey(
  document: Document,
  segments: readonly string[],
  direction: 1 | -1,
): { key: string; throughArray: boolean } {
  let best: string | undefined;
  let visits = 0;
  let isArray = false;
  const take = (value: unknown, emptyArray = false): void => {
    const key = emptyArray ? brackets.undefined : orderKey(value);
    if (best === undefined || (direction === 1 ? key < best : key > best)) best = key;
  };
  somePathValue(document, segments, (value) => {
    visits++;
    isArray ||= Array.isArray(value);
    if (Array.isArray(value) && value.length === 0) take(undefined, true);
    else if (Array.isArray(value)) for (const element of value) take(element);
    else take(value);
    return false;
  });
  return { key: best ?? brackets.null, throughArray: isArray || visits !== 1 };
}

/** A function that gives documents keys in the order of `fields`. */
function sortKey(fields: readonly SortField[]): (document: Document) => string {
  const compiled = fields.map(({ path, direction }) => ({ segments: path.split('.'), direction }));
  return (document) => {
    let key = '';
    let arrays = 0;
    for (const { segments, direction } of compiled) {
      const plain = segments.length === 1 ? fieldOf(document, segments[0] as string) : undefined;
      let part: string;
      if (segments.length === 1 && !Array.isArray(plain)) {
        part = orderKey(plain);
      } else {
        const found = arrayFieldKey(document, segments, direction);
        part = found.key;
        if (found.throughArray && ++arrays > 1) {
          throw unsupported('BadValue', 'cannot sort with keys that are parallel arrays');
        }
      }
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
