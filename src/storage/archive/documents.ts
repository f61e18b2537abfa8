import { BSON, type ClientSession, type Db } from 'mongodb';
import { toError } from '../../shared/errors.js';
import { ArchiveError } from './archive-error.js';
import { LineDigest } from './digest.js';
import { type CollectionSummary, formatDocument, parseDocument } from './format.js';

/** Documents read or written at once; a batch is further bounded in bytes. */
export const batchSize = 1_000;

/**
 * The lines of a collection's documents in the order of `_id`, read in batches as they are asked for.
 * @throws ArchiveError for a document that its line would not bring back byte by byte, such as one
 * whose field names look like Extended JSON, or are numbers out of order.
 */
export async function* documentLines(
  db: Db,
  collection: string,
  session?: ClientSession,
): AsyncGenerator<string> {
  const cursor = db
    .collection<Uint8Array>(collection)
    .find({}, { raw: true, ...(session ? { session } : {}) })
    .sort({ _id: 1 })
    .batchSize(batchSize);
  for await (const bytes of cursor) yield lineOf(bytes, collection);
}

/** Reads a whole collection; `onDocument` is called for each document. */
export async function summarise(
  db: Db,
  collection: string,
  onDocument: () => void,
): Promise<CollectionSummary> {
  const digest = new LineDigest();
  for await (const line of documentLines(db, collection)) {
    digest.add(line);
    onDocument();
  }
  return { collection, count: digest.count, sha256: digest.sha256 };
}

function lineOf(bytes: Uint8Array, collection: string): string {
  const document = decode(bytes, collection);
  const line = formatDocument(document);
  if (Buffer.compare(BSON.serialize(parseDocument(line)), bytes) !== 0) {
    throw new ArchiveError(
      `The document ${BSON.EJSON.stringify(document['_id'])} of ${collection} cannot be exported: Extended JSON would change it. Rename its fields that begin with $ or are numbers.`,
    );
  }
  return line;
}

function decode(bytes: Uint8Array, collection: string) {
  try {
    return BSON.deserialize(bytes, {
      promoteValues: false,
      promoteLongs: false,
      promoteBuffers: false,
      bsonRegExp: true,
    });
  } catch (error) {
    throw new ArchiveError(
      `A document of ${collection} cannot be read: ${toError(error).message}.`,
      { cause: error },
    );
  }
}
