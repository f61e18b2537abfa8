import type { Document } from '../bson/decode.js';
import { isDocument } from '../bson/values.js';
import { CommandError, unsupported } from '../errors.js';
import {
  compares,
  containsText,
  equals,
  hasType,
  isIn,
  type Predicate,
  type RegexOperand,
} from './predicates.js';

/** Whether a field's operand is a document of operators; a mixture is an error. */
export function isOperatorDocument(operand: unknown): operand is Document {
  return isDocument(operand) && Object.keys(operand)[0]?.startsWith('$') === true;
}

function list(operator: string, operand: unknown): readonly unknown[] {
  if (!Array.isArray(operand)) throw new CommandError('BadValue', `${operator} needs an array`);
  if (operand.some(isOperatorDocument)) {
    throw new CommandError('BadValue', `cannot nest $ under ${operator}`);
  }
  return operand;
}

/** The operators that test one value at a time. */
export function leafPredicate(operator: string, operand: unknown): Predicate {
  switch (operator) {
    case '$eq':
      return equals(operand);
    case '$gt':
    case '$gte':
    case '$lt':
    case '$lte':
      return compares(operator, operand);
    case '$in':
      return isIn(list(operator, operand));
    case '$type':
      return hasType(operand);
    case '$regex':
      return containsText(operand as RegexOperand);
    default:
      throw unsupported('BadValue', `unknown operator: ${operator}`);
  }
}
