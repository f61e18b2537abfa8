import type { Document } from '../bson/decode.js';
import { integerArgument, isDocument, isTruthy } from '../bson/values.js';
import { CommandError, unsupported } from '../errors.js';
import { compileFilter } from '../query/matcher.js';
import { parseSort, sortBy } from '../query/sort.js';
import { compileGroup } from './accumulators.js';
import { valueAtPath } from './expression.js';
import { compileLookup, type ReadAll } from './lookup.js';
import { compileAddFields, compileProject, compileReplaceRoot, compileUnset } from './shape.js';
import { editPath } from '../update/edit.js';

export type Stage = (documents: readonly Document[]) => readonly Document[];

function integerStage(name: string, operand: unknown, least: number): number {
  const value = integerArgument(operand, `the ${name} argument`);
  if (value < least) {
    throw new CommandError(15958, `${name} must be at least ${least}, found ${value}`);
  }
  return value;
}

function compileUnwind(specification: unknown): Stage {
  const options = isDocument(specification) ? specification : { path: specification };
  const { path, preserveNullAndEmptyArrays, ...rest } = options;
  const [unknown] = Object.keys(rest);
  if (unknown !== undefined)
    throw unsupported(28811, `unrecognized option to $unwind stage: ${unknown}`);
  if (typeof path !== 'string' || !path.startsWith('$')) {
    throw new CommandError(28818, `path option to $unwind stage should be prefixed with a '$'`);
  }
  const segments = path.slice(1).split('.');
  const preserve = isTruthy(preserveNullAndEmptyArrays);
  return (documents) =>
    documents.flatMap((document): Document[] => {
      const value = valueAtPath(document, segments);
      if (!Array.isArray(value)) {
        return (value === undefined || value === null) && !preserve ? [] : [document];
      }
      if (value.length === 0) {
        if (!preserve) return [];
        return [editPath(document, segments, () => 'remove') as Document];
      }
      return value.map((item) => editPath(document, segments, () => ({ value: item })) as Document);
    });
}

function countStage(name: unknown): Stage {
  if (typeof name !== 'string' || name === '' || name.startsWith('$') || name.includes('.')) {
    throw new CommandError(40156, 'the count field must be a non-empty string');
  }
  return (documents) => (documents.length === 0 ? [] : [{ [name]: documents.length }]);
}

function mapStage(shape: (document: Document) => Document): Stage {
  return (documents) => documents.map(shape);
}

function compileStage(name: string, operand: unknown, readAll: ReadAll): Stage {
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
      return mapStage(compileProject(operand));
    case '$addFields':
    case '$set':
      return mapStage(compileAddFields(name, operand));
    case '$unset':
      return mapStage(compileUnset(operand));
    case '$unwind':
      return compileUnwind(operand);
    case '$count':
      return countStage(operand);
    case '$replaceRoot':
      return mapStage(compileReplaceRoot(isDocument(operand) ? operand['newRoot'] : operand));
    case '$replaceWith':
      return mapStage(compileReplaceRoot(operand));
    case '$lookup':
      return compileLookup(operand, readAll);
    default:
      throw unsupported(40324, `Unrecognized pipeline stage name: '${name}'`);
  }
}

/** Compiles the stages of a pipeline. Throws MongoDB's errors for wrong and unknown ones. */
export function compilePipeline(pipeline: readonly unknown[], readAll: ReadAll): Stage[] {
  return pipeline.map((stage) => {
    const [name, ...rest] = isDocument(stage) ? Object.keys(stage) : [];
    if (name === undefined || rest.length > 0) {
      throw new CommandError(
        40323,
        'A pipeline stage specification object must contain exactly one field.',
      );
    }
    return compileStage(name, (stage as Document)[name], readAll);
  });
}
