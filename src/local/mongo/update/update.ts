import type { Document } from '../bson/decode.js';
import { orderKey } from '../bson/order-key.js';
import { isDocument } from '../bson/values.js';
import { CommandError, unsupported } from '../errors.js';
import { fieldOf } from '../query/paths.js';
import { type Edit, editPath } from './edit.js';
import { compileEdit } from './operators.js';

/** A compiled update: gives the new version of a document, the same object when nothing changed. */
export type Update = (document: Document) => Document;

interface Step {
  readonly path: string;
  readonly segments: readonly string[];
  readonly order: string;
  readonly edit: Edit;
}

/**
 * Compiles an update of operators, or a replacement, for documents that are there or, when
 * `inserting`, for a new one. Throws MongoDB's errors for wrong ones.
 */
export function compileUpdate(update: unknown, inserting: boolean): Update {
  if (Array.isArray(update)) {
    throw unsupported('FailedToParse', 'an update with an aggregation pipeline');
  }
  if (!isDocument(update)) {
    throw new CommandError('FailedToParse', 'Update argument must be either an object or an array');
  }
  const names = Object.keys(update);
  if (!names[0]?.startsWith('$')) return compileReplacement(update, names);
  return compileOperators(update, inserting);
}

function dollarPrefixed(name: string): CommandError {
  return new CommandError(
    'DollarPrefixedFieldName',
    `The dollar ($) prefixed field '${name}' is not allowed in an update`,
  );
}

function compileReplacement(update: Document, names: readonly string[]): Update {
  const dollar = names.find((name) => name.startsWith('$'));
  if (dollar !== undefined) throw dollarPrefixed(dollar);
  const { _id: given, ...fields } = update;
  return (document) => {
    const id = fieldOf(document, '_id') ?? given;
    if (id === undefined) return fields;
    if (given !== undefined) checkSameId(id, given);
    return { _id: id, ...fields };
  };
}

function checkSameId(before: unknown, after: unknown): void {
  if (after !== undefined && orderKey(before) === orderKey(after)) return;
  throw new CommandError(
    'ImmutableField',
    `Performing an update on the path '_id' would modify the immutable field '_id'`,
  );
}

function compileOperators(update: Document, inserting: boolean): Update {
  const steps: Step[] = [];
  for (const [operator, fields] of Object.entries(update)) {
    if (!isDocument(fields)) {
      throw new CommandError('FailedToParse', `Modifiers operate on fields, unlike ${operator}`);
    }
    for (const [path, operand] of Object.entries(fields)) {
      const edit = compileEdit(operator, path, operand, inserting);
      const segments = splitPath(path);
      steps.push({ path, segments, order: orderKey(segments.join('\0')), edit });
    }
  }
  // New fields are added in the order of their paths.
  steps.sort((left, right) => (left.order < right.order ? -1 : 1));
  checkConflicts(steps);
  return (document) => applySteps(document, steps);
}

function checkConflicts(steps: readonly Step[]): void {
  for (let index = 1; index < steps.length; index++) {
    const [before, after] = [steps[index - 1] as Step, steps[index] as Step];
    if (!before.segments.every((segment, position) => after.segments[position] === segment))
      continue;
    throw new CommandError(
      'ConflictingUpdateOperators',
      `Updating the path '${after.path}' would create a conflict at '${before.path}'`,
    );
  }
}

const plainName = /^[^.$]+$/;

function splitPath(path: string): string[] {
  if (plainName.test(path)) return [path];
  const segments = path.split('.');
  if (segments.includes('')) {
    throw new CommandError('EmptyFieldName', `The update path '${path}' has an empty field name`);
  }
  const dollar = segments.find((segment) => segment.startsWith('$'));
  if (dollar === '$' || dollar?.startsWith('$[')) {
    throw unsupported('BadValue', `the positional operator in '${path}'`);
  }
  if (dollar !== undefined) throw dollarPrefixed(dollar);
  return segments;
}

function applySteps(document: Document, steps: readonly Step[]): Document {
  const result = { ...document };
  let isChanged = false;
  for (const { segments, edit } of steps) {
    if (editPath(result, segments, edit)) isChanged = true;
  }
  const before = fieldOf(document, '_id');
  const after = fieldOf(result, '_id');
  if (before !== undefined && before !== after) checkSameId(before, after);
  return isChanged ? result : document;
}
