import { type Document, decodeDocument, decodeFirstValue } from '../bson/decode.js';
import { orderKey } from '../bson/order-key.js';
import { checkSize, encodeDocument, isDocument, nestingDepth } from '../bson/values.js';
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

/** MongoDB's limit of nesting of a stored document; commands are somewhat deeper. */
const maxStoredDepth = 180;

function hasDollarName(value: unknown): boolean {
  if (!Array.isArray(value) && !isDocument(value)) return false;
  return Object.entries(value).some(([name, each]) => name.startsWith('$') || hasDollarName(each));
}

function checkId(id: unknown): void {
  if (Array.isArray(id)) {
    throw new CommandError('InvalidIdField', `The '_id' value cannot be of type array`);
  }
  if (hasDollarName(id)) {
    throw new CommandError('DollarPrefixedFieldName', `An _id cannot have names with a dollar ($)`);
  }
}

/**
 * A document as it came from a client, in BSON with _id in front. Throws MongoDB's errors for one that
 * is too large or too deep, or has a wrong _id.
 */
export function storedBytes(bytes: Buffer, document: Document): StoredDocument {
  checkSize(bytes);
  checkId(document['_id']);
  if (nestingDepth(document) > maxStoredDepth) {
    throw new CommandError('Overflow', `a document exceeds ${maxStoredDepth} levels of nesting`);
  }
  return new StoredDocument(bytes, document);
}

/** A document as the server made it, which has an _id somewhere; throws as `storedBytes` does. */
export function storedDocument(made: Document): StoredDocument {
  const document = { _id: made['_id'], ...made };
  return storedBytes(encodeDocument(document), document);
}

/** A change of one document: insertion without `before`, deletion without `after`. */
export interface Change {
  readonly before?: StoredDocument | undefined;
  readonly after?: StoredDocument | undefined;
}
