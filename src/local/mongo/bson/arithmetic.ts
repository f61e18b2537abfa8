import { Double, Long } from 'bson';
import { CommandError } from '../errors.js';
import { numericValue, typeName } from './values.js';

/**
 * MongoDB's sum of two numeric values: int, widened to long when it overflows; long; double.
 * Throws BadValue on overflow of a long.
 */
export function add(left: unknown, right: unknown): unknown {
  const sum = (numericValue(left) as number) + (numericValue(right) as number);
  const types = [typeName(left), typeName(right)];
  if (types.includes('double')) return typeName(sum) === 'int' ? new Double(sum) : sum;
  if (!types.includes('long')) return typeName(sum) === 'int' ? sum : Long.fromNumber(sum);
  const exact = toBigInt(left) + toBigInt(right);
  if (exact !== BigInt.asIntN(64, exact)) throw new CommandError('BadValue', 'integer overflow');
  return Long.fromBigInt(exact);
}

function toBigInt(value: unknown): bigint {
  return value instanceof Long ? value.toBigInt() : BigInt(value as number);
}
