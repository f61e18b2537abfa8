import { BSON, type Document } from 'mongodb';
import { z } from 'zod';

/**
 * An archive is a text file of lines that end in a line feed. Each line is one JSON object:
 * 1. the header;
 * 2. for each collection: a line with its name and indexes, one line a document in the order of
 *    `_id`, and a line with the count of the documents and the SHA-256 of their lines;
 * 3. the last line, with the SHA-256 of all lines before it.
 *
 * Documents are in MongoDB's canonical Extended JSON v2, which keeps every BSON type. Only documents
 * have an `_id`.
 */
export const archiveFormat = 'crewchief archive';
export const archiveVersion = 1;

/** The suffix of an archive's name. */
export const archiveSuffix = '.crewchief';

const count = z.int().nonnegative();
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const index = z.looseObject({ name: z.string().min(1), key: z.record(z.string(), z.unknown()) });

const header = z.strictObject({
  format: z.literal(archiveFormat),
  version: z.int(),
  exportedAt: z.iso.datetime(),
  database: z.string(),
});
const collectionStart = z.strictObject({ collection: z.string().min(1), indexes: z.array(index) });
const collectionEnd = z.strictObject({ endOf: z.string().min(1), count, sha256 });
const archiveEnd = z.strictObject({ whole: z.literal(true), collections: count, sha256 });
const controlLine = z.union([header, collectionStart, collectionEnd, archiveEnd]);

export type ArchiveHeader = z.infer<typeof header>;
export type CollectionStart = z.infer<typeof collectionStart>;
export type ControlLine = z.infer<typeof controlLine>;

/** What shows that two collections hold the same documents. */
export interface CollectionSummary {
  readonly collection: string;
  readonly count: number;
  /** Of the documents' lines, each with its line feed; hexadecimal. */
  readonly sha256: string;
}

export type ArchiveLine =
  | { readonly kind: 'document'; readonly document: Document }
  | { readonly kind: 'control'; readonly control: ControlLine };

/** A control line without its line feed; the definitions of indexes in Extended JSON as well. */
export function formatControl(control: ControlLine): string {
  return BSON.EJSON.stringify(control, { relaxed: true });
}

/** A document's line without its line feed: the same text for the same BSON. */
export function formatDocument(document: Document): string {
  return BSON.EJSON.stringify(document, { relaxed: false });
}

/** A document whose values keep their BSON types, so that it is written as it was read. */
export function parseDocument(text: string): Document {
  return BSON.EJSON.parse(text, { relaxed: false }) as Document;
}

/** Reads a line; null when it is none of an archive. */
export function parseLine(text: string): ArchiveLine | null {
  let value: unknown;
  try {
    value = parseDocument(text);
    if (typeof value !== 'object' || value === null) return null;
    if ('_id' in value) return { kind: 'document', document: value };
    value = BSON.EJSON.parse(text, { relaxed: true });
  } catch {
    return null;
  }
  const control = controlLine.safeParse(value);
  return control.success ? { kind: 'control', control: control.data } : null;
}
