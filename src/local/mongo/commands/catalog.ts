import type { Document } from '../bson/decode.js';
import { encodeDocument, isDocument, isTruthy } from '../bson/values.js';
import { CommandError } from '../errors.js';
import { compileFilter } from '../query/matcher.js';
import type { Collection } from '../store/collection.js';
import { describeIndex, idIndexSpec, parseIndexSpec } from '../store/index-spec.js';
import { orderKey } from '../bson/order-key.js';
import { databaseOf, documentArgument, documentsArgument, namespaceOf } from './arguments.js';
import { type CommandContext, defineCommand, type Reply } from './command.js';

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
  await view.idle();
  const { created, before, after } = store.createIndexes(namespace, specs);
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
  command: Document,
  namespace: string,
  cursors: CommandContext['cursors'],
): Reply {
  const size = documentArgument(command, 'cursor')['batchSize'];
  return cursors.first(
    namespace,
    documents.map(encodeDocument),
    typeof size === 'number' ? size : undefined,
    false,
  );
}

function listIndexes(context: CommandContext): Reply {
  const collection = existing(context);
  const documents = collection.specs.map(describeIndex);
  return batchOf(documents, context.command, collection.namespace, context.cursors);
}

async function dropIndexes(context: CommandContext): Promise<Reply> {
  const collection = existing(context);
  const wanted = context.command['index'];
  const names: readonly unknown[] = Array.isArray(wanted) ? wanted : [wanted];
  if (names.some((name) => name === '_id_' || orderKey(name) === orderKey(idIndexSpec.key))) {
    throw new CommandError('InvalidOptions', 'cannot drop _id index');
  }
  await context.view.idle();
  const matching = collection.indexes.filter(
    ({ spec }) =>
      wanted === '*' ||
      names.includes(spec.name) ||
      (isDocument(wanted) && orderKey(wanted) === orderKey(spec.key)),
  );
  if (matching.length < names.length && wanted !== '*') {
    throw new CommandError('IndexNotFound', `index not found with name [${String(wanted)}]`);
  }
  const specs = new Set(matching.map((index) => index.spec));
  const nIndexesWas = context.store.dropIndexes(collection, (spec) => specs.has(spec));
  await context.store.durable();
  return { nIndexesWas, ok: 1 };
}

function listCollections({ command, store, cursors }: CommandContext): Reply {
  const database = databaseOf(command);
  const filter = compileFilter(documentArgument(command, 'filter'));
  const nameOnly = isTruthy(command['nameOnly']);
  const documents = store
    .inDatabase(database)
    .map(({ namespace }) => ({
      name: namespace.slice(database.length + 1),
      type: 'collection',
      ...(nameOnly
        ? {}
        : {
            options: {},
            info: { readOnly: false },
            idIndex: { v: 2, key: { _id: 1 }, name: '_id_' },
          }),
    }))
    .filter((document) => filter.matches(document));
  return batchOf(documents, command, `${database}.$cmd.listCollections`, cursors);
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
  await view.idle();
  const collection = store.find(namespace);
  if (!collection) return { ok: 1 };
  const nIndexesWas = collection.specs.length;
  store.drop(collection);
  await store.durable();
  return { nIndexesWas, ns: namespace, ok: 1 };
}

async function dropDatabase({ command, store, view }: CommandContext): Promise<Reply> {
  const database = databaseOf(command);
  await view.idle();
  for (const collection of store.inDatabase(database)) store.drop(collection);
  await store.durable();
  return { dropped: database, ok: 1 };
}

function sizeOf(collections: readonly Collection[]): number {
  return collections.reduce((sum, { bytes }) => sum + bytes, 0);
}

function listDatabases({ command, store }: CommandContext): Reply {
  if (databaseOf(command) !== 'admin') {
    throw new CommandError(
      'Unauthorized',
      'listDatabases may only be run against the admin database.',
    );
  }
  const filter = compileFilter(documentArgument(command, 'filter'));
  const databases = store
    .databases()
    .map((name) => ({ name, sizeOnDisk: sizeOf(store.inDatabase(name)), empty: false }))
    .filter((document) => filter.matches(document));
  const totalSize = databases.reduce((sum, database) => sum + database.sizeOnDisk, 0);
  if (isTruthy(command['nameOnly'])) {
    return { databases: databases.map(({ name }) => ({ name })), ok: 1 };
  }
  return { databases, totalSize, ok: 1 };
}

export const catalogCommands = {
  createIndexes: defineCommand(createIndexes, ['createIndexes', 'indexes']),
  listIndexes: defineCommand(listIndexes, ['listIndexes', 'cursor']),
  dropIndexes: defineCommand(dropIndexes, ['dropIndexes', 'index']),
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
  listDatabases: defineCommand(listDatabases, [
    'listDatabases',
    'filter',
    'nameOnly',
    'authorizedDatabases',
  ]),
};
