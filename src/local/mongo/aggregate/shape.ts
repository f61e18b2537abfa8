import type { Document } from '../bson/decode.js';
import { isDocument, isTruthy, numericValue } from '../bson/values.js';
import { CommandError, unsupported } from '../errors.js';
import { compileProjection } from '../query/projection.js';
import { editPath } from '../update/edit.js';
import { compileExpression, type Expression, isExpressionOperator } from './expression.js';

type Shape = (document: Document) => Document;

function isFlag(value: unknown): boolean {
  return typeof value === 'boolean' || numericValue(value) !== undefined;
}

/** Sets a computed field; parents that are not documents are refused rather than replaced. */
function setField(document: Document, path: readonly string[], value: unknown): Document {
  let parent: unknown = document;
  for (const segment of path.slice(0, -1)) {
    parent = isDocument(parent) ? parent[segment] : undefined;
    if (parent !== undefined && !isDocument(parent)) {
      throw unsupported('NotImplemented', `setting ${path.join('.')} through a value`);
    }
  }
  return editPath(document, path, () => (value === undefined ? 'remove' : { value })) as Document;
}

interface ComputedField {
  readonly path: readonly string[];
  readonly value: Expression;
}

function computedFields(specification: Document, prefix: string): ComputedField[] {
  return Object.entries(specification).flatMap(([name, value]): ComputedField[] => {
    const path = prefix + name;
    if (path.split('.').some((segment) => segment === '' || segment.startsWith('$'))) {
      throw new CommandError(16410, `Invalid field path: ${path}`);
    }
    if (
      isDocument(value) &&
      Object.keys(value).length > 0 &&
      !Object.keys(value)[0]?.startsWith('$')
    ) {
      return computedFields(value, `${path}.`);
    }
    return [{ path: path.split('.'), value: compileExpression(value) }];
  });
}

function applyComputed(
  fields: readonly ComputedField[],
  source: Document,
  into: Document,
): Document {
  return fields.reduce((result, { path, value }) => setField(result, path, value(source)), into);
}

export function compileAddFields(stage: string, specification: unknown): Shape {
  if (!isDocument(specification) || Object.keys(specification).length === 0) {
    throw new CommandError(40272, `${stage} specification stage must be an object`);
  }
  const fields = computedFields(specification, '');
  return (document) => applyComputed(fields, document, document);
}

export function compileUnset(specification: unknown): Shape {
  const paths = Array.isArray(specification) ? specification : [specification];
  if (paths.length === 0 || !paths.every((path) => typeof path === 'string' && path !== '')) {
    throw new CommandError(31002, '$unset specification must be a string or an array of strings');
  }
  return compileProjection(Object.fromEntries(paths.map((path) => [path, 0]))) as Shape;
}

/** `$project`: fields to keep or to leave out, and computed ones. */
export function compileProject(specification: unknown): Shape {
  if (!isDocument(specification) || Object.keys(specification).length === 0) {
    throw new CommandError(51272, '$project specification must be a non-empty object');
  }
  const entries = Object.entries(specification);
  for (const [, value] of entries) {
    const [operator] = isDocument(value) ? Object.keys(value) : [];
    if (operator?.startsWith('$') && !isExpressionOperator(operator)) {
      throw unsupported(31325, `Invalid $project :: caused by :: Unknown expression ${operator}`);
    }
  }
  const computed = entries.filter(([, value]) => !isFlag(value));
  const flags = Object.fromEntries(entries.filter(([, value]) => isFlag(value)));
  if (computed.length === 0) return compileProjection(flags) as Shape;
  const excluded = Object.entries(flags).find(
    ([path, value]) => path !== '_id' && !isTruthy(value),
  );
  if (excluded) {
    throw new CommandError(
      31254,
      `Cannot do exclusion on field ${excluded[0]} in inclusion projection`,
    );
  }
  if (computed.some(([, value]) => isDocument(value) && !Object.keys(value)[0]?.startsWith('$'))) {
    throw unsupported('NotImplemented', '$project with nested documents and computed fields');
  }
  const fields = computedFields(Object.fromEntries(computed), '');
  const kept = { ...flags };
  if (Object.keys(kept).every((path) => path === '_id') && isTruthy(kept['_id'] ?? 1))
    kept['_id'] = 1;
  const onlyHidesId = Object.keys(kept).length === 1 && !isTruthy(kept['_id'] ?? 1);
  const include = onlyHidesId ? () => ({}) : (compileProjection(kept) as Shape);
  return (document) => applyComputed(fields, document, include(document));
}

export function compileReplaceRoot(specification: unknown): Shape {
  const value = compileExpression(specification);
  return (document) => {
    const root = value(document);
    if (isDocument(root)) return root;
    throw new CommandError(
      40228,
      `'newRoot' expression must evaluate to an object, but resulting value was not one`,
    );
  };
}
