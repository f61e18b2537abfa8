import { type Document, decodeDocument, decodeFirstValue, maxDepth } from '../bson/decode.js';
import { orderKey } from '../bson/order-key.js';
import { checkSize, encodeDocument, nestingDepth } from '../bson/values.js';
import { CommandError } from '../errors.js';
import type { IndexKeys } from './index-keys.js';

/** One version of a document. A change makes a new one; this one stays as readers saw it. */
export class StoredDocument {
  /** Place in the collection's natural order; negative until the document is in a collection. */
  number = -1;
  private decoded: Document | undefined;
  private key: string | undefined;
  private indexKeys: Map<IndexKeys, readonly string[]> | undefined;

  /**
   * @param bytes its BSON, with _id as its first field
   * @param document the same decoded, when it is at hand
   */
  constructor(
    readonly bytes: Buffer,
    document?: Document,
  ) {
    this.decoded = document;
  }

  get idKey(): string {
    this.key ??= orderKey(this.decoded ? this.decoded['_id'] : decodeFirstValue(this.bytes));
    return this.key;
  }

  get document(): Document {
    this.decoded ??= decodeDocument(this.bytes);
    return this.decoded;
  }

  /** Its keys in an index, computed once. Throws when the index cannot take it. */
  keysIn(index: IndexKeys): readonly string[] {
    this.indexKeys ??= new Map();
    let keys = this.indexKeys.get(index);
    if (!keys) this.indexKeys.set(index, (keys = index.keysOf(this.document)));
    return keys;
  }
}

/** A document as it came from a client, in BSON. Throws BSONObjectTooLarge. */
export function storedBytes(bytes: Buffer, document: Document): StoredDocument {
  checkSize(bytes);
  return new StoredDocument(bytes, document);
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
