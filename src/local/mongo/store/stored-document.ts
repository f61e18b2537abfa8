import { type Document, decodeDocument } from '../bson/decode.js';
import { orderKey } from '../bson/order-key.js';

/** One version of a document. A change makes a new one; this one stays as readers saw it. */
export class StoredDocument {
  /** Place in the collection's natural order; given when the document is first applied. */
  number = -1;
  private decoded: Document | undefined;

  constructor(
    readonly idKey: string,
    readonly bytes: Buffer,
    document?: Document,
  ) {
    this.decoded = document;
  }

  get document(): Document {
    this.decoded ??= decodeDocument(this.bytes);
    return this.decoded;
  }
}

export function storedDocument(bytes: Buffer, document: Document): StoredDocument {
  return new StoredDocument(orderKey(document['_id']), bytes, document);
}

/** A change of one document: insertion without `before`, deletion without `after`. */
export interface Change {
  readonly before?: StoredDocument | undefined;
  readonly after?: StoredDocument | undefined;
}
