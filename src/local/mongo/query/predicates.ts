import { BSONType } from 'bson';
import { orderKey } from '../bson/order-key.js';
import { describeValue, numericValue, typeName } from '../bson/values.js';
import { unsupported } from '../errors.js';

/** `$regex` with its `$options`. */
export interface RegexOperand {
  readonly pattern: unknown;
  readonly options: unknown;
}

/** A test of one value; undefined stands for a missing field. */
export type Predicate = (value: unknown) => boolean;

/** In texts without these, UTF-16 sorts as UTF-8 does. */
const high = /[\ud800-\uffff]/;

/** Equality by MongoDB's comparison: null equals missing, numbers compare across types. */
export function equals(operand: unknown): Predicate {
  if (operand === null) return (value) => value === null || value === undefined;
  const key = orderKey(operand);
  return (value) => {
    if (value === operand) return true;
    if (value === undefined || typeof value === 'string') return false;
    return orderKey(value) === key;
  };
}

type Comparison = '$gt' | '$gte' | '$lt' | '$lte';

const orders: Readonly<Record<Comparison, (left: string, right: string) => boolean>> = {
  $gt: (left, right) => left > right,
  $gte: (left, right) => left >= right,
  $lt: (left, right) => left < right,
  $lte: (left, right) => left <= right,
};

/** Comparison within the operand's own type, as queries compare. */
export function compares(operator: Comparison, operand: unknown): Predicate {
  const inclusive = operator === '$gte' || operator === '$lte';
  if (operand === null) {
    return inclusive ? (value) => value === null || value === undefined : () => false;
  }
  if (isNaNValue(operand)) return inclusive ? equals(operand) : () => false;
  const key = orderKey(operand);
  const bracket = key.charAt(0);
  const order = orders[operator];
  if (typeof operand === 'string' && !high.test(operand)) {
    return (value) =>
      typeof value === 'string' &&
      (high.test(value) ? order(orderKey(value), key) : order(value, operand));
  }
  return (value) => {
    const other = orderKey(value);
    return other.charAt(0) === bracket && !isNaNValue(value) && order(other, key);
  };
}

function isNaNValue(value: unknown): boolean {
  return Number.isNaN(numericValue(value));
}

/** Membership; an operand of null finds missing values, too. */
export function isIn(operands: readonly unknown[]): Predicate {
  const keys = new Set(operands.map(orderKey));
  return (value) => keys.has(orderKey(value));
}

/** Patterns that Perl's and JavaScript's regular expressions both read as the text that they escape. */
const escapedText = /^(?:[^\\^$.*+?()[\]{}|]|\\[\\^$.*+?()[\]{}|])*$/;

/** Whether a string contains a text, which is given as a pattern; with the option `i` in any case. */
export function containsText({ pattern, options = '' }: RegexOperand): Predicate {
  if (typeof pattern !== 'string') throw unsupported('BadValue', '$regex has to be a string');
  if (!escapedText.test(pattern)) throw unsupported(51091, `the regular expression ${pattern}`);
  if (options !== '' && options !== 'i') {
    throw unsupported(51108, `invalid flag in regex options: ${describeValue(options)}`);
  }
  const regex = new RegExp(pattern, `${options}u`);
  return (value) => typeof value === 'string' && regex.test(value);
}

/** Whether a value has the type of this alias. */
export function hasType(alias: unknown): Predicate {
  if (typeof alias !== 'string' || !Object.hasOwn(BSONType, alias)) {
    throw unsupported('BadValue', `Unknown type name alias: ${describeValue(alias)}`);
  }
  return (value) => typeName(value) === alias;
}
