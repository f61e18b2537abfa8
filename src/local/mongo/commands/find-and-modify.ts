import type { Document } from '../bson/decode.js';
import { isTruthy } from '../bson/values.js';
import { CommandError } from '../errors.js';
import { compileFilter } from '../query/matcher.js';
import { compileProjection } from '../query/projection.js';
import { parseSort } from '../query/sort.js';
import type { StoredDocument } from '../store/stored-document.js';
import { updateDocuments } from '../update/apply.js';
import { documentArgument, namespaceOf } from './arguments.js';
import { type CommandContext, defineCommand, type Reply, unblocked } from './command.js';

function remove({ command, view }: CommandContext): [Document, StoredDocument | undefined] {
  const [before] = view.remove({
    namespace: namespaceOf(command),
    filter: compileFilter(documentArgument(command, 'query')),
    sort: parseSort(command['sort']),
    limit: 1,
  });
  return [{ n: before ? 1 : 0 }, before];
}

function modify({ command, view }: CommandContext): [Document, StoredDocument | undefined] {
  const result = updateDocuments(view, {
    namespace: namespaceOf(command),
    filter: documentArgument(command, 'query'),
    update: command['update'],
    sort: parseSort(command['sort']),
    multi: false,
    upsert: isTruthy(command['upsert']),
  });
  const lastErrorObject = {
    n: result.upserted ? 1 : result.matched,
    updatedExisting: result.matched > 0,
    ...(result.upserted ? { upserted: result.after?.document['_id'] } : {}),
  };
  return [lastErrorObject, isTruthy(command['new']) ? result.after : result.before];
}

async function findAndModify(context: CommandContext): Promise<Reply> {
  const { command } = context;
  const removes = isTruthy(command['remove']);
  const modifies = command['update'] !== undefined;
  if (removes && (modifies || isTruthy(command['new']) || isTruthy(command['upsert']))) {
    throw new CommandError(
      'FailedToParse',
      `Cannot specify both an update, new or upsert and remove=true`,
    );
  }
  if (!removes && !modifies) {
    throw new CommandError('FailedToParse', 'Either an update or remove=true must be specified');
  }
  const projection = compileProjection(command['fields']);
  const [lastErrorObject, stored] = await unblocked(() =>
    removes ? remove(context) : modify(context),
  );
  const value = stored && projection ? projection(stored.document) : stored?.document;
  return { lastErrorObject, value: value ?? null, ok: 1 };
}

export const findAndModifyCommands = {
  findAndModify: defineCommand(
    findAndModify,
    ['findAndModify', 'query', 'sort', 'remove', 'update', 'new', 'fields', 'upsert'],
    true,
  ),
};
