import type { Document } from '../bson/decode.js';
import { orderKey } from '../bson/order-key.js';
import { describeValue, encodeDocument, isDocument } from '../bson/values.js';
import { CommandError, unsupported } from '../errors.js';
import { compileFilter } from '../query/matcher.js';
import { isOperatorDocument } from '../query/operands.js';
import { fieldOf } from '../query/paths.js';
import type { StoredDocument } from '../store/stored-document.js';
import { cursorBatchSize, documentsArgument, namespaceOf } from './arguments.js';
import { type CommandContext, defineCommand, type Reply } from './command.js';

type Group = (documents: Iterable<StoredDocument>) => Document[];

/** The one field of a stage, an accumulator or the like. Throws this code when there is not one. */
function onlyField(specification: unknown, code: number, what: string): [string, unknown] {
  const [field, ...others] = isDocument(specification) ? Object.entries(specification) : [];
  if (!field || others.length > 0) {
    throw new CommandError(code, `${what} must be an object with exactly one field`);
  }
  return field;
}

type Expression = (document: Document) => unknown;

/** The value of a field, undefined when it is missing. */
function compileFieldPath(expression: unknown): Expression {
  if (typeof expression === 'string' && /^\$[^$.]+$/.test(expression)) {
    const field = expression.slice(1);
    return (document) => fieldOf(document, field);
  }
  throw unsupported('InvalidPipelineOperator', `the expression ${describeValue(expression)}`);
}

/** What to group by: a constant, the value of a field, or a document of such values. */
function compileGroupId(expression: unknown): Expression {
  if (typeof expression === 'number' || expression === null) return () => expression;
  if (!isDocument(expression) || isOperatorDocument(expression)) {
    const valueOf = compileFieldPath(expression);
    return (document) => valueOf(document) ?? null;
  }
  const fields = Object.entries(expression).map(([name, value]): [string, Expression] => {
    checkOutputName(name);
    return [name, compileFieldPath(value)];
  });
  return (document) => {
    const group: Document = {};
    for (const [name, valueOf] of fields) {
      // MongoDB takes a missing value for null when it is the only one, and otherwise leaves it out.
      const value = valueOf(document);
      if (value !== undefined || fields.length === 1) group[name] = value ?? null;
    }
    return group;
  };
}

function checkOutputName(name: string): void {
  if (name === '') throw new CommandError(40352, 'FieldPath cannot be an empty string');
  if (name.startsWith('$')) throw new CommandError(16410, `FieldPath names may not start with '$'`);
  if (name.includes('.')) throw new CommandError(16412, `FieldPath names may not contain '.'`);
}

/** The `$group` stage, which counts. Groups come in the order of their first documents. */
function compileGroup(specification: unknown): Group {
  if (!isDocument(specification)) {
    throw new CommandError(15947, `a group's fields must be specified in an object`);
  }
  const { _id: id, ...accumulators } = specification;
  if (id === undefined) {
    throw new CommandError(15955, 'a group specification must include an _id');
  }
  const names = Object.keys(accumulators);
  for (const name of names) {
    if (name.includes('.')) {
      throw new CommandError(40235, `The field name '${name}' cannot contain '.'`);
    }
    if (name.startsWith('$')) {
      throw new CommandError(40236, `The field name '${name}' cannot be an operator name`);
    }
    checkOutputName(name);
    const [operator, operand] = onlyField(accumulators[name], 40234, `The field '${name}'`);
    if (operator !== '$sum' || operand !== 1) throw unsupported(15952, `grouping by ${operator}`);
  }
  const idOf = compileGroupId(id);
  return (documents) => {
    const counts = new Map<string, { readonly id: unknown; count: number }>();
    for (const { document } of documents) {
      const group = idOf(document);
      const key = orderKey(group);
      const known = counts.get(key);
      if (known) known.count++;
      else counts.set(key, { id: group, count: 1 });
    }
    return [...counts.values()].map((group) => ({
      _id: group.id,
      ...Object.fromEntries(names.map((name) => [name, group.count])),
    }));
  };
}

/** Understands `$match`, then `$group`: what counting takes. */
function compilePipeline(pipeline: readonly Document[]) {
  let filter: Document = {};
  let group: Group | undefined;
  for (const [place, stage] of pipeline.entries()) {
    const [name, operand] = onlyField(stage, 40323, 'A pipeline stage');
    if (name === '$match' && place === 0) {
      if (!isDocument(operand)) {
        throw new CommandError(15959, 'the match filter must be an expression in an object');
      }
      filter = operand;
    } else if (name === '$group' && !group) {
      group = compileGroup(operand);
    } else {
      throw unsupported(40324, `Unrecognized pipeline stage name: '${name}'`);
    }
  }
  return { filter: compileFilter(filter), group };
}

function aggregate({ command, view, cursors }: CommandContext): Reply {
  const namespace = namespaceOf(command);
  if (command['cursor'] === undefined) {
    throw new CommandError('FailedToParse', `The 'cursor' option is required`);
  }
  const { filter, group } = compilePipeline(documentsArgument(command, 'pipeline'));
  const batchSize = cursorBatchSize(command);
  const found = view.results({ namespace, filter, sort: [], limit: Number.POSITIVE_INFINITY });
  const results = group ? group(found).map(encodeDocument) : bytesOf(found);
  return cursors.first(namespace, results, { batchSize, transaction: view.transaction });
}

function* bytesOf(documents: Iterable<StoredDocument>): Generator<Buffer> {
  for (const { bytes } of documents) yield bytes;
}

export const aggregateCommands = {
  aggregate: defineCommand(aggregate, ['aggregate', 'pipeline', 'cursor'], true),
};
