import type { Document } from 'mongodb';
import { filterShapes } from './filter-shapes.js';
import { pipelineShapes } from './pipeline-shapes.js';
import { sortShapes } from './sort-shapes.js';
import { updateShapes } from './update-shapes.js';
import { fieldsOf, isDocument, pathKind, typeOf } from './values.js';

/** What the driver adds to commands by itself, or what the words "in a transaction" say. */
const ofDriver = new Set([
  '$db',
  'lsid',
  'txnNumber',
  '$clusterTime',
  '$readPreference',
  'autocommit',
  'startTransaction',
]);

/** Arguments that mean the same for every command. */
const general = new Set(['readConcern', 'writeConcern', 'maxTimeMS', 'comment']);

type Describe = (value: unknown, command: Document) => string[];

/** Arguments with a language of their own, by name and, where it says something else, by command. */
const languages: Readonly<Record<string, Describe>> = {
  filter: (filter) => filterShapes(filter, 'filter'),
  q: (filter, { upsert }) => filterShapes(filter, upsert === true ? 'upsert filter' : 'filter'),
  query: (filter, { upsert }) => filterShapes(filter, upsert === true ? 'upsert filter' : 'filter'),
  sort: (sort) => sortShapes(sort),
  projection: projectionShapes,
  fields: projectionShapes,
  u: (update, { upsert }) => updateShapes(update, upsert === true ? 'upsert' : 'update'),
  update: (update, { upsert }) => updateShapes(update, upsert === true ? 'upsert' : 'update'),
  pipeline: pipelineShapes,
  key: (key) => sortShapes(key, 'index'),
  partialFilterExpression: (filter) => filterShapes(filter, 'partial index'),
};

/** Arguments whose elements are statements with arguments of their own. */
const statements = new Set(['updates', 'deletes', 'indexes']);

/**
 * The shapes of a command as the driver sends it: its name, its arguments, and the operators, stages
 * and expressions in them with where they stand and the types of their operands.
 */
export function commandShapes(command: Document): ReadonlySet<string> {
  const [[name] = [''], ...rest] = fieldsOf(command);
  const transaction = command['autocommit'] === false ? [`${name} in a transaction`] : [];
  return new Set([
    name,
    ...transaction,
    ...rest
      .filter(([argument]) => !ofDriver.has(argument))
      .flatMap(([argument, value]) => argumentShapes(name, argument, value, command)),
  ]);
}

function argumentShapes(name: string, argument: string, value: unknown, of: Document): string[] {
  const path = general.has(argument) ? argument : `${name}.${argument}`;
  if (argument === 'documents') return [`${path}${countWord(value)}`];
  if (statements.has(argument) && Array.isArray(value)) {
    return [
      `${path}${countWord(value)}`,
      ...value.flatMap((statement: Document) =>
        fieldsOf(statement).flatMap(([option, each]) =>
          argumentShapes(path, option, each, statement),
        ),
      ),
    ];
  }
  const describe = Object.hasOwn(languages, argument) ? languages[argument] : undefined;
  if (describe && typeof value !== 'string') return [path, ...describe(value, of)];
  if (isDocument(value)) {
    return [
      path,
      ...fieldsOf(value).flatMap(([option, each]) => argumentShapes(path, option, each, value)),
    ];
  }
  return typeof value === 'boolean' || argument === 'level'
    ? [`${path}=${String(value)}`]
    : [`${path} ${typeOf(value)}`];
}

function countWord(list: unknown): string {
  const count = Array.isArray(list) ? list.length : 0;
  return count === 1 ? ' of one' : ' of several';
}

function projectionShapes(projection: unknown): string[] {
  return fieldsOf(projection).map(
    ([path, value]) => `projection ${wordOf(value)} at a path that is ${pathKind(path)}`,
  );
}

function wordOf(value: unknown): string {
  if (isDocument(value)) return Object.keys(value).join(' and ');
  return value === 0 || value === false ? 'leaves out' : 'keeps';
}
