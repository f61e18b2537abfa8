import { calculateValues, type Operation } from '../bson/arithmetic.js';
import { brackets, orderKey } from '../bson/order-key.js';
import { isTruthy, numericValue, typeName } from '../bson/values.js';
import { CommandError, unsupported } from '../errors.js';

interface EagerOperator {
  readonly least: number;
  readonly most: number;
  readonly apply: (values: readonly unknown[]) => unknown;
}

const many = Number.POSITIVE_INFINITY;

/** In expressions a missing value is less than null. */
function expressionKey(value: unknown): string {
  return value === undefined ? brackets.undefined : orderKey(value);
}

function comparison(test: (left: string, right: string) => unknown): EagerOperator {
  return {
    least: 2,
    most: 2,
    apply: ([left, right]) => test(expressionKey(left), expressionKey(right)),
  };
}

function checkNumber(name: string, value: unknown): void {
  if (numericValue(value) !== undefined) return;
  const type = typeName(value);
  if (type === 'decimal' || type === 'date') {
    throw unsupported('NotImplemented', `${name} of a ${type}`);
  }
  throw new CommandError('TypeMismatch', `${name} only supports numeric types, not ${type}`);
}

/** Arithmetic of numbers; null when one of them is null or missing. */
function arithmetic(name: string, operation: Operation, least = 0, most = many): EagerOperator {
  return {
    least,
    most,
    apply: (values) => {
      if (values.some((value) => value === undefined || value === null)) return null;
      for (const value of values) checkNumber(name, value);
      const [first = operation === 'multiply' ? 1 : 0, ...rest] = values;
      return rest.reduce((result, value) => calculateValues(operation, result, value), first);
    },
  };
}

/** Operators that evaluate all of their arguments. */
export const eagerOperators: Readonly<Record<string, EagerOperator>> = {
  $eq: comparison((left, right) => left === right),
  $ne: comparison((left, right) => left !== right),
  $gt: comparison((left, right) => left > right),
  $gte: comparison((left, right) => left >= right),
  $lt: comparison((left, right) => left < right),
  $lte: comparison((left, right) => left <= right),
  $cmp: comparison((left, right) => (left < right ? -1 : left > right ? 1 : 0)),
  $not: { least: 1, most: 1, apply: ([value]) => !isTruthy(value) },
  $add: arithmetic('$add', 'add'),
  $multiply: arithmetic('$multiply', 'multiply'),
  $subtract: arithmetic('$subtract', 'subtract', 2, 2),
};
