import type { Document } from '../bson/decode.js';
import { integerArgument, isDocument, numericValue } from '../bson/values.js';
import { CommandError, unsupported } from '../errors.js';
import { compileFilter } from '../query/matcher.js';
import { compileProjection, type Projection } from '../query/projection.js';
import { parseSort, sortBy } from '../query/sort.js';
import { compileGroup } from './accumulators.js';

export type Stage = (documents: readonly Document[]) => readonly Document[];

function integerStage(name: string, operand: unknown, least: number): number {
  const value = integerArgument(operand, `the ${name} argument`);
  if (value < least) {
    throw new CommandError(15958, `${name} must be at least ${least}, found ${value}`);
  }
  return value;
}

function countStage(name: unknown): Stage {
  if (typeof name !== 'string' || name === '' || name.startsWith('$') || name.includes('.')) {
    throw new CommandError(40156, 'the count field must be a non-empty string');
  }
  return (documents) => (documents.length === 0 ? [] : [{ [name]: documents.length }]);
}

function projectStage(specification: unknown): Stage {
  if (!isDocument(specification) || Object.keys(specification).length === 0) {
    throw new CommandError(51272, '$project specification must be a non-empty object');
  }
  for (const value of Object.values(specification)) {
    if (typeof value === 'boolean' || numericValue(value) !== undefined) continue;
    throw unsupported(31325, 'Invalid $project :: caused by :: Unknown expression');
  }
  const project = compileProjection(specification) as Projection;
  return (documents) => documents.map(project);
}

function compileStage(name: string, operand: unknown): Stage {
  switch (name) {
    case '$match': {
      if (!isDocument(operand)) {
        throw new CommandError(15959, 'the match filter must be an expression in an object');
      }
      const { matches } = compileFilter(operand);
      return (documents) => documents.filter(matches);
    }
    case '$sort': {
      const fields = parseSort(operand);
      if (fields.length === 0) {
        throw new CommandError(15976, '$sort stage must have at least one sort key');
      }
      return (documents) => sortBy(documents, fields, (document) => document);
    }
    case '$limit': {
      const limit = integerStage(name, operand, 1);
      return (documents) => documents.slice(0, limit);
    }
    case '$skip': {
      const skip = integerStage(name, operand, 0);
      return (documents) => documents.slice(skip);
    }
    case '$group':
      return compileGroup(operand);
    case '$project':
      return projectStage(operand);
    case '$count':
      return countStage(operand);
    default:
      throw unsupported(40324, `Unrecognized pipeline stage name: '${name}'`);
  }
}

/** Compiles the stages of a pipeline. Throws MongoDB's errors for wrong and unknown ones. */
export function compilePipeline(pipeline: readonly unknown[]): Stage[] {
  return pipeline.map((stage) => {
    const [name, ...rest] = isDocument(stage) ? Object.keys(stage) : [];
    if (name === undefined || rest.length > 0) {
      throw new CommandError(
        40323,
        'A pipeline stage specification object must contain exactly one field.',
      );
    }
    return compileStage(name, (stage as Document)[name]);
  });
}
