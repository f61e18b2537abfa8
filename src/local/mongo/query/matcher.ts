import { BSONRegExp } from 'bson';
import type { Document } from '../bson/decode.js';
import { describeValue, integerArgument, isDocument, isTruthy } from '../bson/values.js';
import { CommandError, unsupported } from '../errors.js';
import { someLeaf, somePathValue } from './paths.js';
import { isOperatorDocument, leafPredicate, regexOperand } from './operands.js';
import { hasType, type Predicate } from './predicates.js';

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
    case '$nor': {
      conditions.push({ path: '', operator, operand });
      const tests = branches(operator, operand).map((branch) => compileQuery(branch, []));
      return (document) => !tests.some((test) => test(document));
    }
    case '$comment':
      return () => true;
    default:
      throw unsupported('BadValue', `unknown top level operator: ${operator}`);
  }
}

function compileField(
  path: string,
  operand: unknown,
  conditions: Condition[],
  segments: readonly string[] = path.split('.'),
): Matcher {
  if (!isOperatorDocument(operand)) {
    const operator = operand instanceof BSONRegExp ? '$regex' : '$eq';
    return compileOperator(path, segments, operator, operand, conditions);
  }
  if ('$options' in operand && !('$regex' in operand)) {
    throw new CommandError('BadValue', '$options needs a $regex');
  }
  const tests = Object.entries(operand)
    .filter(([operator]) => operator !== '$options')
    .map(([operator, value]) => {
      const actual = operator === '$regex' ? regexOperand(value, operand['$options']) : value;
      return compileOperator(path, segments, operator, actual, conditions);
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
  const leaf = leafPredicate(operator, operand);
  if (leaf) return (document) => someLeaf(document, segments, leaf);
  switch (operator) {
    case '$ne':
      if (operand instanceof BSONRegExp) {
        throw new CommandError('BadValue', `Can't have regex as arg to $ne.`);
      }
      return negated(segments, leafPredicate('$eq', operand) as Predicate);
    case '$nin':
      return negated(segments, leafPredicate('$in', operand) as Predicate);
    case '$not':
      return compileNot(path, segments, operand);
    case '$exists': {
      const wanted = isTruthy(operand);
      const exists: Matcher = (document) =>
        somePathValue(document, segments, (value) => value !== undefined);
      return (document) => exists(document) === wanted;
    }
    case '$all':
      return compileAll(path, segments, operand, conditions);
    default:
      return compileArrayOperator(segments, operator, operand);
  }
}

function negated(segments: readonly string[], test: Predicate): Matcher {
  return (document) => !someLeaf(document, segments, test);
}

function compileNot(path: string, segments: readonly string[], operand: unknown): Matcher {
  if (!(operand instanceof BSONRegExp) && !isOperatorDocument(operand)) {
    throw new CommandError('BadValue', '$not needs a regex or a document');
  }
  const test = compileField(path, operand, [], segments);
  return (document) => !test(document);
}

function compileAll(
  path: string,
  segments: readonly string[],
  operand: unknown,
  conditions: Condition[],
): Matcher {
  if (!Array.isArray(operand)) throw new CommandError('BadValue', '$all needs an array');
  if (operand.length === 0) return () => false;
  return all(
    operand.map((item: unknown) => {
      if (isOperatorDocument(item) && !('$elemMatch' in item)) {
        throw new CommandError('BadValue', 'no $ expressions in $all');
      }
      return compileField(path, item, conditions, segments);
    }),
  );
}

function compileArrayOperator(
  segments: readonly string[],
  operator: string,
  operand: unknown,
): Matcher {
  switch (operator) {
    case '$type': {
      const test = hasType(operand);
      return (document) => someLeaf(document, segments, test);
    }
    case '$size': {
      const size = integerArgument(operand, '$size');
      if (size < 0) throw new CommandError('BadValue', '$size may not be negative');
      return (document) =>
        somePathValue(document, segments, (value) => Array.isArray(value) && value.length === size);
    }
    case '$elemMatch':
      return compileElemMatch(segments, operand);
    default:
      throw unsupported('BadValue', `unknown operator: ${operator}`);
  }
}

const logicalOperators = new Set(['$and', '$or', '$nor', '$where', '$expr']);

function compileElemMatch(segments: readonly string[], operand: unknown): Matcher {
  if (!isDocument(operand)) {
    throw new CommandError('BadValue', `$elemMatch needs an Object, not ${describeValue(operand)}`);
  }
  const test = compileElement(operand);
  return (document) =>
    somePathValue(document, segments, (value) => Array.isArray(value) && value.some(test));
}

/** A test of one array element: by operators on its value, or by a filter on its fields. */
export function compileElement(condition: Document): Predicate {
  const [first] = Object.keys(condition);
  if (isOperatorDocument(condition) && !logicalOperators.has(first as string)) {
    const test = compileField('', condition, [], []);
    return (element) => test(element as Document);
  }
  const matches = compileQuery(condition, []);
  return (element) => {
    if (isDocument(element)) return matches(element);
    return Array.isArray(element) && matches(Object.fromEntries(element.entries()));
  };
}
