import type { Document } from '../bson/decode.js';
import { isDocument, isTruthy } from '../bson/values.js';
import { CommandError, unsupported } from '../errors.js';
import { isOperatorDocument, leafPredicate } from './operands.js';
import { someLeaf, somePathValue } from './paths.js';

export type Matcher = (document: Document) => boolean;

/** One condition that every matching document meets; the path of a logical operator is empty. */
export interface Condition {
  readonly path: string;
  readonly operator: string;
  readonly operand: unknown;
}

export interface Filter {
  readonly matches: Matcher;
  /** All the conditions that "and" joins: a document that meets each of them matches. */
  readonly conditions: readonly Condition[];
}

const everything: Filter = { matches: () => true, conditions: [] };

/** Compiles a query filter. Throws BadValue and the like, as MongoDB does, for a wrong one. */
export function compileFilter(filter: Document): Filter {
  const names = Object.keys(filter);
  if (names.length === 0) return everything;
  const conditions: Condition[] = [];
  const matches = compileQuery(filter, conditions);
  return { matches, conditions };
}

function all(tests: readonly Matcher[]): Matcher {
  if (tests.length === 1) return tests[0] as Matcher;
  return (document) => {
    for (const test of tests) if (!test(document)) return false;
    return true;
  };
}

function compileQuery(filter: Document, conditions: Condition[]): Matcher {
  const tests = Object.entries(filter).map(([name, operand]) =>
    name.startsWith('$')
      ? compileLogical(name, operand, conditions)
      : compileField(name, operand, conditions),
  );
  return all(tests);
}

function branches(operator: string, operand: unknown): Document[] {
  if (!Array.isArray(operand) || operand.length === 0) {
    throw new CommandError('BadValue', `${operator} must be a nonempty array`);
  }
  if (!operand.every(isDocument)) {
    throw new CommandError('BadValue', '$or/$and/$nor entries need to be full objects');
  }
  return operand;
}

function compileLogical(operator: string, operand: unknown, conditions: Condition[]): Matcher {
  switch (operator) {
    case '$and':
      return all(branches(operator, operand).map((branch) => compileQuery(branch, conditions)));
    case '$or': {
      conditions.push({ path: '', operator, operand });
      const tests = branches(operator, operand).map((branch) => compileQuery(branch, []));
      return (document) => tests.some((test) => test(document));
    }
    default:
      throw unsupported('BadValue', `unknown top level operator: ${operator}`);
  }
}

function compileField(path: string, operand: unknown, conditions: Condition[]): Matcher {
  const segments = path.split('.');
  if (!isOperatorDocument(operand)) {
    return compileOperator(path, segments, '$eq', operand, conditions);
  }
  const { $options: options, ...operators } = operand;
  if (options !== undefined && !('$regex' in operators)) {
    throw new CommandError('BadValue', '$options needs a $regex');
  }
  const tests = Object.entries(operators).map(([operator, value]) => {
    const whole = operator === '$regex' ? { pattern: value, options } : value;
    return compileOperator(path, segments, operator, whole, conditions);
  });
  return all(tests);
}

function compileOperator(
  path: string,
  segments: readonly string[],
  operator: string,
  operand: unknown,
  conditions: Condition[],
): Matcher {
  conditions.push({ path, operator, operand });
  switch (operator) {
    case '$exists': {
      const wanted = isTruthy(operand);
      return (document) =>
        somePathValue(document, segments, (value) => value !== undefined) === wanted;
    }
    case '$ne': {
      const test = leafPredicate('$eq', operand);
      return (document) => !someLeaf(document, segments, test);
    }
    case '$nin': {
      const test = leafPredicate('$in', operand);
      return (document) => !someLeaf(document, segments, test);
    }
    default: {
      const test = leafPredicate(operator, operand);
      return (document) => someLeaf(document, segments, test);
    }
  }
}
