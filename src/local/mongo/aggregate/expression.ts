import type { Document } from '../bson/decode.js';
import { isDocument, isTruthy } from '../bson/values.js';
import { CommandError, unsupported } from '../errors.js';
import { fieldOf } from '../query/paths.js';
import { eagerOperators } from './operators.js';

/** Evaluates to undefined for a missing value. */
export type Expression = (root: Document) => unknown;

/** The value of a dotted path in an expression: through arrays it gives an array. */
function valueAtPath(value: unknown, path: readonly string[], depth = 0): unknown {
  if (depth === path.length) return value;
  if (Array.isArray(value)) {
    return value
      .map((element) => (isDocument(element) ? valueAtPath(element, path, depth) : undefined))
      .filter((element) => element !== undefined);
  }
  if (!isDocument(value)) return undefined;
  return valueAtPath(fieldOf(value, path[depth] as string), path, depth + 1);
}

function compilePath(path: string): Expression {
  if (path.startsWith('$')) {
    const [variable, ...rest] = path.slice(1).split('.');
    if (variable === 'ROOT' || variable === 'CURRENT') return (root) => valueAtPath(root, rest);
    if (variable === 'REMOVE') return () => undefined;
    throw unsupported(17276, `Use of undefined variable: ${variable}`);
  }
  const segments = path.split('.');
  if (segments.includes('')) {
    throw new CommandError(15998, 'FieldPath field names may not be empty strings.');
  }
  if (segments.length === 1) return (root) => fieldOf(root, path);
  return (root) => valueAtPath(root, segments);
}

function argumentsOf(operand: unknown): Expression[] {
  return (Array.isArray(operand) ? operand : [operand]).map(compileExpression);
}

function checkCount(name: string, found: number, least: number, most: number): void {
  if (found >= least && found <= most) return;
  throw new CommandError(
    16020,
    `Expression ${name} takes ${least === most ? `exactly ${least}` : `${least} to ${most}`} arguments. ${found} were passed in.`,
  );
}

/** Operators that do not evaluate all of their arguments. */
function compileLazy(name: string, operand: unknown): Expression | undefined {
  switch (name) {
    case '$literal':
      return () => operand;
    case '$and': {
      const tests = argumentsOf(operand);
      return (root) => tests.every((test) => isTruthy(test(root)));
    }
    case '$or': {
      const tests = argumentsOf(operand);
      return (root) => tests.some((test) => isTruthy(test(root)));
    }
    case '$ifNull': {
      const choices = argumentsOf(operand);
      checkCount(name, choices.length, 2, Number.POSITIVE_INFINITY);
      const last = choices.pop() as Expression;
      return (root) => {
        for (const choice of choices) {
          const value = choice(root);
          if (value !== undefined && value !== null) return value;
        }
        return last(root);
      };
    }
    case '$cond':
      return compileCondition(operand);
    default:
      return undefined;
  }
}

function compileCondition(operand: unknown): Expression {
  const parts = isDocument(operand)
    ? [operand['if'], operand['then'], operand['else']]
    : Array.isArray(operand)
      ? operand
      : [operand];
  checkCount('$cond', parts.filter((part) => part !== undefined).length, 3, 3);
  const [test, yes, no] = parts.map(compileExpression) as [Expression, Expression, Expression];
  return (root) => (isTruthy(test(root)) ? yes(root) : no(root));
}

function compileOperator(name: string, operand: unknown): Expression {
  const lazy = compileLazy(name, operand);
  if (lazy) return lazy;
  const operator = Object.hasOwn(eagerOperators, name) ? eagerOperators[name] : undefined;
  if (!operator) {
    throw unsupported('InvalidPipelineOperator', `Unrecognized expression '${name}'`);
  }
  if (isDocument(operand) && operator.most !== 1) {
    if (!Object.keys(operand)[0]?.startsWith('$')) {
      throw unsupported('InvalidPipelineOperator', `the object form of ${name}`);
    }
  }
  const values = argumentsOf(operand);
  checkCount(name, values.length, operator.least, operator.most);
  return (root) => operator.apply(values.map((value) => value(root)));
}

function compileObject(object: Document): Expression {
  const [first, ...rest] = Object.keys(object);
  if (first?.startsWith('$')) {
    if (rest.length > 0) {
      throw new CommandError(
        15983,
        'An object representing an expression must have exactly one field',
      );
    }
    return compileOperator(first, object[first]);
  }
  const fields = Object.entries(object).map(([name, value]): [string, Expression] => {
    if (name.includes('.') || name.startsWith('$')) {
      throw new CommandError(16412, `FieldPath field names may not contain '.' or start with '$'`);
    }
    return [name, compileExpression(value)];
  });
  return (root) => {
    const result: Document = {};
    for (const [name, value] of fields) {
      const evaluated = value(root);
      if (evaluated !== undefined) result[name] = evaluated;
    }
    return result;
  };
}

/** Compiles an aggregation expression. Throws MongoDB's errors for wrong and unknown ones. */
export function compileExpression(expression: unknown): Expression {
  if (typeof expression === 'string' && expression.startsWith('$')) {
    return compilePath(expression.slice(1));
  }
  if (Array.isArray(expression)) {
    const elements = expression.map(compileExpression);
    return (root) => elements.map((element) => element(root) ?? null);
  }
  if (isDocument(expression)) return compileObject(expression);
  return () => expression;
}
