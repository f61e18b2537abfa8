import { BSONRegExp, BSONSymbol, Long } from 'bson';
import { brackets, orderKey } from '../bson/order-key.js';
import { integerArgument, numericValue, typeName } from '../bson/values.js';
import { CommandError, unsupported } from '../errors.js';

/** A test of one value; undefined stands for a missing field. */
export type Predicate = (value: unknown) => boolean;

const high = /[\ud800-\uffff]/;

/** Equality by MongoDB's comparison: null equals missing, numbers compare across types. */
export function equals(operand: unknown): Predicate {
  if (operand === null) return (value) => value === null || value === undefined;
  const text = operand instanceof BSONSymbol ? operand.value : operand;
  if (typeof text === 'string') {
    return (value) => value === text || (value instanceof BSONSymbol && value.value === text);
  }
  if (typeof operand === 'boolean') return (value) => value === operand;
  const key = orderKey(operand);
  const type = typeof operand;
  if (type === 'number') {
    return (value) =>
      typeof value === 'number'
        ? value === operand || (value !== value && operand !== operand)
        : typeof value === 'object' && value !== null && orderKey(value) === key;
  }
  return (value) => typeof value !== 'string' && value !== undefined && orderKey(value) === key;
}

type Comparison = '$gt' | '$gte' | '$lt' | '$lte';

const orders: Readonly<Record<Comparison, (left: string, right: string) => boolean>> = {
  $gt: (left, right) => left > right,
  $gte: (left, right) => left >= right,
  $lt: (left, right) => left < right,
  $lte: (left, right) => left <= right,
};

/** Comparison within the operand's own type, as queries compare. */
export function compares(operator: Comparison, operand: unknown): Predicate {
  const inclusive = operator === '$gte' || operator === '$lte';
  if (operand === null) {
    return inclusive ? (value) => value === null || value === undefined : () => false;
  }
  const number = numericValue(operand);
  if (number !== undefined && Number.isNaN(number))
    return inclusive ? equals(operand) : () => false;
  const key = orderKey(operand);
  const bracket = key.charAt(0);
  const anyType = bracket === brackets.minKey || bracket === brackets.maxKey;
  const order = orders[operator];
  if (typeof operand === 'string' && !high.test(operand)) {
    return (value) =>
      typeof value === 'string' &&
      order(high.test(value) ? orderKey(value).slice(1) : value, operand);
  }
  return (value) => {
    if (value === undefined) return anyType && order(brackets.null, key);
    const other = orderKey(value);
    if (other.charAt(0) !== bracket) return anyType && order(other, key);
    return !isNaNValue(value) && order(other, key);
  };
}

function isNaNValue(value: unknown): boolean {
  const number = numericValue(value);
  return number !== undefined && Number.isNaN(number);
}

const end = '(?![^])';

/**
 * Perl's meaning in JavaScript's syntax: lines end at line feeds alone, without the option m a dollar
 * also stands before a line feed at the end, and white space is that of ASCII.
 */
function translateRegex(pattern: string, options: string): string {
  const lines = options.includes('m');
  const meanings: Readonly<Record<string, string>> = {
    '.': options.includes('s') ? '[^]' : '[^\\n]',
    '^': lines ? `(?:(?<![^])|(?<=\\n)(?!${end}))` : '^',
    $: lines ? `(?=\\n|${end})` : `(?=\\n?${end})`,
    '\\s': '[ \\t-\\r]',
    '\\S': '[^ \\t-\\r]',
  };
  return pattern.replace(/\\[^]|\[\^?(?:\\[^]|[^\]\\])*\]|[.^$]/g, (token) =>
    token.startsWith('[') ? token.replaceAll('\\s', ' \\t-\\r') : (meanings[token] ?? token),
  );
}

/** What Perl and JavaScript read differently, beyond what is translated. */
const differs =
  /\(\?[#>imsx|&PR'-]|\\(?![dDwWsSbBnrtf\dx]|[^a-zA-Z])|\\x\{|[*+?}]\+|\[\[:|\[\^?\]|\[[^\]]*\\S/;

/** A regular expression as MongoDB reads it, in what JavaScript reads alike. */
function compileRegex(pattern: string, options: string): RegExp {
  const unknown = options.replace(/[imsu]/g, '');
  if (unknown.includes('x')) throw unsupported('BadValue', 'the regex option x');
  if (unknown !== '') throw new CommandError(51108, `invalid flag in regex options: ${unknown}`);
  if (differs.test(pattern)) {
    throw unsupported(51091, `the regular expression ${pattern}`);
  }
  const translated = translateRegex(pattern, options);
  const flags = options.includes('i') ? 'i' : '';
  const regex = tryRegex(translated, `${flags}u`) ?? tryRegex(translated, flags);
  if (!regex) throw new CommandError(51091, `Regular expression is invalid: ${pattern}`);
  return regex;
}

function tryRegex(source: string, flags: string): RegExp | undefined {
  try {
    return new RegExp(source, flags);
  } catch {
    return undefined;
  }
}

export function matchesRegex(regex: BSONRegExp): Predicate {
  const compiled = compileRegex(regex.pattern, regex.options);
  return (value) =>
    typeof value === 'string'
      ? compiled.test(value)
      : value instanceof BSONRegExp &&
        value.pattern === regex.pattern &&
        value.options === regex.options;
}

/** Membership; operands may be values, null and regular expressions. */
export function isIn(operands: readonly unknown[]): Predicate {
  const regexes = operands.filter((operand) => operand instanceof BSONRegExp).map(matchesRegex);
  const plain = operands.filter((operand) => !(operand instanceof BSONRegExp));
  const keys = new Set(plain.map(orderKey));
  const withNull = keys.has(brackets.null);
  return (value) => {
    if (value === undefined) return withNull;
    return keys.has(orderKey(value)) || regexes.some((test) => test(value));
  };
}

export function hasRemainder(operand: unknown): Predicate {
  if (!Array.isArray(operand) || operand.length !== 2) {
    throw new CommandError('BadValue', 'malformed mod, need to be an array of two numbers');
  }
  const divisor = integerArgument(operand[0], 'divisor');
  const remainder = integerArgument(operand[1], 'remainder');
  if (divisor === 0) throw new CommandError('BadValue', 'divisor cannot be 0');
  return (value) => {
    if (value instanceof Long) return value.toBigInt() % BigInt(divisor) === BigInt(remainder);
    const number = numericValue(value) ?? Number.NaN;
    return Number.isFinite(number) && Math.trunc(number) % divisor === remainder;
  };
}

const typeNumbers: Readonly<Record<number, string>> = {
  1: 'double',
  2: 'string',
  3: 'object',
  4: 'array',
  5: 'binData',
  7: 'objectId',
  8: 'bool',
  9: 'date',
  10: 'null',
  11: 'regex',
  13: 'javascript',
  14: 'symbol',
  16: 'int',
  17: 'timestamp',
  18: 'long',
  19: 'decimal',
  127: 'maxKey',
  [-1]: 'minKey',
};
const typeNames = new Set([...Object.values(typeNumbers), 'number']);

export function hasType(operand: unknown): Predicate {
  const wanted = new Set<string>();
  for (const item of Array.isArray(operand) ? operand : [operand]) {
    const name = typeof item === 'string' ? item : typeNumbers[numericValue(item) ?? Number.NaN];
    if (name === undefined || !typeNames.has(name)) {
      throw new CommandError('BadValue', `Unknown type name alias: ${String(item)}`);
    }
    if (name === 'number')
      for (const numeric of ['int', 'long', 'double', 'decimal']) wanted.add(numeric);
    else wanted.add(name);
  }
  return (value) => value !== undefined && wanted.has(typeName(value));
}
