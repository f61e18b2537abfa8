import type { Document } from '../bson/decode.js';
import { orderKey } from '../bson/order-key.js';
import { describeValue, isDocument, isTruthy, numericValue, typeName } from '../bson/values.js';
import { CommandError, unsupported } from '../errors.js';

/** What a client asked for: the definition of an index as it is stored and listed. */
export interface IndexSpec {
  readonly name: string;
  readonly key: Readonly<Record<string, 1 | -1>>;
  readonly unique: boolean;
  readonly sparse: boolean;
  readonly partialFilterExpression: Document | undefined;
  readonly expireAfterSeconds: number | undefined;
}

export const idIndexSpec: IndexSpec = {
  name: '_id_',
  key: { _id: 1 },
  unique: true,
  sparse: false,
  partialFilterExpression: undefined,
  expireAfterSeconds: undefined,
};

const harmless = new Set(['v', 'ns', 'background', 'comment']);
const known = new Set([
  'name',
  'key',
  'unique',
  'sparse',
  'partialFilterExpression',
  'expireAfterSeconds',
]);

function parseKey(key: unknown): Record<string, 1 | -1> {
  if (!isDocument(key)) throw new CommandError('TypeMismatch', 'index key must be an object');
  const entries = Object.entries(key);
  if (entries.length === 0) {
    throw new CommandError('CannotCreateIndex', 'Index keys cannot be an empty object');
  }
  return Object.fromEntries(
    entries.map(([path, direction]) => {
      const number = numericValue(direction);
      if (typeof direction === 'string' || path.includes('$**')) {
        throw unsupported('CannotCreateIndex', `index type ${String(direction)} of ${path}`);
      }
      if (number === undefined || number === 0 || Number.isNaN(number)) {
        throw new CommandError(
          'CannotCreateIndex',
          `Values in the index key pattern must be a nonzero number, found ${typeName(direction)}`,
        );
      }
      if (path === '' || path.startsWith('$') || path.split('.').includes('')) {
        throw new CommandError('CannotCreateIndex', `Index key has an invalid field name: ${path}`);
      }
      return [path, number > 0 ? 1 : -1];
    }),
  );
}

function parseExpiry(value: unknown, key: Record<string, unknown>): number | undefined {
  if (value === undefined) return undefined;
  const seconds = numericValue(value);
  if (seconds === undefined || seconds < 0 || seconds > 2147483647) {
    throw new CommandError(
      'CannotCreateIndex',
      `TTL index 'expireAfterSeconds' option must be numeric and within 0 to 2147483647`,
    );
  }
  if (Object.keys(key).length > 1 || '_id' in key) {
    throw new CommandError('CannotCreateIndex', 'TTL indexes are single-field indexes');
  }
  return Math.trunc(seconds);
}

const partialOperators = new Set(['$eq', '$gt', '$gte', '$lt', '$lte', '$type', '$in', '$exists']);

function checkPartialFilter(filter: Document): void {
  for (const [path, condition] of Object.entries(filter)) {
    if (path === '$and' && Array.isArray(condition)) {
      for (const branch of condition.filter(isDocument)) checkPartialFilter(branch);
      continue;
    }
    const operators = isDocument(condition) ? Object.entries(condition) : [];
    const wrong =
      path.startsWith('$') ||
      operators.some(
        ([name, operand]) =>
          name.startsWith('$') &&
          (!partialOperators.has(name) || (name === '$exists' && !isTruthy(operand))),
      );
    if (!wrong) continue;
    throw unsupported(
      'CannotCreateIndex',
      `Expression not supported in partial index: ${describeValue({ [path]: condition })}`,
    );
  }
}

/** Reads one element of `createIndexes`. Throws MongoDB's errors for a wrong or unsupported one. */
export function parseIndexSpec(spec: Document): IndexSpec {
  for (const option of Object.keys(spec)) {
    if (known.has(option) || harmless.has(option)) continue;
    throw unsupported('InvalidIndexSpecificationOption', `The index option ${option}`);
  }
  const key = parseKey(spec['key']);
  const name = spec['name'];
  if (typeof name !== 'string' || name === '') {
    throw new CommandError('FailedToParse', `The 'name' field is a required property of an index`);
  }
  const partial = spec['partialFilterExpression'];
  if (partial !== undefined && !isDocument(partial)) {
    throw new CommandError('TypeMismatch', `'partialFilterExpression' must be an object`);
  }
  if (partial !== undefined && isTruthy(spec['sparse'])) {
    throw new CommandError(
      'CannotCreateIndex',
      'cannot mix "partialFilterExpression" and "sparse" options',
    );
  }
  if (partial) checkPartialFilter(partial);
  return {
    name,
    key,
    unique: isTruthy(spec['unique']),
    sparse: isTruthy(spec['sparse']),
    partialFilterExpression: partial,
    expireAfterSeconds: parseExpiry(spec['expireAfterSeconds'], key),
  };
}

/** The definition as `listIndexes` shows it and the catalog stores it. */
export function describeIndex(spec: IndexSpec): Document {
  return {
    v: 2,
    key: spec.key,
    name: spec.name,
    ...(spec.unique && spec.name !== '_id_' ? { unique: true } : {}),
    ...(spec.sparse ? { sparse: true } : {}),
    ...(spec.partialFilterExpression === undefined
      ? {}
      : { partialFilterExpression: spec.partialFilterExpression }),
    ...(spec.expireAfterSeconds === undefined
      ? {}
      : { expireAfterSeconds: spec.expireAfterSeconds }),
  };
}

function signature(spec: IndexSpec): string {
  return orderKey({ ...describeIndex(spec), name: '' });
}

/** What makes two definitions different indexes, whatever their names and other options. */
function identity({ key, unique, sparse, partialFilterExpression }: IndexSpec): string {
  return orderKey([key, unique, sparse, partialFilterExpression ?? null]);
}

/** Whether `wanted` exists already; throws when it conflicts with what exists. */
export function alreadyExists(wanted: IndexSpec, existing: readonly IndexSpec[]): boolean {
  if (orderKey(wanted.key) === orderKey(idIndexSpec.key)) return true;
  for (const spec of existing) {
    const same = signature(spec) === signature(wanted);
    const equivalent = identity(spec) === identity(wanted);
    if (spec.name === wanted.name) {
      if (same) return true;
      throw equivalent
        ? new CommandError(
            'IndexOptionsConflict',
            `An equivalent index already exists with the same name but different options: ${spec.name}`,
          )
        : new CommandError(
            'IndexKeySpecsConflict',
            `An existing index has the same name as the requested index: ${spec.name}`,
          );
    }
    if (equivalent) {
      throw new CommandError(
        'IndexOptionsConflict',
        same
          ? `Index already exists with a different name: ${spec.name}`
          : `An equivalent index already exists with a different name and options: ${spec.name}`,
      );
    }
  }
  return false;
}
