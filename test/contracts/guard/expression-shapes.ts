import { fieldsOf, isDocument, isOperatorDocument, typeOf } from './values.js';

/** What an aggregation expression is made of; `parent` is the operator or stage around it. */
export function expressionShapes(expression: unknown, parent: string): string[] {
  if (typeof expression === 'string' && expression.startsWith('$')) {
    return [`expression ${parent} of a ${pathWord(expression)}`];
  }
  if (Array.isArray(expression)) {
    return expression.flatMap((element) => expressionShapes(element, parent));
  }
  if (isOperatorDocument(expression)) {
    return fieldsOf(expression).flatMap(([operator, operand]) => [
      `expression ${parent} of ${operator}`,
      ...(isDocument(operand) && !isOperatorDocument(operand)
        ? [`expression ${operator} with named arguments`]
        : []),
      ...(operator === '$literal' ? [] : expressionShapes(operand, operator)),
    ]);
  }
  if (isDocument(expression)) {
    return fieldsOf(expression).flatMap(([, value]) => expressionShapes(value, parent));
  }
  return [`expression ${parent} of ${typeOf(expression)}`];
}

function pathWord(path: string): string {
  if (path.startsWith('$$')) return `variable ${path.split('.')[0]}`;
  return path.includes('.') ? 'dotted path' : 'path';
}
