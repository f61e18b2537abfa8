/** What precedes the value of an element: its type and its name. */
const heads = {
  cursor: Buffer.from('\u0003cursor\u0000'),
  firstBatch: Buffer.from('\u0004firstBatch\u0000'),
  nextBatch: Buffer.from('\u0004nextBatch\u0000'),
  id: Buffer.from('\u0012id\u0000'),
  ns: Buffer.from('\u0002ns\u0000'),
} as const;
const ok = Buffer.from('\u0010ok\u0000\u0001\u0000\u0000\u0000');
const end = Buffer.of(0);

/** The heads of documents in an array, by position, made once. */
const positions: Buffer[] = [];

function positionHead(position: number): Buffer {
  return (positions[position] ??= Buffer.from(`\u0003${position}\u0000`));
}

function int32(value: number): Buffer {
  const bytes = Buffer.allocUnsafe(4);
  bytes.writeInt32LE(value);
  return bytes;
}

function int64(value: bigint): Buffer {
  const bytes = Buffer.allocUnsafe(8);
  bytes.writeBigInt64LE(value);
  return bytes;
}

/** A BSON document or array of these elements, in parts. */
function enclose(elements: readonly Buffer[]): Buffer[] {
  let length = 4 + end.length;
  for (const element of elements) length += element.length;
  return [int32(length), ...elements, end];
}

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
  const name = Buffer.from(`${namespace}\u0000`);
  const rest = [heads.id, int64(cursorId), heads.ns, int32(name.length), name];
  const cursor = enclose([heads[field], ...enclose(batch), ...rest]);
  return Buffer.concat(enclose([heads.cursor, ...cursor, ok]));
}
