import { BSONType } from 'bson';
import { CommandError, unsupported } from '../errors.js';
import { BsonReader, invalidBson } from './reader.js';
import { isArrayIndex } from './values.js';

/** A decoded BSON document; fields in their order. */
export type Document = Record<string, unknown>;

/** MongoDB's limit of nesting. */
const maxDepth = 200;

/** The error for a type that is not decoded, whether BSON has it or not. */
function unknownType(type: number): CommandError {
  const found = Object.entries(BSONType).find(([, number]) => (number & 0xff) === type);
  if (!found) return invalidBson(`unknown type ${type}`);
  return unsupported('NotImplemented', `a value of type ${found[0]}`);
}

const reservedNames: ReadonlySet<string> = new Set(['_bsontype', '__proto__']);

/**
 * Refuses names of fields that a JavaScript object cannot have as BSON means them: it moves those
 * that are positions of arrays to its front.
 */
export function checkFieldName(name: string): void {
  const isReserved = name.startsWith('_') ? reservedNames.has(name) : isArrayIndex(name);
  if (isReserved) throw unsupported('NotImplemented', `a field named ${name}`);
}

function checkNewName(document: Document, name: string): void {
  checkFieldName(name);
  if (Object.hasOwn(document, name)) {
    throw unsupported('NotImplemented', `a second field named ${name} in a document`);
  }
}

/**
 * Decodes BSON so that encoding it again gives the same types: int32 and doubles with a fraction
 * become numbers, other doubles `Double`, int64 `Long`.
 */
class Decoder extends BsonReader {
  /** @param isNew whether the names of fields may be those that a document cannot have here */
  constructor(
    bytes: Buffer,
    private readonly isNew: boolean,
  ) {
    super(bytes);
  }

  private value(type: number, end: number, depth: number): unknown {
    switch (type) {
      case 0x01:
        return this.double(end);
      case 0x02:
        return this.string(end);
      case 0x03:
        return this.document(end, depth + 1);
      case 0x04:
        return this.array(end, depth + 1);
      case 0x05:
        return this.binary(end);
      case 0x07:
        return this.objectId(end);
      case 0x08:
        return this.boolean(end);
      case 0x09:
        return this.date(end);
      case 0x0a:
        return null;
      case 0x10:
        return this.int32(end);
      case 0x12:
        return this.long(end);
      default:
        throw unknownType(type);
    }
  }

  private frame(outerEnd: number, depth: number): number {
    if (depth > maxDepth) {
      throw new CommandError(
        'Overflow',
        `BSONObj exceeds maximum nested object depth: ${maxDepth}`,
      );
    }
    const start = this.position;
    const length = this.int32(outerEnd);
    const end = start + length - 1;
    if (length < 5 || end >= outerEnd || this.bytes[end] !== 0)
      throw invalidBson('document length');
    return end;
  }

  /** @param raw names of the arrays whose elements, documents, are not decoded */
  document(outerEnd: number, depth: number, raw?: ReadonlySet<string>): Document {
    const end = this.frame(outerEnd, depth);
    const result: Document = {};
    while (this.position < end) {
      const type = this.bytes[this.position++] as number;
      const name = this.cstring(end);
      const isRaw = type === 0x04 && raw?.has(name);
      const value = isRaw ? this.rawDocuments(end, name) : this.value(type, end, depth);
      if (this.isNew) checkNewName(result, name);
      result[name] = value;
    }
    this.position = end + 1;
    return result;
  }

  private rawDocuments(outerEnd: number, name: string): Buffer[] {
    const end = this.frame(outerEnd, 1);
    const documents: Buffer[] = [];
    while (this.position < end) {
      const type = this.bytes[this.position++] as number;
      this.cstring(end);
      if (type !== 0x03) {
        throw new CommandError('TypeMismatch', `BSON field '${name}' must be an array of objects`);
      }
      const start = this.position;
      this.position = this.frame(end, 1) + 1;
      documents.push(this.bytes.subarray(start, this.position));
    }
    this.position = end + 1;
    return documents;
  }

  firstValue(): unknown {
    const end = this.frame(this.bytes.length, 1);
    const type = this.bytes[this.position++] as number;
    this.cstring(end);
    return this.value(type, end, 1);
  }

  private array(outerEnd: number, depth: number): unknown[] {
    const end = this.frame(outerEnd, depth);
    const result: unknown[] = [];
    while (this.position < end) {
      const type = this.bytes[this.position++] as number;
      this.cstring(end);
      result.push(this.value(type, end, depth));
    }
    this.position = end + 1;
    return result;
  }
}

/** A document that was stored. Throws InvalidBSON or Overflow. */
export function decodeDocument(bytes: Buffer): Document {
  return new Decoder(bytes, false).document(bytes.length, 1);
}

/** As `decodeDocument`, for one that a client sent; refuses what could not be stored as it is. */
export function decodeNewDocument(bytes: Buffer): Document {
  return new Decoder(bytes, true).document(bytes.length, 1);
}

/** The arguments of commands that hold documents to insert, or statements. */
export const rawArguments: ReadonlySet<string> = new Set(['documents', 'updates', 'deletes']);

/** A command; the elements of its arrays of documents or statements are left in BSON. */
export function decodeCommand(bytes: Buffer): Document {
  return new Decoder(bytes, true).document(bytes.length, 1, rawArguments);
}

/** The value of the first field of a document that has fields. */
export function decodeFirstValue(bytes: Buffer): unknown {
  return new Decoder(bytes, false).firstValue();
}
