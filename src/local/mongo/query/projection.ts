import type { Document } from '../bson/decode.js';
import { isDocument, isTruthy, numericValue } from '../bson/values.js';
import { CommandError, unsupported } from '../errors.js';

export type Projection = (document: Document) => Document;

/** Fields to keep, by name; a leaf is a whole field, or false for _id that is left out. */
interface Tree extends Map<string, Tree | boolean> {}

/** Compiles a projection that names the fields to keep. Undefined when whole documents are wanted. */
export function compileProjection(projection: unknown): Projection | undefined {
  if (projection === undefined) return undefined;
  if (!isDocument(projection))
    throw new CommandError('TypeMismatch', 'projection must be an object');
  if (Object.keys(projection).length === 0) return undefined;
  const tree: Tree = new Map();
  for (const [path, value] of Object.entries(projection)) {
    const kept = isKept(path, value);
    if (!kept && path !== '_id') throw unsupported('BadValue', `the exclusion of ${path}`);
    addPath(tree, path, kept);
  }
  if (!tree.has('_id')) tree.set('_id', true);
  else if (tree.size === 1 && tree.get('_id') === false) return withoutId;
  return (document) => keep(document, tree) as Document;
}

function withoutId({ _id: _left, ...others }: Document): Document {
  return others;
}

function isKept(path: string, value: unknown): boolean {
  if (path.split('.').includes('')) {
    throw new CommandError(40352, 'FieldPath cannot be constructed with empty string');
  }
  if (path.includes('$') || (typeof value !== 'boolean' && numericValue(value) === undefined)) {
    throw unsupported('BadValue', `the projection of ${path} by an expression`);
  }
  return isTruthy(value);
}

function addPath(tree: Tree, path: string, kept: boolean): void {
  const segments = path.split('.');
  const last = segments.pop() as string;
  let level = tree;
  for (const segment of segments) {
    const next = level.get(segment) ?? new Map<string, Tree | boolean>();
    if (typeof next === 'boolean') throw pathCollision(31249, path);
    level.set(segment, next);
    level = next;
  }
  if (level.has(last)) throw pathCollision(31250, path);
  level.set(last, kept);
}

function pathCollision(code: number, path: string): CommandError {
  return new CommandError(code, `Path collision at ${path}`);
}

function keep(value: unknown, tree: Tree): unknown {
  if (Array.isArray(value)) {
    return value
      .filter((item) => isDocument(item) || Array.isArray(item))
      .map((item) => keep(item, tree));
  }
  if (!isDocument(value)) return undefined;
  const result: Document = {};
  for (const [name, field] of Object.entries(value)) {
    const branch = tree.get(name);
    if (!branch) continue;
    const kept = branch === true ? field : keep(field, branch);
    if (kept !== undefined) result[name] = kept;
  }
  return result;
}
