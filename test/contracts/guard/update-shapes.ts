import { filterShapes } from './filter-shapes.js';
import { pipelineShapes } from './pipeline-shapes.js';
import { fieldsOf, isDocument, isOperatorDocument, pathKind, typeOf } from './values.js';

/** Operators that take any value as it is. */
const storing = new Set(['$set', '$setOnInsert', '$unset', '$rename', '$currentDate']);

/** What an update is made of; `context` is `update` or `upsert`. */
export function updateShapes(update: unknown, context: string): string[] {
  if (Array.isArray(update)) return [`${context} by a pipeline`, ...pipelineShapes(update)];
  if (!isOperatorDocument(update)) return [`${context} by a replacement`];
  return fieldsOf(update).flatMap(([operator, fields]) =>
    fieldsOf(fields).flatMap(([path, operand]) => [
      `${context} ${operator} at a path that is ${pathKind(path)}`,
      ...operandShapes(operator, operand, context),
    ]),
  );
}

function operandShapes(operator: string, operand: unknown, context: string): string[] {
  if (storing.has(operator)) return [];
  if (operator === '$pull') {
    return isOperatorDocument(operand) || !isDocument(operand)
      ? filterShapes({ value: operand }, '$pull')
      : filterShapes(operand, '$pull');
  }
  if (isDocument(operand) && '$each' in operand) {
    const items = Array.isArray(operand['$each']) ? operand['$each'] : [];
    return [
      ...fieldsOf(operand).map(([clause]) => `${context} ${operator} with ${clause}`),
      ...items.map((item) => `${operator} of ${typeOf(item)}`),
    ];
  }
  return [`${operator} of ${typeOf(operand)}`];
}
