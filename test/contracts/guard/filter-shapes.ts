import { fieldsOf, isOperatorDocument, pathKind, typeOf } from './values.js';

/** What a filter is made of; `context` says what it is for, `parent` the operator around it. */
export function filterShapes(filter: unknown, context: string, parent = ''): string[] {
  return fieldsOf(filter).flatMap(([name, operand]) => {
    if (!name.startsWith('$')) return fieldShapes(name, operand, context, parent);
    const branches = Array.isArray(operand) ? operand : [];
    return [
      `${context}${parent} ${name}`,
      ...branches.flatMap((branch) => filterShapes(branch, context, ` ${name}`)),
    ];
  });
}

function fieldShapes(path: string, operand: unknown, context: string, parent: string): string[] {
  const operators: [string, unknown][] = isOperatorDocument(operand)
    ? fieldsOf(operand)
    : [[operand instanceof RegExp ? '$regex' : '$eq', operand]];
  const together = operators.map(([operator]) => operator).toSorted();
  return [
    ...(together.length > 1 ? [`${context} ${together.join(' with ')}`] : []),
    ...operators.flatMap(([operator, value]) => [
      `${context} ${operator} at a path that is ${pathKind(path)}`,
      ...(parent === '' ? [] : [`${context}${parent} ${operator}`]),
      ...operandShapes(operator, value, context),
    ]),
  ];
}

function operandShapes(operator: string, operand: unknown, context: string): string[] {
  const inside = ` ${operator}`;
  switch (operator) {
    case '$in':
    case '$nin':
    case '$all':
      return elementsOf(operand).flatMap((item) =>
        isOperatorDocument(item)
          ? fieldShapes('value', item, context, inside)
          : [`${context}${inside} of ${typeOf(item)}`],
      );
    case '$not':
      return fieldShapes('value', operand, context, inside);
    case '$elemMatch':
      return isOperatorDocument(operand)
        ? fieldShapes('value', operand, context, inside)
        : filterShapes(operand, context, inside);
    default:
      return [`${context}${inside} ${typeOf(operand)}`];
  }
}

function elementsOf(operand: unknown): readonly unknown[] {
  return Array.isArray(operand) ? operand : [operand];
}
