import { ObjectId } from 'bson';
import { type Document, decodeDocument } from '../bson/decode.js';
import { isTruthy, numericValue, typeName } from '../bson/values.js';
import { CommandError, toCommandError } from '../errors.js';
import { compileFilter } from '../query/matcher.js';
import { fieldOf } from '../query/paths.js';
import { type StoredDocument, storedBytes, storedDocument } from '../store/stored-document.js';
import { Blocked } from '../store/view.js';
import { updateDocuments } from '../update/apply.js';
import { checkStatement, documentArgument, documentsArgument, namespaceOf } from './arguments.js';
import { type CommandContext, defineCommand, type Reply, unblocked } from './command.js';

const maxBatch = 100_000;

/**
 * Runs statements in order; an error ends an ordered command and is skipped by an unordered one.
 * Nothing comes between them, so that all their changes reach the disk together.
 */
async function runStatements(
  context: CommandContext,
  count: number,
  run: (position: number) => void,
): Promise<Document[]> {
  const { command, inTransaction, view } = context;
  if (count < 1 || count > maxBatch) {
    throw new CommandError(
      'InvalidLength',
      `Write batch sizes must be between 1 and ${maxBatch}. Got ${count} operations.`,
    );
  }
  const ordered = command['ordered'] === undefined || isTruthy(command['ordered']);
  return unblocked(() => {
    if (count > 1) view.checkFree(namespaceOf(command));
    const writeErrors: Document[] = [];
    for (let position = 0; position < count; position++) {
      try {
        run(position);
      } catch (thrown) {
        if (thrown instanceof Blocked) throw thrown;
        const error = toCommandError(thrown);
        if (error.codeName === 'WriteConflict') throw error;
        const { code, message, details } = error;
        writeErrors.push({ index: position, code, errmsg: message, ...details });
        if (ordered || inTransaction) break;
      }
    }
    return writeErrors;
  });
}

function checkId(id: unknown): void {
  const type = typeName(id);
  if (type === 'array') {
    throw new CommandError('InvalidIdField', `The '_id' value cannot be of type ${type}`);
  }
}

/** A document to insert: with _id as its first field. */
function toInsert(document: Document, raw: Buffer | undefined): StoredDocument {
  const id = fieldOf(document, '_id');
  checkId(id);
  if (id !== undefined && Object.keys(document)[0] === '_id' && raw) {
    return storedBytes(raw, document);
  }
  const complete = { _id: id === undefined ? new ObjectId() : id, ...document };
  return storedDocument(complete);
}

async function insert(context: CommandContext): Promise<Reply> {
  const { command, sequences, view } = context;
  const namespace = namespaceOf(command);
  const raw = sequences.get('documents');
  const documents = raw ? raw.map(decodeDocument) : documentsArgument(command, 'documents');
  let inserted = 0;
  const writeErrors = await runStatements(context, documents.length, (position) => {
    const after = toInsert(documents[position] as Document, raw?.[position]);
    view.write(namespace, [{ after }]);
    inserted++;
  });
  return { n: inserted, ...(writeErrors.length > 0 ? { writeErrors } : {}), ok: 1 };
}

/** Statements of `updates` or `deletes`, whichever way they came. */
function statementsOf({ command, sequences }: CommandContext, field: string): Document[] {
  return sequences.get(field)?.map(decodeDocument) ?? documentsArgument(command, field);
}

const updateFields = new Set(['q', 'u', 'multi', 'upsert']);

async function update(context: CommandContext): Promise<Reply> {
  const { command, view } = context;
  const namespace = namespaceOf(command);
  const statements = statementsOf(context, 'updates');
  const upserted: Document[] = [];
  let n = 0;
  let nModified = 0;
  const writeErrors = await runStatements(context, statements.length, (position) => {
    const statement = statements[position] as Document;
    checkStatement('update.updates', statement, updateFields);
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
    if (result.upserted) upserted.push({ index: position, _id: result.after?.document['_id'] });
  });
  return {
    n,
    nModified,
    ...(upserted.length > 0 ? { upserted } : {}),
    ...(writeErrors.length > 0 ? { writeErrors } : {}),
    ok: 1,
  };
}

const deleteFields = new Set(['q', 'limit']);

async function remove(context: CommandContext): Promise<Reply> {
  const { command, view } = context;
  const namespace = namespaceOf(command);
  const statements = statementsOf(context, 'deletes');
  let n = 0;
  const writeErrors = await runStatements(context, statements.length, (position) => {
    const statement = statements[position] as Document;
    checkStatement('delete.deletes', statement, deleteFields);
    const limit = numericValue(statement['limit']);
    if (limit !== 0 && limit !== 1) {
      throw new CommandError(
        'FailedToParse',
        `The limit field in delete objects must be 0 or 1. Got ${String(limit)}`,
      );
    }
    const found = view.find({
      namespace,
      filter: compileFilter(documentArgument(statement, 'q')),
      sort: [],
      limit: limit === 1 ? 1 : Number.POSITIVE_INFINITY,
    });
    view.write(
      namespace,
      found.map((before) => ({ before })),
    );
    n += found.length;
  });
  return { n, ...(writeErrors.length > 0 ? { writeErrors } : {}), ok: 1 };
}

export const writeCommands = {
  insert: defineCommand(insert, ['insert', 'documents', 'ordered'], true),
  update: defineCommand(update, ['update', 'updates', 'ordered'], true),
  delete: defineCommand(remove, ['delete', 'deletes', 'ordered'], true),
};
