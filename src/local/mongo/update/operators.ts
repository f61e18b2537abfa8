import { Double, Long } from 'bson';
import { orderKey } from '../bson/order-key.js';
import { isDocument, numericValue, typeName } from '../bson/values.js';
import { CommandError, unsupported } from '../errors.js';
import type { Edit } from './edit.js';

/**
 * MongoDB's sum of two numeric values: int, widened to long when it overflows; long; double.
 * Throws BadValue on overflow of a long.
 */
function add(left: unknown, right: unknown): unknown {
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

function increment(operand: unknown, path: string): Edit {
  if (numericValue(operand) === undefined) {
    throw new CommandError(
      'TypeMismatch',
      `Cannot increment with non-numeric argument: {${path}: ${typeName(operand)}}`,
    );
  }
  return (current) => {
    if (current === undefined) return { value: operand };
    if (numericValue(current) === undefined) {
      throw new CommandError(
        'TypeMismatch',
        `Cannot apply $inc to a value of non-numeric type. The field '${path}' has the type ${typeName(current)}`,
      );
    }
    return { value: add(current, operand) };
  };
}

function addToSet(item: unknown, path: string): Edit {
  if (isDocument(item) && '$each' in item) throw unsupported('BadValue', '$each in $addToSet');
  const key = orderKey(item);
  return (current) => {
    if (current === undefined) return { value: [item] };
    if (!Array.isArray(current)) {
      throw new CommandError(
        'BadValue',
        `The field '${path}' must be an array but is of type ${typeName(current)}`,
      );
    }
    return current.some((value) => orderKey(value) === key)
      ? 'keep'
      : { value: [...current, item] };
  };
}

/** The edit that an update operator makes. Throws FailedToParse for one that is unknown. */
export function compileEdit(
  operator: string,
  path: string,
  operand: unknown,
  inserting: boolean,
): Edit {
  switch (operator) {
    case '$set':
      return () => ({ value: operand });
    case '$setOnInsert':
      return () => (inserting ? { value: operand } : 'keep');
    case '$unset':
      return () => 'remove';
    case '$inc':
      return increment(operand, path);
    case '$addToSet':
      return addToSet(operand, path);
    default:
      throw unsupported('FailedToParse', `Unknown modifier: ${operator}`);
  }
}
