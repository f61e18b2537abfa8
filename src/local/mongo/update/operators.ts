import { calculateValues } from '../bson/arithmetic.js';
import { orderKey } from '../bson/order-key.js';
import { isDocument, numericValue, typeName } from '../bson/values.js';
import { CommandError } from '../errors.js';
import type { Edit } from './edit.js';
import { addToSet, pull, push } from './array-operators.js';

function set(value: unknown): Edit {
  const key = orderKeyOrUndefined(value);
  const type = typeName(value);
  return (current) =>
    current !== undefined &&
    key !== undefined &&
    typeName(current) === type &&
    orderKeyOrUndefined(current) === key
      ? 'keep'
      : { value };
}

/** The key of a scalar; documents and arrays are always written, so that their types are kept. */
function orderKeyOrUndefined(value: unknown): string | undefined {
  if (Array.isArray(value) || isDocument(value) || typeName(value) === 'decimal') return undefined;
  return orderKey(value);
}

function increment(operand: unknown, path: string): Edit {
  if (numericValue(operand) === undefined && typeName(operand) !== 'decimal') {
    throw new CommandError(
      'TypeMismatch',
      `Cannot increment with non-numeric argument: {${path}: ${typeName(operand)}}`,
    );
  }
  return (current) => {
    if (current === undefined) return { value: operand };
    if (numericValue(current) === undefined && typeName(current) !== 'decimal') {
      throw new CommandError(
        'TypeMismatch',
        `Cannot apply $inc to a value of non-numeric type. The field '${path}' has the type ${typeName(current)}`,
      );
    }
    return { value: calculateValues('add', current, operand) };
  };
}

function extreme(operand: unknown, sign: 1 | -1): Edit {
  const key = orderKey(operand);
  return (current) => {
    if (current === undefined) return { value: operand };
    const other = orderKey(current);
    return (sign === 1 ? key > other : key < other) ? { value: operand } : 'keep';
  };
}

/** The edit that an update operator makes; undefined for an operator that is unknown. */
export function compileEdit(
  operator: string,
  path: string,
  operand: unknown,
  inserting: boolean,
): Edit | undefined {
  switch (operator) {
    case '$set':
      return set(operand);
    case '$setOnInsert':
      return inserting ? set(operand) : () => 'keep';
    case '$unset':
      return () => 'remove';
    case '$inc':
      return increment(operand, path);
    case '$min':
      return extreme(operand, -1);
    case '$max':
      return extreme(operand, 1);
    case '$push':
      return push(operand, path);
    case '$addToSet':
      return addToSet(operand, path);
    case '$pull':
      return pull(operand, path);
    default:
      return undefined;
  }
}
