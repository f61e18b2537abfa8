import type { Document } from '../bson/decode.js';
import { isArrayIndex, isDocument } from '../bson/values.js';

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

/** @param isElement whether the value is an array's element that the path names by its position */
type Visit = (value: unknown, isElement: boolean) => boolean;

/**
 * Calls `visit` with each value that the dotted path reaches, going into the elements of arrays on
 * the way, as MongoDB's matcher does; a value that is missing is visited as undefined. Arrays at
 * the end of the path are visited whole. Stops when `visit` returns true, and says whether it did.
 */
export function somePathValue(
  value: unknown,
  path: readonly string[],
  visit: Visit,
  depth = 0,
  isElement = false,
): boolean {
  if (depth === path.length) return visit(value, isElement);
  const segment = path[depth] as string;
  const isArray = Array.isArray(value);
  if (isArray && !isElement) return someElement(value, segment, path, visit, depth);
  // The array is taken for a document whose names are its positions.
  const fields: unknown = isArray ? Object.fromEntries(value.entries()) : value;
  if (!isDocument(fields)) return visit(undefined, false);
  return somePathValue(fieldOf(fields, segment), path, visit, depth + 1);
}

function someElement(
  values: readonly unknown[],
  segment: string,
  path: readonly string[],
  visit: Visit,
  depth: number,
): boolean {
  if (isArrayIndex(segment) && Number(segment) < values.length) {
    if (somePathValue(values[Number(segment)], path, visit, depth + 1, true)) return true;
  }
  for (const element of values) {
    if (isDocument(element) && somePathValue(element, path, visit, depth)) return true;
  }
  return false;
}

/**
 * As `somePathValue`, with the elements of an array at the end of the path before the array, unless
 * the path names the array by its position in another. The empty path is the value itself.
 */
export function someLeaf(
  document: Document,
  path: readonly string[],
  test: (value: unknown) => boolean,
): boolean {
  if (path.length === 0) return test(document);
  if (path.length === 1) {
    const value = fieldOf(document, path[0] as string);
    return (Array.isArray(value) && value.some(test)) || test(value);
  }
  return somePathValue(
    document,
    path,
    (value, isElement) => (!isElement && Array.isArray(value) && value.some(test)) || test(value),
  );
}
