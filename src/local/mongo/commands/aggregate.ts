import type { Document } from '../bson/decode.js';
import { encodeDocument, isDocument } from '../bson/values.js';
import { compilePipeline } from '../aggregate/pipeline.js';
import { CommandError, unsupported } from '../errors.js';
import { compileFilter } from '../query/matcher.js';
import { parseSort } from '../query/sort.js';
import { countArgument, documentArgument, namespaceOf } from './arguments.js';
import { type CommandContext, defineCommand, type Reply } from './command.js';

/** The part of a pipeline that a query with indexes answers: a leading `$match` and `$sort`. */
function leadingQuery(pipeline: readonly Document[]) {
  const match = pipeline[0]?.['$match'];
  const filter = isDocument(match) ? match : {};
  const next = isDocument(match) ? 1 : 0;
  const sort = pipeline[next]?.['$sort'];
  if (sort === undefined) return { filter, sort: [], used: next };
  return { filter, sort: parseSort(sort), used: next + 1 };
}

function* each<T>(items: Iterable<T>, encode: (item: T) => Buffer): Generator<Buffer> {
  for (const item of items) yield encode(item);
}

function aggregate({ command, view, cursors }: CommandContext): Reply {
  if (command['aggregate'] === 1) {
    throw unsupported('InvalidNamespace', 'an aggregation without a collection');
  }
  const namespace = namespaceOf(command);
  const pipeline = command['pipeline'];
  if (!Array.isArray(pipeline) || !pipeline.every(isDocument)) {
    throw new CommandError(
      'TypeMismatch',
      `'pipeline' option must be specified as an array of objects`,
    );
  }
  if (!isDocument(command['cursor'])) {
    throw command['explain'] === undefined
      ? new CommandError(
          'FailedToParse',
          `The 'cursor' option is required, except for aggregate with the explain argument`,
        )
      : unsupported('FailedToParse', 'explain');
  }
  const all = { sort: [], limit: Number.POSITIVE_INFINITY };
  const stages = compilePipeline(pipeline);
  const { filter, sort, used } = leadingQuery(pipeline);
  const found = view.results({ ...all, namespace, filter: compileFilter(filter), sort });
  const batchSize = countArgument(documentArgument(command, 'cursor'), 'batchSize');
  const rest = stages.slice(used);
  if (rest.length === 0) {
    return cursors.first(
      namespace,
      each(found, ({ bytes }) => bytes),
      batchSize,
      false,
    );
  }
  let documents: readonly Document[] = Array.from(found, (stored) => stored.document);
  for (const stage of rest) documents = stage(documents);
  return cursors.first(namespace, each(documents, encodeDocument), batchSize, false);
}

export const aggregateCommands = {
  aggregate: defineCommand(aggregate, ['aggregate', 'pipeline', 'cursor'], true),
};
