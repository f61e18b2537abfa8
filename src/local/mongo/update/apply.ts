import { ObjectId } from 'bson';
import type { Document } from '../bson/decode.js';
import { CommandError, unsupported } from '../errors.js';
import { compileFilter } from '../query/matcher.js';
import { fieldOf } from '../query/paths.js';
import type { SortField } from '../query/sort.js';
import { type Change, type StoredDocument, storedDocument } from '../store/stored-document.js';
import type { View } from '../store/view.js';
import { compileUpdate } from './update.js';
import { documentFromFilter } from './upsert.js';

export interface UpdateStatement {
  readonly namespace: string;
  readonly filter: Document;
  readonly update: unknown;
  readonly sort: readonly SortField[];
  readonly multi: boolean;
  readonly upsert: boolean;
}

export interface UpdateResult {
  readonly matched: number;
  readonly modified: number;
  readonly before: StoredDocument | undefined;
  readonly after: StoredDocument | undefined;
  /** Whether `after` was inserted. */
  readonly upserted: boolean;
}

/** The document with _id in front, which is where MongoDB keeps it. */
function withIdFirst(document: Document): Document {
  if (Object.keys(document)[0] === '_id') return document;
  return { _id: fieldOf(document, '_id'), ...document };
}

function insertedBy(statement: UpdateStatement): StoredDocument {
  const { filter, update } = statement;
  const replaces =
    typeof update === 'object' && update !== null && !Object.keys(update)[0]?.startsWith('$');
  const base = documentFromFilter(filter);
  const start = replaces ? ('_id' in base ? { _id: base['_id'] } : {}) : base;
  const updated = compileUpdate(update, true)(start);
  const complete = '_id' in updated ? updated : { _id: new ObjectId(), ...updated };
  const document = withIdFirst(complete);
  return storedDocument(document);
}

/** Finds and changes documents together: all the changes are made or, when blocked, none. */
export function updateDocuments(view: View, statement: UpdateStatement): UpdateResult {
  const { namespace, filter, sort, multi, upsert } = statement;
  if (multi && !Object.keys(Object(statement.update))[0]?.startsWith('$')) {
    throw Array.isArray(statement.update)
      ? unsupported('FailedToParse', 'an update with an aggregation pipeline')
      : new CommandError(
          'FailedToParse',
          'multi update is not supported for replacement-style update',
        );
  }
  const update = compileUpdate(statement.update, false);
  const limit = multi ? Number.POSITIVE_INFINITY : 1;
  const found = view.find({ namespace, filter: compileFilter(filter), sort, limit });
  if (found.length === 0) {
    if (!upsert)
      return { matched: 0, modified: 0, before: undefined, after: undefined, upserted: false };
    const after = insertedBy(statement);
    view.write(namespace, [{ after }]);
    return { matched: 0, modified: 0, before: undefined, after, upserted: true };
  }
  const changes: Change[] = [];
  let after = found[0];
  for (const before of found) {
    const updated = update(before.document);
    if (updated === before.document) continue;
    const document = withIdFirst(updated);
    const changed = storedDocument(document);
    if (changed.bytes.equals(before.bytes)) continue;
    after = changed;
    changes.push({ before, after });
  }
  view.write(namespace, changes);
  return {
    matched: found.length,
    modified: changes.length,
    before: found[0],
    after,
    upserted: false,
  };
}
