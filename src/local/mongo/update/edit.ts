import { checkFieldName, type Document } from '../bson/decode.js';
import { describeValue, isDocument } from '../bson/values.js';
import { CommandError, unsupported } from '../errors.js';
import { fieldOf, isArrayIndex } from '../query/paths.js';

/** What an operator makes of a field: a new value, or no change, or the field's removal. */
export type Edit = (current: unknown) => { readonly value: unknown } | 'keep' | 'remove';

/**
 * The document with the field at `path` edited, as a copy that shares what did not change; the same
 * document when nothing changed. Missing parents are created when the edit gives a value.
 * Throws PathNotViable when something else than a document is in the way.
 */
export function editPath(document: Document, path: readonly string[], edit: Edit): Document {
  const [name = '', ...rest] = path;
  checkFieldName(name);
  const current = fieldOf(document, name);
  if (rest.length === 0) return editField(document, name, edit(current));
  if (current !== undefined && !isDocument(current)) {
    const segment = rest[0] as string;
    if (Array.isArray(current) && isArrayIndex(segment)) {
      throw unsupported('BadValue', `an update of the array element ${segment}`);
    }
    if (typeof edit(undefined) === 'string') return document;
    throw new CommandError(
      'PathNotViable',
      `Cannot create field '${segment}' in element {${describeValue(current)}}`,
    );
  }
  const edited = editPath(current ?? {}, rest, edit);
  const isSame = edited === current || (current === undefined && Object.keys(edited).length === 0);
  return isSame ? document : { ...document, [name]: edited };
}

function editField(document: Document, name: string, made: ReturnType<Edit>): Document {
  if (made === 'keep') return document;
  if (made !== 'remove') return { ...document, [name]: made.value };
  if (!Object.hasOwn(document, name)) return document;
  const { [name]: _removed, ...others } = document;
  return others;
}
