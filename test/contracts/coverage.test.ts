import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../src/project-root.js';
import { readSources } from '../architecture/source-files.js';
import { tables } from './tables.js';

/** The commands that the driver sends for the methods of a collection or database. */
const commandsOfMethods: Readonly<Record<string, string>> = {
  aggregate: 'aggregate',
  bulkWrite: 'update',
  countDocuments: 'aggregate',
  createIndex: 'createIndexes',
  createIndexes: 'createIndexes',
  deleteMany: 'delete',
  deleteOne: 'delete',
  distinct: 'distinct',
  dropIndex: 'dropIndexes',
  estimatedDocumentCount: 'count',
  find: 'find',
  findOne: 'find',
  findOneAndDelete: 'findAndModify',
  findOneAndReplace: 'findAndModify',
  findOneAndUpdate: 'findAndModify',
  insertMany: 'insert',
  insertOne: 'insert',
  replaceOne: 'update',
  updateMany: 'update',
  updateOne: 'update',
};

const agendaFolder = join(projectRoot, 'node_modules/@agendajs/mongo-backend/dist');

/** What talks to MongoDB: the files that import the driver, and Agenda's backend. */
function textsThatTalk(): string[] {
  const own = readSources('src', 'jobs')
    .filter(({ path }) => !path.startsWith('src/local/'))
    .filter(({ imports }) => imports.some(({ target }) => target === 'mongodb'))
    .map(({ text }) => text);
  const agenda = readdirSync(agendaFolder)
    .filter((name) => name.endsWith('.js'))
    .map((name) => readFileSync(join(agendaFolder, name), 'utf8'));
  return [...own, ...agenda];
}

function keysOf(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => [key, ...keysOf(inner)]);
}

const commands = Object.values(tables).flatMap((cases) =>
  cases.flatMap(({ steps, indexes }) => [
    ...steps.map((step) => step.command),
    ...(indexes ? [{ createIndexes: 1, indexes }] : []),
  ]),
);

test('every operator and stage that the project and Agenda send is in the contract', () => {
  const covered = new Set(commands.flatMap(keysOf));
  const sent = textsThatTalk().flatMap((text) =>
    [...text.matchAll(/(?<!\w)['"]?(\$[a-zA-Z]+)['"]?\s*:|\{\s*(\$[a-zA-Z]+)\s*[,}]/g)].map(
      ([, key, shorthand]) => key ?? shorthand,
    ),
  );
  expect(sent).not.toHaveLength(0);
  expect([...new Set(sent)].filter((name) => !covered.has(String(name)))).toEqual([]);
});

test('every command that the project and Agenda send is in the contract', () => {
  const covered = new Set(commands.map((command) => Object.keys(command)[0]));
  const methods = textsThatTalk().flatMap((text) =>
    [...text.matchAll(/\.(\w+)\(/g)].map(([, name]) => String(name)),
  );
  const sent = methods.flatMap((name) =>
    Object.hasOwn(commandsOfMethods, name) ? String(commandsOfMethods[name]) : [],
  );
  expect(sent).not.toHaveLength(0);
  expect([...new Set(sent)].filter((name) => !covered.has(name))).toEqual([]);
});
