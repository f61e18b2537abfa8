import type { Document } from '../bson/decode.js';
import { encodeDocument, isTruthy } from '../bson/values.js';
import { CommandError } from '../errors.js';
import { compileFilter } from '../query/matcher.js';
import type { Collection } from '../store/collection.js';
import { describeIndex, idIndexSpec, parseIndexSpec } from '../store/index-spec.js';
import {
  cursorBatchSize,
  databaseOf,
  documentArgument,
  documentsArgument,
  namespaceOf,
} from './arguments.js';
import { type CommandContext, defineCommand, type Reply, unblocked } from './command.js';

function existing({ store, command }: CommandContext): Collection {
  const namespace = namespaceOf(command);
  const collection = store.find(namespace);
  if (!collection) throw new CommandError('NamespaceNotFound', `ns does not exist: ${namespace}`);
  return collection;
}

async function createIndexes({ command, store, view }: CommandContext): Promise<Reply> {
  const namespace = namespaceOf(command);
  const specs = documentsArgument(command, 'indexes').map(parseIndexSpec);
  if (specs.length === 0)
    throw new CommandError('BadValue', 'Must specify at least one index to create');
  const { created, before, after } = await unblocked(() => {
    view.checkFree(namespace);
    return store.createIndexes(namespace, specs);
  });
  await store.durable();
  return {
    numIndexesBefore: before,
    numIndexesAfter: after,
    createdCollectionAutomatically: created,
    ...(before === after ? { note: 'all indexes already exist' } : {}),
    ok: 1,
  };
}

function batchOf(
  documents: readonly Document[],
  namespace: string,
  { command, cursors }: CommandContext,
): Reply {
  const batchSize = cursorBatchSize(command);
  return cursors.first(namespace, documents.map(encodeDocument), { batchSize });
}

function listIndexes(context: CommandContext): Reply {
  const collection = existing(context);
  const documents = collection.specs.map(describeIndex);
  return batchOf(documents, collection.namespace, context);
}

function listCollections(context: CommandContext): Reply {
  const { command, store } = context;
  const database = databaseOf(command);
  const filter = compileFilter(documentArgument(command, 'filter'));
  const info = {
    options: {},
    info: { readOnly: false },
    idIndex: describeIndex(idIndexSpec),
  };
  const documents = store
    .inDatabase(database)
    .map(({ namespace }) => ({
      name: namespace.slice(database.length + 1),
      type: 'collection',
      ...(isTruthy(command['nameOnly']) ? {} : info),
    }))
    .filter((document) => filter.matches(document));
  return batchOf(documents, `${database}.$cmd.listCollections`, context);
}

async function create({ command, store }: CommandContext): Promise<Reply> {
  const namespace = namespaceOf(command);
  if (!store.create(namespace)) {
    throw new CommandError('NamespaceExists', `Collection ${namespace} already exists.`);
  }
  await store.durable();
  return { ok: 1 };
}

async function drop({ command, store, view }: CommandContext): Promise<Reply> {
  const namespace = namespaceOf(command);
  const dropped = await unblocked(() => {
    view.checkFree();
    const collection = store.find(namespace);
    if (collection) store.drop(collection);
    return collection;
  });
  if (!dropped) return { ok: 1 };
  await store.durable();
  return { nIndexesWas: dropped.specs.length, ns: namespace, ok: 1 };
}

async function dropDatabase({ command, store, view }: CommandContext): Promise<Reply> {
  const database = databaseOf(command);
  await unblocked(() => {
    view.checkFree();
    for (const collection of store.inDatabase(database)) store.drop(collection);
  });
  await store.durable();
  return { dropped: database, ok: 1 };
}

/** What `show dbs` of mongosh asks for. */
function listDatabases({ command, store }: CommandContext): Reply {
  if (databaseOf(command) !== 'admin') {
    throw new CommandError(
      'Unauthorized',
      'listDatabases may only be run against the admin database.',
    );
  }
  const databases = store.databases().map(([name, sizeOnDisk]) => ({
    name,
    sizeOnDisk,
    empty: false,
  }));
  if (isTruthy(command['nameOnly'])) {
    return { databases: databases.map(({ name }) => ({ name })), ok: 1 };
  }
  const totalSize = databases.reduce((sum, { sizeOnDisk }) => sum + sizeOnDisk, 0);
  return { databases, totalSize, ok: 1 };
}

export const catalogCommands = {
  createIndexes: defineCommand(createIndexes, ['createIndexes', 'indexes']),
  listIndexes: defineCommand(listIndexes, ['listIndexes', 'cursor']),
  listCollections: defineCommand(listCollections, [
    'listCollections',
    'filter',
    'nameOnly',
    'cursor',
    'authorizedCollections',
  ]),
  create: defineCommand(create, ['create']),
  drop: defineCommand(drop, ['drop']),
  dropDatabase: defineCommand(dropDatabase, ['dropDatabase']),
  listDatabases: defineCommand(listDatabases, ['listDatabases', 'nameOnly']),
};
