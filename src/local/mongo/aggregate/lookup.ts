import { BSONRegExp } from 'bson';
import type { Document } from '../bson/decode.js';
import { orderKey } from '../bson/order-key.js';
import { isDocument } from '../bson/values.js';
import { CommandError, unsupported } from '../errors.js';
import { somePathValue } from '../query/paths.js';
import { editPath } from '../update/edit.js';

/** All documents of another collection of the same database. */
export type ReadAll = (collection: string) => readonly Document[];

/** Keys under which a document is joined: its value, or those of an array's elements. */
function keysAt(document: Document, path: readonly string[]): Set<string> {
  const keys = new Set<string>();
  somePathValue(document, path, (value) => {
    for (const item of Array.isArray(value) ? value : [value]) {
      if (item instanceof BSONRegExp) throw unsupported('NotImplemented', '$lookup by a regex');
      keys.add(orderKey(item));
    }
    return false;
  });
  if (keys.size === 0) keys.add(orderKey(null));
  return keys;
}

/** `$lookup` by equality of `localField` and `foreignField`. */
export function compileLookup(specification: unknown, readAll: ReadAll) {
  if (!isDocument(specification))
    throw new CommandError('FailedToParse', 'the $lookup specification must be an object');
  const { from, localField, foreignField, as, ...rest } = specification;
  const [unknown] = Object.keys(rest);
  if (unknown !== undefined) throw unsupported('FailedToParse', `the $lookup argument ${unknown}`);
  if (
    typeof from !== 'string' ||
    typeof localField !== 'string' ||
    typeof foreignField !== 'string' ||
    typeof as !== 'string'
  ) {
    throw new CommandError(
      'FailedToParse',
      '$lookup requires strings: from, localField, foreignField, as',
    );
  }
  const [local, foreign, target] = [localField, foreignField, as].map((path) =>
    path.split('.'),
  ) as [string[], string[], string[]];
  return (documents: readonly Document[]): Document[] => {
    const others = new Map<string, Document[]>();
    for (const other of readAll(from)) {
      for (const key of keysAt(other, foreign)) {
        const same = others.get(key);
        if (same) same.push(other);
        else others.set(key, [other]);
      }
    }
    return documents.map((document) => {
      const joined = new Set([...keysAt(document, local)].flatMap((key) => others.get(key) ?? []));
      return editPath(document, target, () => ({ value: [...joined] })) as Document;
    });
  };
}
