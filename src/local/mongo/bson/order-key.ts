import type { Binary, Double, Long, ObjectId } from 'bson';
import { bsonTag } from './values.js';

/**
 * Every BSON value as a string whose code unit order is MongoDB's comparison order. Two values are
 * equal for MongoDB exactly when their keys are equal. No key is a prefix of another, so keys can
 * be joined, and inverted for a descending order.
 */

/** First characters of keys: MongoDB's order of types. */
export const brackets = {
  undefined: '\u0002',
  null: '\u0005',
  number: '\u000a',
  string: '\u000f',
  object: '\u0014',
  array: '\u0019',
  binary: '\u001e',
  objectId: '\u0023',
  boolean: '\u0028',
  date: '\u002d',
} as const;

const end = '\u0000';
const float = new Float64Array(1);
const units = new Uint16Array(float.buffer);

/** The bits of a double, ordered as unsigned integers. */
function doubleKey(value: number): string {
  if (Number.isNaN(value)) return '\u0000\u0000\u0000\u0000';
  float[0] = value === 0 ? 0 : value;
  const [a, b, c, d] = units as unknown as [number, number, number, number];
  return d & 0x8000
    ? String.fromCharCode(~d & 0xffff, ~c & 0xffff, ~b & 0xffff, ~a & 0xffff)
    : String.fromCharCode(d | 0x8000, c, b, a);
}

function numberKey(value: number): string {
  return `${brackets.number}${doubleKey(value)}\u8000`;
}

/** A double rounds integers beyond 2^53 by at most 512: the last unit orders within one double. */
function longKey(value: Long): string {
  const nearest = value.toNumber();
  if (Number.isSafeInteger(nearest)) return numberKey(nearest);
  const rest = Number(value.toBigInt() - BigInt(nearest));
  return `${brackets.number}${doubleKey(nearest)}${String.fromCharCode(0x8000 + rest)}`;
}

/** Order of UTF-8 bytes: code units from U+E000 sort before surrogates. */
function utf8Order(text: string): string {
  let result = '';
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    const shifted = unit >= 0xe000 ? unit - 0x800 : unit >= 0xd800 ? unit + 0x2000 : unit;
    result += String.fromCharCode(shifted);
  }
  return result;
}

const high = /[\ud800-\uffff]/;

function textKey(text: string): string {
  const escaped =
    text.includes('\u0000') || text.includes('\u0001')
      ? text.replaceAll('\u0001', '\u0001\u0002').replaceAll('\u0000', '\u0001\u0001')
      : text;
  return (high.test(escaped) ? utf8Order(escaped) : escaped) + end;
}

function documentKey(document: object): string {
  let key: string = brackets.object;
  for (const [name, value] of Object.entries(document)) {
    const valueKey = orderKey(value);
    key += valueKey.charAt(0) + textKey(name) + valueKey;
  }
  return key + end;
}

function arrayKey(values: readonly unknown[]): string {
  let key: string = brackets.array;
  for (const value of values) key += orderKey(value);
  return key + end;
}

function binaryKey(value: Binary): string {
  const bytes = Buffer.from(value.buffer.buffer, value.buffer.byteOffset, value.position);
  const size = String.fromCharCode(bytes.length >>> 16, bytes.length & 0xffff, value.sub_type);
  return brackets.binary + size + bytes.toString('latin1');
}

function bsonKey(value: object, tag: string): string {
  switch (tag) {
    case 'ObjectId':
      return brackets.objectId + (value as ObjectId).toHexString();
    case 'Long':
      return longKey(value as Long);
    case 'Double':
      return numberKey((value as Double).value);
    default:
      return binaryKey(value as Binary);
  }
}

export function orderKey(value: unknown): string {
  if (typeof value === 'string') return brackets.string + textKey(value);
  if (typeof value === 'number') return numberKey(value);
  if (typeof value === 'boolean') return brackets.boolean + (value ? '\u0002' : '\u0001');
  if (typeof value !== 'object' || value === null) return brackets.null;
  if (value instanceof Date) return brackets.date + doubleKey(value.getTime());
  if (Array.isArray(value)) return arrayKey(value);
  const tag = bsonTag(value);
  return tag === undefined ? documentKey(value) : bsonKey(value, tag);
}

/** The least string above every one that starts with the type's character, inverted or not. */
export function endOfBracket(bracket: string): string {
  return String.fromCharCode(bracket.charCodeAt(0) + 1);
}

/** The key that sorts the other way round. */
export function invertKey(key: string): string {
  let inverted = '';
  for (let index = 0; index < key.length; index++) {
    inverted += String.fromCharCode(0xffff - key.charCodeAt(index));
  }
  return inverted;
}
