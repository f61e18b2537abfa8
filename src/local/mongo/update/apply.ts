import { ObjectId } from 'bson';
import type { Document } from '../bson/decode.js';
import { CommandError } from '../errors.js';
import { compileFilter } from '../query/matcher.js';
import { isOperatorDocument } from '../query/operands.js';
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

function insertedBy({ filter, update }: UpdateStatement): StoredDocument {
  const updated = compileUpdate(update, true)(documentFromFilter(filter));
  return storedDocument({ _id: new ObjectId(), ...updated });
}

/**
 * Finds and changes documents together: all the changes are made, or those before the one that fails
 * or, when blocked, none.
 */
export function updateDocuments(view: View, statement: UpdateStatement): UpdateResult {
  const { namespace, filter, sort, multi, upsert } = statement;
  const update = compileUpdate(statement.update, false);
  if (multi && !isOperatorDocument(statement.update)) {
    throw new CommandError('FailedToParse', 'a replacement cannot be made of many documents');
  }
  const limit = multi ? Number.POSITIVE_INFINITY : 1;
  const found = view.find({ namespace, filter: compileFilter(filter), sort, limit });
  const [before] = found;
  if (!before) {
    const after = upsert ? insertedBy(statement) : undefined;
    if (after) view.write(namespace, [{ after }]);
    return { matched: 0, modified: 0, before, after, upserted: upsert };
  }
  const changes: Change[] = [];
  let after = before;
  try {
    for (const current of found) {
      const updated = update(current.document);
      if (updated === current.document) continue;
      const changed = storedDocument(updated);
      if (changed.bytes.equals(current.bytes)) continue;
      after = changed;
      changes.push({ before: current, after });
    }
  } finally {
    view.write(namespace, changes);
  }
  return { matched: found.length, modified: changes.length, before, after, upserted: false };
}
