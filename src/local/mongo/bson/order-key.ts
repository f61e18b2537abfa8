import type { Binary, Double, Long, ObjectId } from 'bson';
import { bsonTag } from './values.js';

/**
 * Every BSON value as a string of bytes, a character each, whose order is MongoDB's comparison order.
 * Two values are equal for MongoDB exactly when their keys are equal. No key is a prefix of another,
 * so keys can be joined, and inverted for a descending order.
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

/** Above every key that starts with a given prefix of whole keys, inverted or not. */
export const above = '\u00ff';

const end = '\u0000';
const double = new DataView(new ArrayBuffer(8));

/** The bits of a double, ordered as unsigned integers. */
function doubleKey(value: number): string {
  if (Number.isNaN(value)) return '\u0000'.repeat(double.byteLength);
  double.setFloat64(0, value === 0 ? 0 : value);
  const [high, low] = [double.getInt32(0), double.getInt32(4)];
  return high < 0 ? unitText(~high) + unitText(~low) : unitText(high | 0x8000_0000) + unitText(low);
}

function unitText(bits: number): string {
  return String.fromCharCode(bits >>> 24, (bits >>> 16) & 0xff, (bits >>> 8) & 0xff, bits & 0xff);
}

/** What ends the key of a number that is a double; two bytes. */
const middle = '\u0080\u0000';

function numberKey(value: number): string {
  return brackets.number + doubleKey(value) + middle;
}

/** A double rounds integers beyond 2^53 by at most 512: the last bytes order within one double. */
function longKey(value: Long): string {
  const nearest = value.toNumber();
  if (Number.isSafeInteger(nearest)) return numberKey(nearest);
  const rest = 0x8000 + Number(value.toBigInt() - BigInt(nearest));
  return brackets.number + doubleKey(nearest) + String.fromCharCode(rest >>> 8, rest & 0xff);
}

const beyondAscii = /[\u0080-\uffff]/;

/** The text's UTF-8, in which zeros are escaped. */
function textKey(text: string): string {
  const bytes = beyondAscii.test(text) ? Buffer.from(text).toString('latin1') : text;
  const escaped =
    bytes.includes('\u0000') || bytes.includes('\u0001')
      ? bytes.replaceAll('\u0001', '\u0001\u0002').replaceAll('\u0000', '\u0001\u0001')
      : bytes;
  return escaped + end;
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
  const size = Buffer.allocUnsafe(4);
  size.writeUInt32BE(bytes.length);
  const type = String.fromCharCode(value.sub_type);
  return brackets.binary + size.toString('latin1') + type + bytes.toString('latin1');
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
    inverted += String.fromCharCode(0xff - key.charCodeAt(index));
  }
  return inverted;
}
