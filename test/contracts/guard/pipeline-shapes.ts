import { expressionShapes } from './expression-shapes.js';
import { filterShapes } from './filter-shapes.js';
import { sortShapes } from './sort-shapes.js';
import { fieldsOf, typeOf } from './values.js';

/** Stages whose fields are expressions, or flags that say which fields to keep. */
const shaping = new Set(['$project', '$addFields', '$set', '$replaceRoot', '$replaceWith']);

/** What a pipeline is made of. */
export function pipelineShapes(pipeline: unknown): string[] {
  if (!Array.isArray(pipeline)) return [];
  return pipeline.flatMap((stage: unknown) =>
    fieldsOf(stage).flatMap(([name, operand]) => [
      `stage ${name}`,
      ...stageShapes(name, operand).map((shape) => shape),
    ]),
  );
}

function stageShapes(name: string, operand: unknown): string[] {
  if (name === '$match') return filterShapes(operand, 'filter');
  if (name === '$sort') return sortShapes(operand);
  if (name === '$group') return groupShapes(operand);
  if (name === '$facet') return fieldsOf(operand).flatMap(([, inner]) => pipelineShapes(inner));
  if (shaping.has(name)) {
    return [`stage ${name} of ${typeOf(operand)}`, ...expressionShapes(operand, name)];
  }
  return [
    `stage ${name} of ${typeOf(operand)}`,
    ...fieldsOf(operand).map(([option]) => `stage ${name} with ${option}`),
  ];
}

function groupShapes(specification: unknown): string[] {
  return fieldsOf(specification).flatMap(([field, value]) =>
    field === '_id'
      ? expressionShapes(value, '$group')
      : fieldsOf(value).flatMap(([accumulator, operand]) => [
          `accumulator ${accumulator}`,
          ...expressionShapes(operand, accumulator),
        ]),
  );
}
