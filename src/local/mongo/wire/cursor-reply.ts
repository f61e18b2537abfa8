import { Long } from 'bson';
import { encodeDocument } from '../bson/values.js';

/** What precedes the value of an element: its type and its name. */
const heads = {
  cursor: Buffer.from('\u0003cursor\u0000'),
  firstBatch: Buffer.from('\u0004firstBatch\u0000'),
  nextBatch: Buffer.from('\u0004nextBatch\u0000'),
} as const;

/** The heads of documents in an array, by position, made once. */
const positions: Buffer[] = [];

function positionHead(position: number): Buffer {
  return (positions[position] ??= Buffer.from(`\u0003${position}\u0000`));
}

/** A BSON document or array of these elements. */
function enclose(elements: readonly Buffer[]): Buffer {
  const whole = Buffer.concat([Buffer.alloc(4), ...elements, Buffer.of(0)]);
  whole.writeInt32LE(whole.length);
  return whole;
}

/** The elements of a document, as BSON has them. */
function elementsOf(document: Record<string, unknown>): Buffer {
  return encodeDocument(document).subarray(4, -1);
}

const ok = elementsOf({ ok: 1 });

/**
 * BSON of `{ cursor: { <field>: documents, id, ns }, ok: 1 }`, built around the documents' own bytes
 * instead of decoding and encoding them.
 */
export function encodeCursorReply(
  field: 'firstBatch' | 'nextBatch',
  documents: readonly Buffer[],
  cursorId: bigint,
  namespace: string,
): Buffer {
  const batch = documents.flatMap((document, position) => [positionHead(position), document]);
  const rest = elementsOf({ id: Long.fromBigInt(cursorId), ns: namespace });
  const cursor = enclose([heads[field], enclose(batch), rest]);
  return enclose([heads.cursor, cursor, ok]);
}
