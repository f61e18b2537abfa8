import { BSONRegExp } from 'bson';
import type { Document } from '../bson/decode.js';
import { isDocument } from '../bson/values.js';
import { CommandError } from '../errors.js';
import {
  compares,
  equals,
  hasRemainder,
  isIn,
  matchesRegex,
  type Predicate,
} from './predicates.js';

/** Whether a field's operand is a document of operators; a mixture is an error. */
export function isOperatorDocument(operand: unknown): operand is Document {
  if (!isDocument(operand)) return false;
  const [first] = Object.keys(operand);
  return first?.startsWith('$') === true && first !== '$ref' && first !== '$id' && first !== '$db';
}

/** The expression that `$regex` and `$options` make together. */
export function regexOperand(value: unknown, options: unknown): BSONRegExp {
  const pattern = value instanceof BSONRegExp ? value.pattern : value;
  if (typeof pattern !== 'string') throw new CommandError('BadValue', '$regex has to be a string');
  if (options !== undefined && typeof options !== 'string') {
    throw new CommandError('BadValue', '$options has to be a string');
  }
  const unknown = options?.replace(/[imsx]/g, '');
  if (unknown) throw new CommandError(51108, `invalid flag in regex options: ${unknown}`);
  if (options !== undefined && value instanceof BSONRegExp && value.options !== '') {
    throw new CommandError(51075, 'options set in both $regex and $options');
  }
  return new BSONRegExp(pattern, options ?? (value instanceof BSONRegExp ? value.options : ''));
}

function list(operator: string, operand: unknown): readonly unknown[] {
  if (!Array.isArray(operand)) throw new CommandError('BadValue', `${operator} needs an array`);
  if (operand.some(isOperatorDocument)) {
    throw new CommandError('BadValue', `cannot nest $ under ${operator}`);
  }
  return operand;
}

/** The operators that test one value at a time. */
export function leafPredicate(operator: string, operand: unknown): Predicate | undefined {
  switch (operator) {
    case '$eq':
      return equals(operand);
    case '$regex':
      return matchesRegex(operand as BSONRegExp);
    case '$gt':
    case '$gte':
    case '$lt':
    case '$lte':
      if (operand instanceof BSONRegExp) {
        throw new CommandError('BadValue', `Can't have RegEx as arg to predicate over field`);
      }
      return compares(operator, operand);
    case '$in':
      return isIn(list(operator, operand));
    case '$mod':
      return hasRemainder(operand);
    default:
      return undefined;
  }
}
