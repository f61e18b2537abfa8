import { checkFieldName, type Document } from '../bson/decode.js';
import { describeValue, isArrayIndex, isDocument } from '../bson/values.js';
import { CommandError, unsupported } from '../errors.js';
import { fieldOf } from '../query/paths.js';

/** What an operator makes of a field: a new value, or no change, or the field's removal. */
export type Edit = (current: unknown) => { readonly value: unknown } | 'keep' | 'remove';

/**
 * Edits the field at `path` of a document, in place, and says whether that changed it. Documents
 * inside it are replaced, not changed; missing ones are created when the edit gives a value.
 * Throws PathNotViable when something else than a document is in the way.
 */
export function editPath(document: Document, path: readonly string[], edit: Edit): boolean {
  const [name = '', ...rest] = path;
  checkFieldName(name);
  const current = fieldOf(document, name);
  if (rest.length === 0) return editField(document, name, edit(current));
  if (current !== undefined && !isDocument(current)) {
    const segment = rest[0] as string;
    if (Array.isArray(current) && isArrayIndex(segment)) {
      throw unsupported('BadValue', `an update of the array element ${segment}`);
    }
    if (typeof edit(undefined) === 'string') return false;
    throw new CommandError(
      'PathNotViable',
      `Cannot create field '${segment}' in element {${describeValue(current)}}`,
    );
  }
  const copy = { ...current };
  const isChanged = editPath(copy, rest, edit);
  if (isChanged) document[name] = copy;
  return isChanged;
}

function editField(document: Document, name: string, made: ReturnType<Edit>): boolean {
  if (made === 'keep' || (made === 'remove' && !Object.hasOwn(document, name))) return false;
  if (made === 'remove') delete document[name];
  else document[name] = made.value;
  return true;
}
