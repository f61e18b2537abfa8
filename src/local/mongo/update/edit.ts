import type { Document } from '../bson/decode.js';
import { describeValue, isDocument } from '../bson/values.js';
import { CommandError } from '../errors.js';
import { fieldOf, isArrayIndex } from '../query/paths.js';

/** MongoDB's limit of null padding when an element beyond the end of an array is set. */
const maxPadding = 1_500_000;

/** What an operator makes of a field: a new value, or no change, or the field's removal. */
export type Edit = (current: unknown) => { readonly value: unknown } | 'keep' | 'remove';

function pathNotViable(segment: string, parent: unknown): CommandError {
  return new CommandError(
    'PathNotViable',
    `Cannot create field '${segment}' in element {${describeValue(parent)}}`,
  );
}

/**
 * The container with the field at `path` edited, as a copy that shares what did not change; the
 * same container when nothing changed. Missing parents are created when the edit gives a value.
 */
export function editPath(
  container: unknown,
  path: readonly string[],
  edit: Edit,
  depth = 0,
): unknown {
  if (depth === path.length) return applyEdit(container, edit);
  const segment = path[depth] as string;
  if (Array.isArray(container)) return editElement(container, segment, path, edit, depth);
  if (container !== undefined && !isDocument(container)) {
    if (edit(undefined) === 'keep' || edit(undefined) === 'remove') return container;
    throw pathNotViable(segment, container);
  }
  const current = container === undefined ? undefined : fieldOf(container, segment);
  const edited = editPath(current, path, edit, depth + 1);
  if (edited === current) return container;
  if (edited === removed) return container === undefined ? undefined : without(container, segment);
  if (edited === undefined) return container;
  return withField(container ?? {}, segment, edited);
}

const removed = Symbol('removed');

function applyEdit(current: unknown, edit: Edit): unknown {
  const result = edit(current);
  if (result === 'keep') return current;
  if (result === 'remove') return current === undefined ? undefined : removed;
  return result.value;
}

function withField(document: Document, name: string, value: unknown): Document {
  const copy = { ...document };
  if (name === '__proto__') {
    Object.defineProperty(copy, name, {
      value,
      enumerable: true,
      writable: true,
      configurable: true,
    });
  } else {
    copy[name] = value;
  }
  return copy;
}

function without(document: Document, name: string): Document {
  const copy = { ...document };
  delete copy[name];
  return copy;
}

function editElement(
  values: readonly unknown[],
  segment: string,
  path: readonly string[],
  edit: Edit,
  depth: number,
): unknown {
  if (!isArrayIndex(segment)) {
    const probe = edit(undefined);
    if (probe === 'keep' || probe === 'remove') return values;
    throw pathNotViable(segment, values);
  }
  const index = Number(segment);
  const current = values[index];
  const edited = editPath(current, path, edit, depth + 1);
  if (edited === current || edited === undefined) return values;
  const copy = [...values];
  if (edited === removed) {
    copy[index] = null;
    return copy;
  }
  if (index > copy.length + maxPadding) {
    throw new CommandError(
      'CannotBackfillArray',
      `can't backfill more than ${maxPadding} elements`,
    );
  }
  while (copy.length < index) copy.push(null);
  copy[index] = edited;
  return copy;
}
