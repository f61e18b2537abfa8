import type { Document } from '../bson/decode.js';
import { orderKey } from '../bson/order-key.js';
import { describeValue, isDocument, typeName } from '../bson/values.js';
import { CommandError, unsupported } from '../errors.js';
import { fieldOf, isArrayIndex } from '../query/paths.js';
import { type Edit, editPath } from './edit.js';
import { compileEdit, type OperatorContext } from './operators.js';

/** A compiled update: gives the new version of a document, the same object when nothing changed. */
export type Update = (document: Document) => Document;

interface Step {
  readonly path: string;
  readonly segments: readonly string[];
  readonly edit: Edit | { readonly renameFrom: string };
}

/** Compiles an update of operators, or a replacement. Throws MongoDB's errors for wrong ones. */
export function compileUpdate(update: unknown, context: OperatorContext): Update {
  if (Array.isArray(update)) {
    throw unsupported('FailedToParse', 'an update with an aggregation pipeline');
  }
  if (!isDocument(update)) {
    throw new CommandError('FailedToParse', 'Update argument must be either an object or an array');
  }
  const names = Object.keys(update);
  if (!names[0]?.startsWith('$')) return compileReplacement(update, names);
  return compileOperators(update, context);
}

function compileReplacement(update: Document, names: readonly string[]): Update {
  const dollar = names.find((name) => name.startsWith('$'));
  if (dollar !== undefined) {
    throw new CommandError(
      'DollarPrefixedFieldName',
      `The dollar ($) prefixed field '${dollar}' in '${dollar}' is not allowed in the context of an update's replacement document. Consider using an aggregation pipeline with $replaceWith.`,
    );
  }
  const { _id: given, ...fields } = update;
  return (document) => {
    const id = fieldOf(document, '_id') ?? given;
    if (id === undefined) return fields;
    if (given !== undefined) checkSameId(id, given);
    return { _id: id, ...fields };
  };
}

function checkSameId(before: unknown, after: unknown): void {
  if (orderKey(before) === orderKey(after)) return;
  throw new CommandError(
    'ImmutableField',
    `Performing an update on the path '_id' would modify the immutable field '_id'`,
  );
}

function compileOperators(update: Document, context: OperatorContext): Update {
  const steps: Step[] = [];
  for (const [operator, fields] of Object.entries(update)) {
    if (!operator.startsWith('$')) {
      throw new CommandError(
        'FailedToParse',
        `Unknown modifier: ${operator}. Expected a valid update modifier or pipeline-style update specified as an array`,
      );
    }
    if (!isDocument(fields)) {
      throw new CommandError(
        'FailedToParse',
        `Modifiers operate on fields but we found type ${typeName(fields)} instead. For example: {$mod: {<field>: ...}} not {${operator}: ${describeValue(fields)}}`,
      );
    }
    for (const [path, operand] of Object.entries(fields)) {
      steps.push(...compileSteps(operator, path, operand, context));
    }
  }
  steps.sort((left, right) => comparePaths(left.segments, right.segments));
  checkConflicts(steps);
  return (document) => applySteps(document, steps);
}

/** New fields are added in the order of their paths: numbers by value, names by their bytes. */
function comparePaths(left: readonly string[], right: readonly string[]): number {
  for (let index = 0; index < Math.min(left.length, right.length); index++) {
    const [a, b] = [left[index] as string, right[index] as string];
    if (a === b) continue;
    if (isArrayIndex(a) && isArrayIndex(b)) return Number(a) - Number(b);
    return orderKey(a) < orderKey(b) ? -1 : 1;
  }
  return left.length - right.length;
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

function splitPath(path: string): string[] {
  const segments = path.split('.');
  if (segments.includes('')) {
    const message =
      path === ''
        ? 'An empty update path is not valid.'
        : `The update path '${path}' contains an empty field name, which is not allowed.`;
    throw new CommandError('EmptyFieldName', message);
  }
  const dollar = segments.find((segment) => segment.startsWith('$'));
  if (dollar === '$' || dollar?.startsWith('$[')) {
    throw unsupported('BadValue', `the positional operator in '${path}'`);
  }
  if (dollar !== undefined) {
    throw new CommandError(
      'DollarPrefixedFieldName',
      `The dollar ($) prefixed field '${dollar}' in '${path}' is not allowed in the context of an update's replacement document. Consider using an aggregation pipeline with $replaceWith.`,
    );
  }
  return segments;
}

function compileSteps(
  operator: string,
  path: string,
  operand: unknown,
  context: OperatorContext,
): Step[] {
  const segments = splitPath(path);
  if (operator === '$rename') {
    if (typeof operand !== 'string') {
      throw new CommandError(
        'BadValue',
        `The 'to' field for $rename must be a string: ${path}: ${describeValue(operand)}`,
      );
    }
    if (operand === path) {
      throw new CommandError(
        'BadValue',
        `The source and target field for $rename must differ: ${path}: "${path}"`,
      );
    }
    return [
      { path, segments, edit: () => 'remove' },
      { path: operand, segments: splitPath(operand), edit: { renameFrom: path } },
    ];
  }
  const edit = compileEdit(operator, path, operand, context);
  if (!edit) {
    const message = `Unknown modifier: ${operator}. Expected a valid update modifier or pipeline-style update specified as an array`;
    throw operator === '$bit'
      ? unsupported('FailedToParse', message)
      : new CommandError('FailedToParse', message);
  }
  return [{ path, segments, edit }];
}

function valueAt(document: Document, path: string): unknown {
  let value: unknown = document;
  for (const segment of path.split('.')) {
    if (Array.isArray(value)) {
      throw new CommandError(
        'BadValue',
        `The source field of $rename cannot be an array element: ${path}`,
      );
    }
    value = isDocument(value) ? fieldOf(value, segment) : undefined;
  }
  return value;
}

function applySteps(document: Document, steps: readonly Step[]): Document {
  let result = document;
  for (const { segments, edit } of steps) {
    result = editPath(result, segments, resolve(edit, document)) as Document;
  }
  const before = fieldOf(document, '_id');
  const after = fieldOf(result, '_id');
  if (before !== undefined && before !== after) checkSameId(before, after);
  return result;
}

function resolve(edit: Step['edit'], document: Document): Edit {
  if (typeof edit === 'function') return edit;
  const value = valueAt(document, edit.renameFrom);
  return () => (value === undefined ? 'keep' : { value });
}
