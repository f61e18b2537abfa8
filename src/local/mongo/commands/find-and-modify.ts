import { isTruthy } from '../bson/values.js';
import { CommandError, unsupported } from '../errors.js';
import { parseSort } from '../query/sort.js';
import { updateDocuments } from '../update/apply.js';
import { documentArgument, namespaceOf } from './arguments.js';
import { type CommandContext, defineCommand, type Reply, unblocked } from './command.js';

async function findAndModify({ command, view }: CommandContext): Promise<Reply> {
  if (isTruthy(command['remove'])) throw unsupported(40415, 'findAndModify.remove');
  if (command['update'] === undefined) {
    throw new CommandError('FailedToParse', 'Either an update or remove=true must be specified');
  }
  const statement = {
    namespace: namespaceOf(command),
    filter: documentArgument(command, 'query'),
    update: command['update'],
    sort: parseSort(command['sort']),
    multi: false,
    upsert: isTruthy(command['upsert']),
  };
  const { matched, before, after, upserted } = await unblocked(() =>
    updateDocuments(view, statement),
  );
  const value = isTruthy(command['new']) ? after : before;
  return {
    lastErrorObject: {
      n: upserted ? 1 : matched,
      updatedExisting: matched > 0,
      ...(upserted ? { upserted: after?.document['_id'] } : {}),
    },
    value: value?.document ?? null,
    ok: 1,
  };
}

export const findAndModifyCommands = {
  findAndModify: defineCommand(
    findAndModify,
    ['findAndModify', 'query', 'sort', 'remove', 'update', 'new', 'upsert'],
    true,
  ),
};
