import { BSONRegExp } from 'bson';
import { orderKey } from '../bson/order-key.js';
import { isDocument, typeName } from '../bson/values.js';
import { CommandError, unsupported } from '../errors.js';
import { compileElement } from '../query/matcher.js';
import { equals, matchesRegex, type Predicate } from '../query/predicates.js';
import type { Edit } from './edit.js';

function currentArray(current: unknown, path: string): readonly unknown[] {
  if (Array.isArray(current)) return current;
  throw new CommandError(
    'BadValue',
    `The field '${path}' must be an array but is of type ${typeName(current)}`,
  );
}

function each(operand: unknown, operator: string): readonly unknown[] {
  if (!isDocument(operand) || !('$each' in operand)) return [operand];
  for (const name of Object.keys(operand)) {
    if (name !== '$each') {
      throw unsupported('BadValue', `Unrecognized clause in ${operator}: ${name}`);
    }
  }
  if (!Array.isArray(operand['$each'])) {
    throw new CommandError(
      operator === '$push' ? 'BadValue' : 'TypeMismatch',
      `The argument to $each in ${operator} must be an array but it was of type ${typeName(operand['$each'])}`,
    );
  }
  return operand['$each'];
}

export function push(operand: unknown, path: string): Edit {
  const items = each(operand, '$push');
  return (current) => ({
    value: current === undefined ? items : [...currentArray(current, path), ...items],
  });
}

export function addToSet(operand: unknown, path: string): Edit {
  const items = each(operand, '$addToSet');
  return (current) => {
    const values = current === undefined ? [] : [...currentArray(current, path)];
    const keys = new Set(values.map(orderKey));
    const added = items.filter((item) => {
      const key = orderKey(item);
      const fresh = !keys.has(key);
      keys.add(key);
      return fresh;
    });
    return added.length === 0 && current !== undefined ? 'keep' : { value: [...values, ...added] };
  };
}

function pullCondition(operand: unknown): Predicate {
  if (operand instanceof BSONRegExp) return matchesRegex(operand);
  if (isDocument(operand)) return compileElement(operand);
  return equals(operand);
}

export function pull(operand: unknown, path: string): Edit {
  const test = pullCondition(operand);
  return (current) => {
    if (current === undefined) return 'keep';
    const values = currentArray(current, path);
    const kept = values.filter((value) => !test(value));
    return kept.length === values.length ? 'keep' : { value: kept };
  };
}
