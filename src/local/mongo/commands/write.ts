import { ObjectId } from 'bson';
import { decodeNewDocument, type Document } from '../bson/decode.js';
import { numericValue } from '../bson/values.js';
import { CommandError, toCommandError, unsupported } from '../errors.js';
import { compileFilter } from '../query/matcher.js';
import { parseSort } from '../query/sort.js';
import { type StoredDocument, storedBytes, storedDocument } from '../store/stored-document.js';
import { Blocked } from '../store/view.js';
import { updateDocuments, type UpdateStatement } from '../update/apply.js';
import { booleanArgument, checkFields, documentArgument, namespaceOf } from './arguments.js';
import { type CommandContext, defineCommand, type Reply, unblocked } from './command.js';

const maxBatch = 100_000;

/**
 * Runs statements in order; an error ends an ordered command and is skipped by an unordered one.
 * Nothing comes between them, so that all their changes reach the disk together.
 * Gives the part of the reply that tells of errors.
 */
async function runStatements<T>(
  { command, inTransaction, view }: CommandContext,
  raw: readonly Buffer[],
  parse: (statement: Document) => T,
  run: (statement: T, position: number) => void,
): Promise<Document> {
  const statements = raw.map((bytes) => parse(decodeNewDocument(bytes)));
  const { length } = statements;
  if (length < 1 || length > maxBatch) {
    throw new CommandError(
      'InvalidLength',
      `Write batch sizes must be between 1 and ${maxBatch}. Got ${length} operations.`,
    );
  }
  const ordered = booleanArgument(command, 'ordered') ?? true;
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
  if (Object.keys(document)[0] === '_id') return storedBytes(bytes, document);
  return storedDocument({ _id: new ObjectId(), ...document });
}

async function insert(context: CommandContext): Promise<Reply> {
  const { command, view } = context;
  const namespace = namespaceOf(command);
  const documents = rawArgument(command, 'documents');
  let n = 0;
  const insertOne = (document: Document, position: number) => {
    view.write(namespace, [{ after: toInsert(document, documents[position] as Buffer) }]);
    n++;
  };
  const errors = await runStatements(context, documents, (document) => document, insertOne);
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

/** Refuses what MongoDB makes no second time by its number: a write of many documents. */
function checkRetryable({ command, inTransaction }: CommandContext, many: boolean): void {
  if (!many || inTransaction || command['txnNumber'] === undefined) return;
  throw new CommandError(
    'InvalidOptions',
    'Cannot use retryable writes with multi=true or limit=0',
  );
}

const updateFields = new Set(['q', 'u', 'multi', 'upsert']);

function parseUpdate(statement: Document): Omit<UpdateStatement, 'namespace'> {
  checkFields('update.updates', statement, updateFields, ['q', 'u']);
  return {
    filter: documentArgument(statement, 'q'),
    update: statement['u'],
    sort: [],
    multi: booleanArgument(statement, 'multi') ?? false,
    upsert: booleanArgument(statement, 'upsert') ?? false,
  };
}

async function update(context: CommandContext): Promise<Reply> {
  const { command, view } = context;
  const namespace = namespaceOf(command);
  const upserted: Document[] = [];
  let n = 0;
  let nModified = 0;
  const errors = await runStatements(
    context,
    rawArgument(command, 'updates'),
    parseUpdate,
    (statement, index) => {
      checkRetryable(context, statement.multi);
      const result = updateDocuments(view, { namespace, ...statement });
      n += result.upserted ? 1 : result.matched;
      nModified += result.modified;
      if (result.upserted) upserted.push({ index, _id: result.after?.document['_id'] });
    },
  );
  return { n, nModified, ...(upserted.length > 0 ? { upserted } : {}), ...errors, ok: 1 };
}

const deleteFields = ['q', 'limit'];

function parseDelete(statement: Document): { filter: Document; limit: number } {
  checkFields('delete.deletes', statement, new Set(deleteFields), deleteFields);
  const limit = numericValue(statement['limit']);
  if (limit !== 0 && limit !== 1) {
    throw new CommandError(
      'FailedToParse',
      `The limit field in delete objects must be 0 or 1. Got ${String(limit)}`,
    );
  }
  return { filter: documentArgument(statement, 'q'), limit: limit || Number.POSITIVE_INFINITY };
}

async function remove(context: CommandContext): Promise<Reply> {
  const { command, view } = context;
  const namespace = namespaceOf(command);
  let n = 0;
  const deletes = rawArgument(command, 'deletes');
  const errors = await runStatements(context, deletes, parseDelete, ({ filter, limit }) => {
    checkRetryable(context, limit > 1);
    const found = view.find({ namespace, filter: compileFilter(filter), sort: [], limit });
    view.write(
      namespace,
      found.map((before) => ({ before })),
    );
    n += found.length;
  });
  return { n, ...errors, ok: 1 };
}

async function findAndModify({ command, view }: CommandContext): Promise<Reply> {
  if (booleanArgument(command, 'remove')) throw unsupported(40415, 'findAndModify.remove');
  if (command['update'] === undefined) {
    throw new CommandError('FailedToParse', 'Either an update or remove=true must be specified');
  }
  const statement = {
    namespace: namespaceOf(command),
    filter: documentArgument(command, 'query'),
    update: command['update'],
    sort: parseSort(command['sort']),
    multi: false,
    upsert: booleanArgument(command, 'upsert') ?? false,
  };
  const { matched, before, after, upserted } = await unblocked(() =>
    updateDocuments(view, statement),
  );
  const value = booleanArgument(command, 'new') ? after : before;
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
