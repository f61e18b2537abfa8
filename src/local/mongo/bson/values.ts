import { BSON, Double, Long } from 'bson';
import { CommandError } from '../errors.js';
import type { Document } from './decode.js';

/** MongoDB's limit of a stored document, in bytes. */
export const maxDocumentBytes = 16 * 1024 * 1024;

/** Whether `value` is an embedded document (not an array, date or other BSON value). */
export function isDocument(value: unknown): value is Document {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    !(value instanceof Date) &&
    !('_bsontype' in value)
  );
}

export function encodeDocument(document: Document): Buffer {
  const bytes = BSON.serialize(document);
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
}

/** Throws BSONObjectTooLarge for BSON above 16 MiB. */
export function checkSize(bytes: Buffer): void {
  if (bytes.length <= maxDocumentBytes) return;
  throw new CommandError(
    'BSONObjectTooLarge',
    `object to insert too large. size in bytes: ${bytes.length}, max size: ${maxDocumentBytes}`,
  );
}

/** The class name that the BSON library gives to values of its own. */
export function bsonTag(value: object): string | undefined {
  return '_bsontype' in value ? String(value['_bsontype']) : undefined;
}

const bsonTypeNames: Readonly<Record<string, string>> = {
  ObjectId: 'objectId',
  Long: 'long',
  Double: 'double',
  Binary: 'binData',
};

/** MongoDB's alias of the value's type, as `$type` takes it; `missing` for an absent field. */
export function typeName(value: unknown): string {
  if (typeof value === 'string') return 'string';
  if (typeof value === 'number') {
    return (value | 0) === value && !Object.is(value, -0) ? 'int' : 'double';
  }
  if (typeof value === 'boolean') return 'bool';
  if (value === undefined) return 'missing';
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (value instanceof Date) return 'date';
  const tag = bsonTag(Object(value) as object);
  return tag === undefined ? 'object' : (bsonTypeNames[tag] ?? tag);
}

const arrayIndex = /^(?:0|[1-9]\d*)$/;

/** Whether a name is the position of an array's element. */
export function isArrayIndex(name: string): boolean {
  return arrayIndex.test(name);
}

/** The number inside a numeric BSON value, or undefined for every other value. */
export function numericValue(value: unknown): number | undefined {
  if (typeof value === 'number') return value;
  if (value instanceof Double) return value.value;
  if (value instanceof Long) return value.toNumber();
  return undefined;
}

/** MongoDB's truth of a value: all but false, zero, null and missing. */
export function isTruthy(value: unknown): boolean {
  if (value === undefined || value === null || value === false) return false;
  return numericValue(value) !== 0;
}

/** How deep documents and arrays are nested in a value; 0 for a value that is neither. */
export function nestingDepth(value: unknown): number {
  if (!Array.isArray(value) && !isDocument(value)) return 0;
  let deepest = 0;
  for (const each of Object.values(value)) deepest = Math.max(deepest, nestingDepth(each));
  return deepest + 1;
}

/** A short text of a value for error messages. */
export function describeValue(value: unknown): string {
  return value === undefined ? 'MISSING' : BSON.EJSON.stringify(value);
}
