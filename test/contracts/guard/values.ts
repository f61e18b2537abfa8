import type { Document } from 'mongodb';

/** Whether `value` is an embedded document rather than an array, a date or another BSON value. */
export function isDocument(value: unknown): value is Document {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  return !(value instanceof Date || value instanceof RegExp || '_bsontype' in value);
}

export function isOperatorDocument(value: unknown): value is Document {
  return isDocument(value) && Object.keys(value)[0]?.startsWith('$') === true;
}

/** Fields as the driver sends them: without those that are undefined. */
export function fieldsOf(document: unknown): [string, unknown][] {
  return isDocument(document)
    ? Object.entries(document).filter(([, value]) => value !== undefined)
    : [];
}

const numericTags = new Set(['Int32', 'Long', 'Double']);

/** The value's BSON type in a word; the numeric types but Decimal128 are one. */
export function typeOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (value instanceof Date) return 'date';
  if (value instanceof RegExp) return 'regex';
  if (typeof value !== 'object') return typeof value;
  if (!('_bsontype' in value)) return 'document';
  const tag = String(Reflect.get(value, '_bsontype'));
  if (numericTags.has(tag)) return 'number';
  return tag === 'BSONRegExp' ? 'regex' : tag;
}

/** How a path reaches its value. */
export function pathKind(path: string): string {
  const parts = path.split('.');
  if (parts.some((part) => part.startsWith('$'))) return 'positional';
  if (parts.slice(1).some((part) => /^\d+$/.test(part))) return 'indexed';
  if (parts.length > 1) return 'dotted';
  return path === '_id' ? '_id' : 'plain';
}
