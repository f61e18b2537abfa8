import { BSONRegExp } from 'bson';
import { orderKey } from '../bson/order-key.js';
import { integerArgument, isDocument, numericValue, typeName } from '../bson/values.js';
import { CommandError } from '../errors.js';
import { compileElement } from '../query/matcher.js';
import { equals, matchesRegex, type Predicate } from '../query/predicates.js';
import { parseSort, sortBy, type SortField } from '../query/sort.js';
import type { Edit } from './edit.js';

function currentArray(current: unknown, path: string): readonly unknown[] {
  if (Array.isArray(current)) return current;
  throw new CommandError(
    'BadValue',
    `The field '${path}' must be an array but is of type ${typeName(current)}`,
  );
}

function each(operand: unknown, operator: string, known: readonly string[]): readonly unknown[] {
  if (!isDocument(operand) || !('$each' in operand)) return [operand];
  for (const name of Object.keys(operand)) {
    if (!known.includes(name)) {
      throw new CommandError('BadValue', `Unrecognized clause in ${operator}: ${name}`);
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

type Arrange = (values: unknown[]) => unknown[];

function sorter(specification: unknown): Arrange {
  const direction = numericValue(specification);
  if (![1, -1].includes(direction ?? 1)) {
    throw new CommandError('BadValue', 'The $sort element value must be either 1 or -1');
  }
  const fields: readonly SortField[] =
    direction === undefined ? parseSort(specification) : parseSort({ value: specification });
  if (direction === undefined) {
    return (values) => sortBy(values, fields, (value) => (isDocument(value) ? value : {}));
  }
  return (values) => {
    const keyed = values.map((value) => ({ value, key: orderKey(value) }));
    keyed.sort((left, right) =>
      left.key < right.key ? -direction : left.key > right.key ? direction : 0,
    );
    return keyed.map((entry) => entry.value);
  };
}

function slicer(count: number): Arrange {
  return (values) => (count < 0 ? values.slice(count) : values.slice(0, count));
}

export function push(operand: unknown, path: string): Edit {
  const items = each(operand, '$push', ['$each', '$slice', '$sort', '$position']);
  const clauses = isDocument(operand) && '$each' in operand ? operand : {};
  const position =
    clauses['$position'] === undefined
      ? undefined
      : integerArgument(clauses['$position'], '$position');
  const sort = clauses['$sort'] === undefined ? undefined : sorter(clauses['$sort']);
  const slice =
    clauses['$slice'] === undefined
      ? undefined
      : slicer(integerArgument(clauses['$slice'], '$slice'));
  return (current) => {
    let values = current === undefined ? [] : [...currentArray(current, path)];
    values.splice(position ?? values.length, 0, ...items);
    if (sort) values = sort(values);
    if (slice) values = slice(values);
    return { value: values };
  };
}

export function addToSet(operand: unknown, path: string): Edit {
  const items = each(operand, '$addToSet', ['$each']);
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
