const type = { string: 0x02, document: 0x03, array: 0x04, int64: 0x12, double: 0x01 } as const;

/** Bytes of the decimal digits of array positions, made once. */
const positions: Buffer[] = [];

function positionName(position: number): Buffer {
  let name = positions[position];
  if (!name) {
    name = Buffer.from(`\u0003${position}\u0000`);
    positions[position] = name;
  }
  return name;
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
  let arrayLength = 5;
  for (let index = 0; index < documents.length; index++) {
    arrayLength += positionName(index).length + (documents[index] as Buffer).length;
  }
  const ns = Buffer.from(namespace);
  const tailLength = 1 + 3 + 8 + 1 + 3 + 4 + ns.length + 1;
  const cursorLength = 4 + 1 + field.length + 1 + arrayLength + tailLength + 1;
  const total = 4 + 1 + 7 + cursorLength + 1 + 3 + 8 + 1;
  const bytes = Buffer.allocUnsafe(total);
  let at = bytes.writeInt32LE(total, 0);
  const element = (tag: number, name: string): void => {
    bytes[at] = tag;
    at += 1 + bytes.write(name, at + 1, 'latin1');
    bytes[at++] = 0;
  };
  element(type.document, 'cursor');
  at = bytes.writeInt32LE(cursorLength, at);
  element(type.array, field);
  at = bytes.writeInt32LE(arrayLength, at);
  for (let index = 0; index < documents.length; index++) {
    at += positionName(index).copy(bytes, at);
    at += (documents[index] as Buffer).copy(bytes, at);
  }
  bytes[at++] = 0;
  element(type.int64, 'id');
  at = bytes.writeBigInt64LE(cursorId, at);
  element(type.string, 'ns');
  at = bytes.writeInt32LE(ns.length + 1, at);
  at += ns.copy(bytes, at);
  bytes[at++] = 0;
  bytes[at++] = 0;
  element(type.double, 'ok');
  at = bytes.writeDoubleLE(1, at);
  bytes[at] = 0;
  return bytes;
}
