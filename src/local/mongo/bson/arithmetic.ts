import { Double, Long } from 'bson';
import { CommandError, unsupported } from '../errors.js';
import { numericValue, typeName } from './values.js';

export type Operation = 'add' | 'multiply' | 'subtract';

function isIntegral(value: unknown): boolean {
  return value instanceof Long || typeName(value) === 'int';
}

function toBigInt(value: unknown): bigint {
  return value instanceof Long ? value.toBigInt() : BigInt(value as number);
}

function calculateDoubles(operation: Operation, left: number, right: number): number {
  if (operation === 'add') return left + right;
  return operation === 'subtract' ? left - right : left * right;
}

function calculateIntegers(operation: Operation, left: bigint, right: bigint): bigint {
  if (operation === 'add') return left + right;
  return operation === 'subtract' ? left - right : left * right;
}

/** A number as BSON double, whatever its value. */
export function asDouble(value: number): number | Double {
  return typeName(value) === 'int' ? new Double(value) : value;
}

/**
 * MongoDB's arithmetic of two numeric values: int, widened to long when it overflows; long; double.
 * Throws BadValue on overflow of a long, and for Decimal128, which is not supported.
 */
export function calculateValues(operation: Operation, left: unknown, right: unknown): unknown {
  const a = numericValue(left);
  const b = numericValue(right);
  if (a === undefined || b === undefined) {
    throw unsupported('NotImplemented', `arithmetic of ${typeName(left)} and ${typeName(right)}`);
  }
  if (!isIntegral(left) || !isIntegral(right)) return asDouble(calculateDoubles(operation, a, b));
  if (typeof left === 'number' && typeof right === 'number') {
    const small = calculateDoubles(operation, left, right);
    if ((small | 0) === small) return small === 0 ? 0 : small;
  }
  const result = calculateIntegers(operation, toBigInt(left), toBigInt(right));
  if (result !== BigInt.asIntN(64, result)) {
    throw new CommandError('BadValue', `integer overflow of ${operation}`);
  }
  const long = left instanceof Long || right instanceof Long;
  const number = Number(result);
  return long || (number | 0) !== number ? Long.fromBigInt(result) : number;
}
