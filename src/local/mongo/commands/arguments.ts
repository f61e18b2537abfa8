import type { Document } from '../bson/decode.js';
import { describeValue, isDocument, numericValue, typeName } from '../bson/values.js';
import { CommandError, unsupported } from '../errors.js';

/** Arguments that every command takes and that need no handling here. */
export const generalArguments = [
  '$db',
  'lsid',
  'txnNumber',
  'startTransaction',
  'autocommit',
  'readConcern',
  'writeConcern',
  '$readPreference',
  '$clusterTime',
];

const readLevels: ReadonlySet<unknown> = new Set([undefined, 'local', 'majority']);

/** Refuses promises that one server cannot give, or that would ask for another state of the data. */
function checkConcerns({ autocommit, readConcern, writeConcern }: Document): void {
  const { level, ...others } = isDocument(readConcern) ? readConcern : {};
  const isKept = readLevels.has(level) || (level === 'snapshot' && autocommit === false);
  if (!isKept || Object.keys(others).length > 0) {
    throw unsupported('InvalidOptions', `the read concern ${describeValue(readConcern)}`);
  }
  const w = isDocument(writeConcern) ? writeConcern['w'] : undefined;
  if (w === undefined || w === 'majority' || (numericValue(w) ?? 2) <= 1) return;
  throw unsupported('UnsatisfiableWriteConcern', `the write concern w: ${describeValue(w)}`);
}

/** As `checkFields`, for a whole command. */
export function checkArguments(name: string, command: Document, known: ReadonlySet<string>): void {
  checkConcerns(command);
  checkFields(name, command, known);
}

/** Refuses fields outside `known`, as a silent difference would be worse, and the lack of required ones. */
export function checkFields(
  name: string,
  document: Document,
  known: ReadonlySet<string>,
  required: readonly string[] = [],
): void {
  const unknown = Object.keys(document).find((field) => !known.has(field));
  if (unknown !== undefined) {
    throw unsupported(40415, `BSON field '${name}.${unknown}' is an unknown field.`);
  }
  const missing = required.find((field) => !Object.hasOwn(document, field));
  if (missing !== undefined) {
    throw new CommandError(40414, `BSON field '${name}.${missing}' is missing but required`);
  }
}

function wrongType(name: string, value: unknown, expected: string): CommandError {
  return new CommandError(
    'TypeMismatch',
    `BSON field '${name}' is the wrong type '${typeName(value)}', expected ${expected}`,
  );
}

export function documentArgument(command: Document, name: string): Document {
  const value = command[name];
  if (value === undefined) return {};
  if (!isDocument(value)) throw wrongType(name, value, `type 'object'`);
  return value;
}

/** A boolean; nothing else stands for one. Undefined when absent. */
export function booleanArgument(command: Document, name: string): boolean | undefined {
  const value = command[name];
  if (value !== undefined && typeof value !== 'boolean')
    throw wrongType(name, value, `type 'bool'`);
  return value;
}

const cursorFields: ReadonlySet<string> = new Set(['batchSize']);

/** The batch size that a command's `cursor` asks for, or undefined. */
export function cursorBatchSize(command: Document): number | undefined {
  const cursor = documentArgument(command, 'cursor');
  checkFields('cursor', cursor, cursorFields);
  return countArgument(cursor, 'batchSize');
}

/** An integer that is not negative, or undefined when absent. */
export function countArgument(command: Document, name: string): number | undefined {
  const value = command[name];
  if (value === undefined) return undefined;
  const count = numericValue(value);
  if (count === undefined || !Number.isSafeInteger(count)) {
    throw wrongType(name, value, 'an integer');
  }
  if (count < 0) {
    throw new CommandError(
      51024,
      `BSON field '${name}' value must be >= 0, actual value '${count}'`,
    );
  }
  return count;
}

export function documentsArgument(command: Document, name: string): Document[] {
  const value = command[name];
  if (!Array.isArray(value) || !value.every(isDocument)) {
    throw new CommandError('TypeMismatch', `BSON field '${name}' must be an array of objects`);
  }
  return value;
}

/** MongoDB's limit of a collection's full name. */
const maxNamespaceBytes = 255;

/** The full name of the collection that a command names in its first field. */
export function namespaceOf(command: Document): string {
  const [name] = Object.keys(command);
  const collection = command[name as string];
  if (typeof collection !== 'string') {
    throw new CommandError(
      'InvalidNamespace',
      `collection name has invalid type ${typeName(collection)}`,
    );
  }
  const database = databaseOf(command);
  const namespace = `${database}.${collection}`;
  const isReserved = collection === '' || /^\.|[\0$]|^system\./.test(collection);
  if (isReserved || Buffer.byteLength(namespace) > maxNamespaceBytes) {
    throw new CommandError('InvalidNamespace', `Invalid namespace specified '${namespace}'`);
  }
  return namespace;
}

export function databaseOf(command: Document): string {
  const database = command['$db'];
  if (typeof database !== 'string' || database === '' || /[/\\. "$\0]/.test(database)) {
    throw new CommandError('InvalidNamespace', `Invalid database name: '${String(database)}'`);
  }
  return database;
}
