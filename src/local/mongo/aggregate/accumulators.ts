import { asDouble, calculateValues } from '../bson/arithmetic.js';
import type { Document } from '../bson/decode.js';
import { orderKey } from '../bson/order-key.js';
import { isDocument, numericValue, typeName } from '../bson/values.js';
import { CommandError, unsupported } from '../errors.js';
import { compileExpression } from './expression.js';

/** Takes in the documents of one group and gives the group's value. */
interface Accumulator {
  readonly add: (value: unknown) => void;
  readonly result: () => unknown;
}

function refuseDecimal(value: unknown): void {
  if (typeName(value) === 'decimal') throw unsupported('NotImplemented', 'adding a Decimal128');
}

function sum(): Accumulator {
  let total: unknown = 0;
  return {
    add: (value) => {
      refuseDecimal(value);
      if (numericValue(value) !== undefined) total = calculateValues('add', total, value);
    },
    result: () => total,
  };
}

function average(): Accumulator {
  let total = 0;
  let count = 0;
  return {
    add: (value) => {
      refuseDecimal(value);
      const number = numericValue(value);
      if (number === undefined) return;
      total += number;
      count++;
    },
    result: () => (count === 0 ? null : asDouble(total / count)),
  };
}

function extreme(better: (candidate: string, best: string) => boolean): Accumulator {
  let best: unknown = null;
  let bestKey: string | undefined;
  return {
    add: (value) => {
      if (value === undefined || value === null) return;
      const key = orderKey(value);
      if (bestKey !== undefined && !better(key, bestKey)) return;
      best = value;
      bestKey = key;
    },
    result: () => best,
  };
}

function edge(last: boolean): Accumulator {
  let found: unknown;
  let seen = false;
  return {
    add: (value) => {
      if (seen && !last) return;
      seen = true;
      found = value;
    },
    result: () => found ?? null,
  };
}

function list(): Accumulator {
  const values: unknown[] = [];
  return {
    add: (value) => {
      if (value !== undefined) values.push(value);
    },
    result: () => values,
  };
}

function set(): Accumulator {
  const values = new Map<string, unknown>();
  return {
    add: (value) => {
      if (value !== undefined && !values.has(orderKey(value))) values.set(orderKey(value), value);
    },
    result: () => [...values.values()],
  };
}

const accumulators: Readonly<Record<string, () => Accumulator>> = {
  $sum: sum,
  $avg: average,
  $min: () => extreme((candidate, best) => candidate < best),
  $max: () => extreme((candidate, best) => candidate > best),
  $first: () => edge(false),
  $last: () => edge(true),
  $push: list,
  $addToSet: set,
};

interface GroupField {
  readonly name: string;
  readonly create: () => Accumulator;
  readonly value: (document: Document) => unknown;
}

function compileField(name: string, specification: unknown): GroupField {
  if (name.includes('.')) {
    throw new CommandError(40235, `The field name '${name}' cannot contain '.'`);
  }
  if (!isDocument(specification) || Object.keys(specification).length !== 1) {
    throw new CommandError(40234, `The field '${name}' must be an accumulator object`);
  }
  const [operator = ''] = Object.keys(specification);
  if (operator === '$count') return { name, create: sum, value: () => 1 };
  const create = Object.hasOwn(accumulators, operator) ? accumulators[operator] : undefined;
  if (!create) throw unsupported(15952, `unknown group operator '${operator}'`);
  return { name, create, value: compileExpression(specification[operator]) };
}

interface Group {
  readonly id: unknown;
  readonly accumulators: readonly Accumulator[];
}

/** The `$group` stage. Groups come in the order of their first documents. */
export function compileGroup(
  specification: unknown,
): (documents: readonly Document[]) => Document[] {
  if (!isDocument(specification)) {
    throw new CommandError(15947, `a group's fields must be specified in an object`);
  }
  if (!('_id' in specification)) {
    throw new CommandError(15955, 'a group specification must include an _id');
  }
  const idOf = compileExpression(specification['_id']);
  const fields = Object.entries(specification)
    .filter(([name]) => name !== '_id')
    .map(([name, value]) => compileField(name, value));
  return (documents) => {
    const groups = new Map<string, Group>();
    for (const document of documents) {
      const id = idOf(document) ?? null;
      const key = orderKey(id);
      let group = groups.get(key);
      if (!group) {
        group = { id, accumulators: fields.map((field) => field.create()) };
        groups.set(key, group);
      }
      fields.forEach((field, index) => group.accumulators[index]?.add(field.value(document)));
    }
    return [...groups.values()].map(({ id, accumulators: filled }) => {
      const values = fields.map(({ name }, index) => [name, filled[index]?.result()]);
      return { _id: id, ...(Object.fromEntries(values) as Document) };
    });
  };
}
