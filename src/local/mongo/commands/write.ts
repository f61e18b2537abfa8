import { ObjectId } from 'bson';
import { type Document, decodeDocument } from '../bson/decode.js';
import { isTruthy, numericValue } from '../bson/values.js';
import { CommandError, toCommandError, unsupported } from '../errors.js';
import { compileFilter } from '../query/matcher.js';
import { fieldOf } from '../query/paths.js';
import { parseSort } from '../query/sort.js';
import { type StoredDocument, storedBytes, storedDocument } from '../store/stored-document.js';
import { Blocked } from '../store/view.js';
import { updateDocuments } from '../update/apply.js';
import { checkFields, documentArgument, namespaceOf } from './arguments.js';
import { type CommandContext, defineCommand, type Reply, unblocked } from './command.js';

const maxBatch = 100_000;

/**
 * Runs statements in order; an error ends an ordered command and is skipped by an unordered one.
 * Nothing comes between them, so that all their changes reach the disk together.
 * Gives the part of the reply that tells of errors.
 */
async function runStatements(
  { command, inTransaction, view }: CommandContext,
  raw: readonly Buffer[],
  run: (statement: Document, position: number) => void,
): Promise<Document> {
  const statements = raw.map(decodeDocument);
  const { length } = statements;
  if (length < 1 || length > maxBatch) {
    throw new CommandError(
      'InvalidLength',
      `Write batch sizes must be between 1 and ${maxBatch}. Got ${length} operations.`,
    );
  }
  const ordered = command['ordered'] === undefined || isTruthy(command['ordered']);
  return unblocked(() => {
    if (length > 1) view.checkFree(namespaceOf(command));
    const writeErrors: Document[] = [];
    for (const [position, statement] of statements.entries()) {
      try {
        run(statement, position);
      } catch (thrown) {
        if (thrown instanceof Blocked) throw thrown;
        const error = toCommandError(thrown);
        if (error.codeName === 'WriteConflict') throw error;
        const { code, message, details } = error;
        writeErrors.push({ index: position, code, errmsg: message, ...details });
        if (ordered || inTransaction) break;
      }
    }
    return writeErrors.length > 0 ? { writeErrors } : {};
  });
}

/** A document to insert: with _id as its first field. */
function toInsert(document: Document, bytes: Buffer): StoredDocument {
  const id = fieldOf(document, '_id');
  if (Array.isArray(id)) {
    throw new CommandError('InvalidIdField', `The '_id' value cannot be of type array`);
  }
  if (Object.keys(document)[0] === '_id') return storedBytes(bytes, document);
  return storedDocument({ _id: id === undefined ? new ObjectId() : id, ...document });
}

async function insert(context: CommandContext): Promise<Reply> {
  const { command, view } = context;
  const namespace = namespaceOf(command);
  const documents = rawArgument(command, 'documents');
  let n = 0;
  const errors = await runStatements(context, documents, (document, position) => {
    view.write(namespace, [{ after: toInsert(document, documents[position] as Buffer) }]);
    n++;
  });
  return { n, ...errors, ok: 1 };
}

/** What a write command is to do, one after the other, in BSON. */
function rawArgument(command: Document, name: string): Buffer[] {
  const value = command[name];
  if (!Array.isArray(value)) {
    throw new CommandError('TypeMismatch', `BSON field '${name}' must be an array of objects`);
  }
  return value;
}

const updateFields = new Set(['q', 'u', 'multi', 'upsert']);

async function update(context: CommandContext): Promise<Reply> {
  const { command, view } = context;
  const namespace = namespaceOf(command);
  const upserted: Document[] = [];
  let n = 0;
  let nModified = 0;
  const errors = await runStatements(
    context,
    rawArgument(command, 'updates'),
    (statement, index) => {
      checkFields('update.updates', statement, updateFields);
      const result = updateDocuments(view, {
        namespace,
        filter: documentArgument(statement, 'q'),
        update: statement['u'],
        sort: [],
        multi: isTruthy(statement['multi']),
        upsert: isTruthy(statement['upsert']),
      });
      n += result.upserted ? 1 : result.matched;
      nModified += result.modified;
      if (result.upserted) upserted.push({ index, _id: result.after?.document['_id'] });
    },
  );
  return { n, nModified, ...(upserted.length > 0 ? { upserted } : {}), ...errors, ok: 1 };
}

const deleteFields = new Set(['q', 'limit']);

async function remove(context: CommandContext): Promise<Reply> {
  const { command, view } = context;
  const namespace = namespaceOf(command);
  let n = 0;
  const errors = await runStatements(context, rawArgument(command, 'deletes'), (statement) => {
    checkFields('delete.deletes', statement, deleteFields);
    const limit = numericValue(statement['limit']);
    if (limit !== 0 && limit !== 1) {
      throw new CommandError(
        'FailedToParse',
        `The limit field in delete objects must be 0 or 1. Got ${String(limit)}`,
      );
    }
    const filter = compileFilter(documentArgument(statement, 'q'));
    const most = limit === 1 ? 1 : Number.POSITIVE_INFINITY;
    const found = view.find({ namespace, filter, sort: [], limit: most });
    view.write(
      namespace,
      found.map((before) => ({ before })),
    );
    n += found.length;
  });
  return { n, ...errors, ok: 1 };
}

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

export const writeCommands = {
  insert: defineCommand(insert, ['insert', 'documents', 'ordered'], true),
  update: defineCommand(update, ['update', 'updates', 'ordered'], true),
  delete: defineCommand(remove, ['delete', 'deletes', 'ordered'], true),
  findAndModify: defineCommand(
    findAndModify,
    ['findAndModify', 'query', 'sort', 'remove', 'update', 'new', 'upsert'],
    true,
  ),
};
