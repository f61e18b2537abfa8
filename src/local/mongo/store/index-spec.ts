import type { Document } from '../bson/decode.js';
import { orderKey } from '../bson/order-key.js';
import { describeValue, isDocument, isTruthy, numericValue } from '../bson/values.js';
import { CommandError, unsupported } from '../errors.js';
import { isOperatorDocument } from '../query/operands.js';

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

const known = new Set([
  'v',
  'name',
  'key',
  'unique',
  'sparse',
  'partialFilterExpression',
  'expireAfterSeconds',
]);

function isIndexable([path, direction]: [string, unknown]): boolean {
  const isDirection = Math.abs(numericValue(direction) ?? 0) === 1;
  return isDirection && path.split('.').every((name) => name !== '' && !name.startsWith('$'));
}

function parseKey(key: unknown): Record<string, 1 | -1> {
  const entries = isDocument(key) ? Object.entries(key) : [];
  if (entries.length === 0 || !entries.every(isIndexable)) {
    throw unsupported('CannotCreateIndex', `the index key ${describeValue(key)}`);
  }
  return Object.fromEntries(
    entries.map(([path, direction]) => [path, numericValue(direction) === 1 ? 1 : -1]),
  );
}

function parseExpiry(value: unknown, key: Record<string, unknown>): number | undefined {
  if (value === undefined) return undefined;
  const seconds = numericValue(value);
  if (seconds === undefined || !(seconds >= 0 && seconds <= 2147483647)) {
    throw new CommandError(
      'CannotCreateIndex',
      `TTL index 'expireAfterSeconds' option must be numeric and within 0 to 2147483647`,
    );
  }
  if (Object.keys(key).length > 1) {
    throw new CommandError('CannotCreateIndex', 'TTL indexes are single-field indexes');
  }
  return Math.trunc(seconds);
}

const idOptions: ReadonlySet<string> = new Set(['v', 'name', 'key']);

/** Refuses options and a direction of the index on _id, and names that no other index may have. */
function checkReserved(name: string, key: Record<string, 1 | -1>, spec: Document): void {
  const isIdIndex = '_id' in key && Object.keys(key).length === 1;
  const extra = Object.keys(spec).find((option) => !idOptions.has(option));
  if (isIdIndex && extra !== undefined) {
    throw new CommandError(
      'InvalidIndexSpecificationOption',
      `The field '${extra}' is not valid for an _id index specification`,
    );
  }
  if (isIdIndex ? key['_id'] === 1 : name !== idIndexSpec.name && name !== '*') return;
  throw new CommandError('BadValue', `The index name '${name}' is not valid for its key`);
}

const partialOperators = new Set(['$eq', '$gt', '$gte', '$lt', '$lte', '$type']);

function checkPartialFilter(filter: Document): void {
  for (const [path, condition] of Object.entries(filter)) {
    const operators = isOperatorDocument(condition) ? Object.keys(condition) : [];
    if (!path.startsWith('$') && operators.every((name) => partialOperators.has(name))) continue;
    throw unsupported(
      'CannotCreateIndex',
      `Expression not supported in partial index: ${describeValue({ [path]: condition })}`,
    );
  }
}

/** Reads one element of `createIndexes`. Throws MongoDB's errors for a wrong or unsupported one. */
export function parseIndexSpec(spec: Document): IndexSpec {
  for (const option of Object.keys(spec)) {
    if (known.has(option)) continue;
    throw unsupported('InvalidIndexSpecificationOption', `The index option ${option}`);
  }
  const key = parseKey(spec['key']);
  const name = spec['name'];
  if (typeof name !== 'string' || name === '') {
    throw new CommandError('FailedToParse', `The 'name' field is a required property of an index`);
  }
  checkReserved(name, key, spec);
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
    ...(spec.unique && spec.name !== idIndexSpec.name ? { unique: true } : {}),
    ...(spec.sparse ? { sparse: true } : {}),
    ...(spec.partialFilterExpression === undefined
      ? {}
      : { partialFilterExpression: spec.partialFilterExpression }),
    ...(spec.expireAfterSeconds === undefined
      ? {}
      : { expireAfterSeconds: spec.expireAfterSeconds }),
  };
}

/** What makes two definitions different indexes, whatever their names and expiry. */
function identity(spec: IndexSpec): string {
  return orderKey({ ...describeIndex({ ...spec, expireAfterSeconds: undefined }), name: '' });
}

/** Whether `wanted` exists already; throws when it conflicts with what exists. */
export function alreadyExists(wanted: IndexSpec, existing: readonly IndexSpec[]): boolean {
  if (orderKey(wanted.key) === orderKey(idIndexSpec.key)) return true;
  for (const spec of existing) {
    const same = identity(spec) === identity(wanted);
    const alike = same && spec.expireAfterSeconds === wanted.expireAfterSeconds;
    if (alike && spec.name === wanted.name) return true;
    if (same) {
      throw new CommandError(
        'IndexOptionsConflict',
        `An equivalent index already exists with a different name or different options: ${spec.name}`,
      );
    }
    if (spec.name === wanted.name) {
      throw new CommandError(
        'IndexKeySpecsConflict',
        `An existing index has the same name as the requested index: ${spec.name}`,
      );
    }
  }
  return false;
}
