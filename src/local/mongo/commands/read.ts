import { BSON, Long } from 'bson';
import { orderKey } from '../bson/order-key.js';
import { encodeDocument, maxDocumentBytes } from '../bson/values.js';
import { CommandError } from '../errors.js';
import { compileFilter } from '../query/matcher.js';
import { somePathValue } from '../query/paths.js';
import { compileProjection, type Projection } from '../query/projection.js';
import { parseSort } from '../query/sort.js';
import type { StoredDocument } from '../store/stored-document.js';
import { countArgument, databaseOf, documentArgument, namespaceOf } from './arguments.js';
import { type CommandContext, defineCommand, type Reply } from './command.js';

const unlimited = { sort: [], limit: Number.POSITIVE_INFINITY };

function* encoded(
  found: Iterable<StoredDocument>,
  skip: number,
  projection: Projection | undefined,
): Generator<Buffer> {
  let left = skip;
  for (const stored of found) {
    if (left-- > 0) continue;
    yield projection ? encodeDocument(projection(stored.document)) : stored.bytes;
  }
}

function find({ command, view, cursors }: CommandContext): Reply {
  const namespace = namespaceOf(command);
  const limit = countArgument(command, 'limit') || Number.POSITIVE_INFINITY;
  const skip = countArgument(command, 'skip') ?? 0;
  const projection = compileProjection(command['projection']);
  const found = view.results({
    namespace,
    filter: compileFilter(documentArgument(command, 'filter')),
    sort: parseSort(command['sort']),
    limit: skip + limit,
  });
  return cursors.first(namespace, encoded(found, skip, projection), {
    batchSize: countArgument(command, 'batchSize'),
    limit,
    single: command['singleBatch'] === true,
    transaction: view.transaction,
  });
}

function cursorId(value: unknown): bigint {
  if (value instanceof Long) return value.toBigInt();
  throw new CommandError('TypeMismatch', 'a cursor id must be a long');
}

function getMore({ command, cursors, view }: CommandContext): Reply {
  const id = cursorId(command['getMore']);
  const namespace = `${databaseOf(command)}.${String(command['collection'])}`;
  return cursors.next(id, namespace, countArgument(command, 'batchSize'), view.transaction);
}

function killCursors({ command, cursors }: CommandContext): Reply {
  const ids = command['cursors'];
  if (!Array.isArray(ids)) throw new CommandError('TypeMismatch', 'cursors must be an array');
  const killed = ids.filter((id) => cursors.kill(cursorId(id)));
  const notFound = ids.filter((id) => !killed.includes(id));
  return {
    cursorsKilled: killed,
    cursorsNotFound: notFound,
    cursorsAlive: [],
    cursorsUnknown: [],
    ok: 1,
  };
}

function count({ command, view }: CommandContext): Reply {
  const found = view.results({
    ...unlimited,
    namespace: namespaceOf(command),
    filter: compileFilter(documentArgument(command, 'query')),
  });
  return { n: [...found].length, ok: 1 };
}

function distinct({ command, view }: CommandContext): Reply {
  const key = command['key'];
  if (typeof key !== 'string') throw new CommandError('TypeMismatch', 'key must be a string');
  const values = new Map<string, unknown>();
  const found = view.results({
    ...unlimited,
    namespace: namespaceOf(command),
    filter: compileFilter(documentArgument(command, 'query')),
  });
  const path = key.split('.');
  for (const { document } of found) {
    somePathValue(document, path, (value) => {
      for (const item of Array.isArray(value) ? value : [value]) {
        if (item !== undefined) values.set(orderKey(item), item);
      }
      return false;
    });
  }
  const sorted = [...values].toSorted(([left], [right]) => (left < right ? -1 : 1));
  const reply = { values: sorted.map(([, value]) => value), ok: 1 };
  if (BSON.calculateObjectSize(reply) > maxDocumentBytes) {
    throw new CommandError(17217, 'distinct too big, 16mb cap');
  }
  return reply;
}

export const readCommands = {
  find: defineCommand(
    find,
    ['find', 'filter', 'sort', 'projection', 'skip', 'limit', 'batchSize', 'singleBatch'],
    true,
  ),
  getMore: defineCommand(getMore, ['getMore', 'collection', 'batchSize'], true),
  killCursors: defineCommand(killCursors, ['killCursors', 'cursors'], true),
  count: defineCommand(count, ['count', 'query']),
  distinct: defineCommand(distinct, ['distinct', 'key', 'query'], true),
};
