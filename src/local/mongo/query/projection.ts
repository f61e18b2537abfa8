import type { Document } from '../bson/decode.js';
import { isDocument, isTruthy, numericValue } from '../bson/values.js';
import { CommandError, unsupported } from '../errors.js';

export type Projection = (document: Document) => Document;

/** Fields by name; a leaf is a whole field. */
interface Tree {
  readonly [name: string]: Tree | true;
}

function flatten(projection: Document, prefix: string): [string, unknown][] {
  return Object.entries(projection).flatMap(([name, value]): [string, unknown][] => {
    const path = prefix + name;
    if (isDocument(value) && !Object.keys(value)[0]?.startsWith('$')) {
      return flatten(value, `${path}.`);
    }
    return [[path, value]];
  });
}

function addPath(tree: Record<string, Tree | true>, path: string): void {
  const segments = path.split('.');
  let level = tree;
  segments.forEach((segment, position) => {
    const existing = level[segment];
    const isLast = position === segments.length - 1;
    if (existing === true || (existing !== undefined && isLast)) {
      throw new CommandError(31249, `Path collision at ${path}`);
    }
    if (isLast) {
      level[segment] = true;
      return;
    }
    const next = existing ?? {};
    level[segment] = next;
    level = next;
  });
}

function include(value: unknown, tree: Tree): unknown {
  if (Array.isArray(value)) {
    return value
      .filter((item) => isDocument(item) || Array.isArray(item))
      .map((item) => include(item, tree));
  }
  if (!isDocument(value)) return undefined;
  const result: Document = {};
  for (const [name, field] of Object.entries(value)) {
    const branch = Object.hasOwn(tree, name) ? tree[name] : undefined;
    if (branch === undefined) continue;
    const kept = branch === true ? field : include(field, branch);
    if (kept !== undefined) result[name] = kept;
  }
  return result;
}

function exclude(value: unknown, tree: Tree): unknown {
  if (Array.isArray(value)) return value.map((item) => exclude(item, tree));
  if (!isDocument(value)) return value;
  const result: Document = {};
  for (const [name, field] of Object.entries(value)) {
    const branch = Object.hasOwn(tree, name) ? tree[name] : undefined;
    if (branch === true) continue;
    result[name] = branch === undefined ? field : exclude(field, branch);
  }
  return result;
}

/** Compiles the projection of a find. Undefined when whole documents are wanted. */
export function compileProjection(projection: unknown): Projection | undefined {
  if (projection === undefined) return undefined;
  if (!isDocument(projection))
    throw new CommandError('TypeMismatch', 'projection must be an object');
  const fields = flatten(projection, '');
  if (fields.length === 0) return undefined;
  for (const [path, value] of fields) checkField(path, value);
  const others = fields.filter(([path]) => path !== '_id');
  const id = fields.find(([path]) => path === '_id')?.[1];
  const including = others.length > 0 ? isTruthy(others[0]?.[1]) : isTruthy(id);
  const mixed = others.find(([, value]) => isTruthy(value) !== including);
  if (mixed) {
    throw including
      ? new CommandError(31254, `Cannot do exclusion on field ${mixed[0]} in inclusion projection`)
      : new CommandError(31253, `Cannot do inclusion on field ${mixed[0]} in exclusion projection`);
  }
  const tree: Record<string, Tree | true> = {};
  for (const [path] of others) addPath(tree, path);
  if (including ? id === undefined || isTruthy(id) : id !== undefined && !isTruthy(id))
    tree['_id'] = true;
  if (!including) return (document) => exclude(document, tree) as Document;
  return (document) => include(document, tree) as Document;
}

function checkField(path: string, value: unknown): void {
  if (path === '' || path.split('.').includes('')) {
    throw new CommandError(40352, 'FieldPath cannot be constructed with empty string');
  }
  if (path.includes('$')) throw unsupported('BadValue', `the projection of ${path}`);
  if (typeof value !== 'boolean' && numericValue(value) === undefined) {
    throw unsupported('BadValue', `the projection of ${path} by an expression`);
  }
}
