import { type Document, decodeDocument, decodeFields, maxDepth } from '../bson/decode.js';
import { orderKey } from '../bson/order-key.js';
import { checkSize, encodeDocument, nestingDepth } from '../bson/values.js';
import { CommandError } from '../errors.js';

/** One version of a document. A change makes a new one; this one stays as readers saw it. */
export class StoredDocument {
  /** Place in the collection's natural order; given when the document is first applied. */
  number = -1;
  private decoded: Document | undefined;

  /**
   * @param raw begins with the document's BSON
   * @param document the same decoded, when it is at hand
   */
  constructor(
    readonly idKey: string,
    private readonly raw: Buffer,
    document?: Document,
  ) {
    this.decoded = document;
  }

  /** Bytes of its BSON. */
  get size(): number {
    return this.raw.readInt32LE(0);
  }

  get bytes(): Buffer {
    return this.raw.length === this.size ? this.raw : this.raw.subarray(0, this.size);
  }

  /** Its top level fields of these names, at least. */
  part(names: ReadonlySet<string>): Document {
    return this.decoded ?? decodeFields(this.raw, names);
  }

  get document(): Document {
    this.decoded ??= decodeDocument(this.raw);
    return this.decoded;
  }
}

/** A document as it came from a client, in BSON. Throws BSONObjectTooLarge. */
export function storedBytes(bytes: Buffer, document: Document): StoredDocument {
  checkSize(bytes);
  return new StoredDocument(orderKey(document['_id']), bytes, document);
}

/** A document as the server made it. Throws BSONObjectTooLarge, and Overflow when it is too deep. */
export function storedDocument(document: Document): StoredDocument {
  if (nestingDepth(document) > maxDepth) {
    throw new CommandError('Overflow', `BSONObj exceeds maximum nested object depth: ${maxDepth}`);
  }
  return storedBytes(encodeDocument(document), document);
}

/** A change of one document: insertion without `before`, deletion without `after`. */
export interface Change {
  readonly before?: StoredDocument | undefined;
  readonly after?: StoredDocument | undefined;
}
