import { Double, Long } from 'bson';
import { asDouble, calculateValues, type Operation } from '../bson/arithmetic.js';
import type { Document } from '../bson/decode.js';
import { brackets, orderKey } from '../bson/order-key.js';
import { isDocument, isTruthy, numericValue, typeName } from '../bson/values.js';
import { CommandError, unsupported } from '../errors.js';

interface EagerOperator {
  readonly least: number;
  readonly most: number;
  readonly apply: (values: readonly unknown[]) => unknown;
}

const many = Number.POSITIVE_INFINITY;

function isNullish(value: unknown): boolean {
  return value === undefined || value === null;
}

/** In expressions a missing value is less than null. */
function expressionKey(value: unknown): string {
  return value === undefined ? brackets.undefined : orderKey(value);
}

function comparison(test: (left: string, right: string) => boolean): EagerOperator {
  return {
    least: 2,
    most: 2,
    apply: ([left, right]) => test(expressionKey(left), expressionKey(right)),
  };
}

function numeric(name: string, value: unknown): number {
  const number = numericValue(value);
  if (number !== undefined) return number;
  if (typeName(value) === 'decimal') throw unsupported('NotImplemented', `${name} of a Decimal128`);
  throw new CommandError(
    'TypeMismatch',
    `${name} only supports numeric types, not ${typeName(value)}`,
  );
}

function fold(name: string, operation: Operation, start: number): EagerOperator {
  return {
    least: 0,
    most: many,
    apply: (values) => {
      if (values.some(isNullish)) return null;
      if (values.some((value) => value instanceof Date)) return addToDate(name, operation, values);
      for (const value of values) numeric(name, value);
      return values.reduce<unknown>((sum, value) => calculateValues(operation, sum, value), start);
    },
  };
}

function addToDate(name: string, operation: Operation, values: readonly unknown[]): Date {
  const dates = values.filter((value) => value instanceof Date);
  if (operation !== 'add' || dates.length > 1) {
    throw new CommandError('TypeMismatch', `${name} does not take these types`);
  }
  const rest = values.filter((value) => !(value instanceof Date));
  const sum = rest.reduce<number>((total, value) => total + numeric(name, value), 0);
  return new Date((dates[0]?.getTime() ?? 0) + Math.round(sum));
}

function subtract([left, right]: readonly unknown[]): unknown {
  if (isNullish(left) || isNullish(right)) return null;
  if (left instanceof Date) {
    if (right instanceof Date) return Long.fromNumber(left.getTime() - right.getTime());
    return new Date(left.getTime() - Math.round(numeric('$subtract', right)));
  }
  numeric('$subtract', left);
  numeric('$subtract', right);
  return calculateValues('subtract', left, right);
}

function divide([left, right]: readonly unknown[]): unknown {
  if (isNullish(left) || isNullish(right)) return null;
  const divisor = numeric('$divide', right);
  if (divisor === 0) throw new CommandError('BadValue', `can't $divide by zero`);
  return asDouble(numeric('$divide', left) / divisor);
}

function modulo([left, right]: readonly unknown[]): unknown {
  if (isNullish(left) || isNullish(right)) return null;
  const divisor = numeric('$mod', right);
  if (divisor === 0) throw new CommandError(16610, `can't $mod by zero`);
  const rest = numeric('$mod', left) % divisor;
  if (left instanceof Long || right instanceof Long) {
    throw unsupported('NotImplemented', '$mod of a long');
  }
  return left instanceof Double || right instanceof Double ? asDouble(rest) : rest + 0;
}

/** A function of one number that keeps its type. */
function rounding(name: string, round: (value: number) => number): EagerOperator {
  return {
    least: 1,
    most: 1,
    apply: ([value]) => {
      if (isNullish(value)) return null;
      const number = numeric(name, value);
      if (value instanceof Long)
        return name === '$abs' ? (value.isNegative() ? value.negate() : value) : value;
      const result = round(number);
      return typeName(value) === 'double' ? asDouble(result) : result;
    },
  };
}

function concat(values: readonly unknown[]): string | null {
  if (values.some(isNullish)) return null;
  const wrong = values.find((value) => typeof value !== 'string');
  if (wrong !== undefined) {
    throw new CommandError(16702, `$concat only supports strings, not ${typeName(wrong)}`);
  }
  return values.join('');
}

function size([value]: readonly unknown[]): number {
  if (Array.isArray(value)) return value.length;
  throw new CommandError(
    17124,
    `The argument to $size must be an array, but was of type: ${typeName(value)}`,
  );
}

function isIn([needle, values]: readonly unknown[]): boolean {
  if (!Array.isArray(values)) {
    throw new CommandError(
      40081,
      `$in requires an array as a second argument, found: ${typeName(values)}`,
    );
  }
  const key = expressionKey(needle);
  return values.some((value) => expressionKey(value) === key);
}

function elementAt([values, position]: readonly unknown[]): unknown {
  if (isNullish(values) || isNullish(position)) return null;
  if (!Array.isArray(values)) {
    throw new CommandError(
      28689,
      `$arrayElemAt's first argument must be an array, but is ${typeName(values)}`,
    );
  }
  const index = numericValue(position);
  if (index === undefined || !Number.isInteger(index)) {
    throw new CommandError(
      28690,
      `$arrayElemAt's second argument must be a numeric value, but is ${typeName(position)}`,
    );
  }
  return values.at(index);
}

function mergeObjects(values: readonly unknown[]): Document {
  const wrong = values.find((value) => !isNullish(value) && !isDocument(value));
  if (wrong !== undefined) {
    throw new CommandError(
      40400,
      `$mergeObjects requires object inputs, but input is of type ${typeName(wrong)}`,
    );
  }
  return Object.assign({}, ...values) as Document;
}

function one(apply: (value: unknown) => unknown): EagerOperator {
  return { least: 1, most: 1, apply: ([value]) => apply(value) };
}

/** Operators that evaluate all of their arguments. */
export const eagerOperators: Readonly<Record<string, EagerOperator>> = {
  $eq: comparison((left, right) => left === right),
  $ne: comparison((left, right) => left !== right),
  $gt: comparison((left, right) => left > right),
  $gte: comparison((left, right) => left >= right),
  $lt: comparison((left, right) => left < right),
  $lte: comparison((left, right) => left <= right),
  $cmp: {
    least: 2,
    most: 2,
    apply: (values) => {
      const [left = '', right = ''] = values.map(expressionKey);
      return left < right ? -1 : left > right ? 1 : 0;
    },
  },
  $not: one((value) => !isTruthy(value)),
  $add: fold('$add', 'add', 0),
  $multiply: fold('$multiply', 'multiply', 1),
  $subtract: { least: 2, most: 2, apply: subtract },
  $divide: { least: 2, most: 2, apply: divide },
  $mod: { least: 2, most: 2, apply: modulo },
  $abs: rounding('$abs', Math.abs),
  $floor: rounding('$floor', Math.floor),
  $ceil: rounding('$ceil', Math.ceil),
  $concat: { least: 0, most: many, apply: concat },
  $size: { least: 1, most: 1, apply: size },
  $in: { least: 2, most: 2, apply: isIn },
  $arrayElemAt: { least: 2, most: 2, apply: elementAt },
  $mergeObjects: { least: 0, most: many, apply: mergeObjects },
  $type: one(typeName),
  $isArray: one(Array.isArray),
};
