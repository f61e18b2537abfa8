import type { Document } from '../bson/decode.js';
import { isDocument } from '../bson/values.js';

const arrayIndex = /^(?:0|[1-9]\d*)$/;

export function isArrayIndex(segment: string): boolean {
  return arrayIndex.test(segment);
}

/** An own field of a document; undefined when missing. */
export function fieldOf(document: Document, name: string): unknown {
  return Object.hasOwn(document, name) ? document[name] : undefined;
}

/** The value at a path through documents, or the first array on the way there. */
export function valueAt(document: Document, path: readonly string[]): unknown {
  let value: unknown = document;
  for (const segment of path) {
    if (!isDocument(value)) return Array.isArray(value) ? value : undefined;
    value = fieldOf(value, segment);
  }
  return value;
}

/**
 * Calls `visit` with each value that the dotted path reaches, going into the elements of arrays on
 * the way, as MongoDB's matcher does; a value that is missing is visited as undefined. Arrays at
 * the end of the path are visited whole. Stops when `visit` returns true, and says whether it did.
 */
export function somePathValue(
  value: unknown,
  path: readonly string[],
  visit: (value: unknown) => boolean,
  depth = 0,
): boolean {
  if (depth === path.length) return visit(value);
  const segment = path[depth] as string;
  if (Array.isArray(value)) return someElement(value, segment, path, visit, depth);
  if (!isDocument(value)) return visit(undefined);
  return somePathValue(fieldOf(value, segment), path, visit, depth + 1);
}

function someElement(
  values: readonly unknown[],
  segment: string,
  path: readonly string[],
  visit: (value: unknown) => boolean,
  depth: number,
): boolean {
  if (isArrayIndex(segment) && Number(segment) < values.length) {
    if (somePathValue(values[Number(segment)], path, visit, depth + 1)) return true;
  }
  for (const element of values) {
    if (isDocument(element) && somePathValue(element, path, visit, depth)) return true;
  }
  return false;
}

/**
 * As `somePathValue`, with the elements of an array at the end of the path before the array. The
 * empty path is the value itself, be it an array or not.
 */
export function someLeaf(
  document: Document,
  path: readonly string[],
  test: (value: unknown) => boolean,
): boolean {
  if (path.length === 0) return test(document);
  if (path.length === 1) {
    const value = fieldOf(document, path[0] as string);
    return Array.isArray(value) ? value.some(test) || test(value) : test(value);
  }
  return somePathValue(document, path, (value) =>
    Array.isArray(value) ? value.some((element) => test(element)) || test(value) : test(value),
  );
}
