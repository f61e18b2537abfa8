import { above, brackets, endOfBracket, invertKey, orderKey } from '../bson/order-key.js';
import { isTruthy, numericValue } from '../bson/values.js';
import type { Collection } from '../store/collection.js';
import type { CollectionIndex } from '../store/collection-index.js';
import type { StoredDocument } from '../store/stored-document.js';
import type { Condition, Filter } from './matcher.js';
import { leafPredicate } from './operands.js';
import type { SortField } from './sort.js';

/** Candidates for a filter: at least every document that matches. */
export interface Plan {
  readonly candidates: Iterable<StoredDocument>;
  /** Whether the candidates come in the wanted order. */
  readonly sorted: boolean;
  /** Whether every candidate matches, as long as no document has changed since. */
  readonly answersFilter: boolean;
}

/** More point look-ups than this are not better than a range. */
const maxPoints = 1000;

interface Interval {
  readonly low: string;
  readonly high: string;
}

/** The keys an equality can be looked up by; undefined for operands that an index cannot find. */
function pointKeys(condition: Condition): string[] | undefined {
  const operands =
    condition.operator === '$eq'
      ? [condition.operand]
      : condition.operator === '$in' && Array.isArray(condition.operand)
        ? condition.operand
        : undefined;
  if (!operands || operands.length > maxPoints) return undefined;
  if (operands.some((operand) => Array.isArray(operand))) return undefined;
  return [...new Set(operands.map(orderKey))].toSorted();
}

const rangeOperators = new Set(['$gt', '$gte', '$lt', '$lte']);
const unbracketed: ReadonlySet<string> = new Set([brackets.null, brackets.array]);

function bounds(condition: Condition, direction: 1 | -1): Interval | undefined {
  if (!rangeOperators.has(condition.operator)) return undefined;
  const key = orderKey(condition.operand);
  const bracket = key.charAt(0);
  if (unbracketed.has(bracket)) return undefined;
  const part = direction === 1 ? key : invertKey(key);
  const start = direction === 1 ? bracket : invertKey(bracket);
  const upwards = condition.operator.startsWith('$gt') === (direction === 1);
  const inclusive = condition.operator.endsWith('e');
  return upwards
    ? { low: inclusive ? part : part + above, high: endOfBracket(start) }
    : { low: start, high: inclusive ? part + above : part };
}

function intersect(intervals: readonly Interval[]): Interval | undefined {
  const [first, ...rest] = intervals;
  if (!first) return undefined;
  return rest.reduce(
    (left, right) => ({
      low: left.low > right.low ? left.low : right.low,
      high: left.high < right.high ? left.high : right.high,
    }),
    first,
  );
}

interface Access {
  readonly index: CollectionIndex;
  readonly intervals: readonly Interval[];
  /** Whether each interval is a whole key, which at most one document has. */
  readonly unique: boolean;
  readonly sorted: boolean;
  readonly answersFilter: boolean;
  readonly descending: boolean;
  readonly score: number;
}

function findAccess(
  index: CollectionIndex,
  conditions: readonly Condition[],
  sort: readonly SortField[],
): Access | undefined {
  let prefixes = [''];
  let used = 0;
  let mayBeMissing = false;
  const fixed = new Set<string>();
  for (const field of index.fields) {
    const keys = conditions
      .filter((condition) => condition.path === field.path)
      .map(pointKeys)
      .filter((found) => found !== undefined)
      .toSorted((left, right) => left.length - right.length)[0];
    if (!keys || prefixes.length * keys.length > maxPoints) break;
    const parts = field.direction === 1 ? keys : keys.map(invertKey).toReversed();
    prefixes = prefixes.flatMap((prefix) => parts.map((part) => prefix + part));
    if (keys.length === 1) fixed.add(field.path);
    mayBeMissing ||= keys.includes(brackets.null);
    used++;
  }
  const next = index.fields[used];
  const ranges = next
    ? conditions
        .filter((condition) => condition.path === next.path)
        .map((condition) => bounds(condition, next.direction))
        .filter((found) => found !== undefined)
    : [];
  const range = intersect(index.multikey ? ranges.slice(0, 1) : ranges);
  const order = index.multikey ? undefined : orderOf(index, fixed, sort);
  const score = used * 10 + (range ? 5 : 0) + (order && sort.length > 0 ? 3 : 0);
  if (score === 0) return undefined;
  const intervals = (order === 'descending' ? prefixes.toReversed() : prefixes).map((prefix) =>
    range
      ? { low: prefix + range.low, high: prefix + range.high }
      : { low: prefix, high: prefix + above },
  );
  return {
    index,
    intervals,
    unique: index.isUnique && used === index.fields.length,
    answersFilter:
      used === conditions.length &&
      !index.multikey &&
      !mayBeMissing &&
      prefixes.every((prefix) => index.isShort(prefix)),
    sorted: order !== undefined,
    descending: order === 'descending',
    score,
  };
}

/** Whether walking the index, in which some fields are fixed, gives the wanted order, and which way. */
function orderOf(
  index: CollectionIndex,
  fixed: ReadonlySet<string>,
  sort: readonly SortField[],
): 'ascending' | 'descending' | undefined {
  const wanted = sort.filter((field) => !fixed.has(field.path));
  if (wanted.length === 0) return 'ascending';
  const fields = index.fields.filter((field) => !fixed.has(field.path));
  const turns = wanted.map((field, position) =>
    fields[position]?.path === field.path ? fields[position].direction * field.direction : 0,
  );
  if (turns.every((turn) => turn === 1)) return 'ascending';
  if (turns.every((turn) => turn === -1)) return 'descending';
  return undefined;
}

/** Whether every match of the filter is certain to be in a sparse or partial index. */
function covers(index: CollectionIndex, conditions: readonly Condition[]): boolean {
  const { fields, partial, spec } = index;
  if (spec.sparse && !fields.some(({ path }) => conditions.some((each) => demands(each, path)))) {
    return false;
  }
  return partial.conditions.every((needed) => conditions.some((given) => implies(given, needed)));
}

/** Whether a condition holds only for documents that have the field. */
function demands(condition: Condition, path: string): boolean {
  if (condition.path !== path) return false;
  if (condition.operator === '$exists') return isTruthy(condition.operand);
  const keys = pointKeys(condition);
  if (keys) return !keys.includes(brackets.null);
  return bounds(condition, 1) !== undefined;
}

/**
 * Whether every document that meets the one condition meets the other. A value that equals the
 * operand may be of another type when that is null, a number, or an array.
 */
function implies(given: Condition, needed: Condition): boolean {
  if (given.path !== needed.path) return false;
  if (given.operator === needed.operator && orderKey(given.operand) === orderKey(needed.operand)) {
    return true;
  }
  if (given.operator !== '$eq' || given.path.includes('.')) return false;
  if (given.operand === null || Array.isArray(given.operand)) return false;
  if (needed.operator === '$type' && numericValue(given.operand) !== undefined) return false;
  return leafPredicate(needed.operator, needed.operand)(given.operand);
}

function* reach(
  collection: Collection,
  { index, intervals, unique, descending }: Access,
): Generator<StoredDocument> {
  for (const { low, high } of intervals) {
    if (unique) {
      const isId = index === collection.idIndex;
      const document = isId ? collection.byId(low) : collection.withKey(index, low);
      if (document) yield document;
    } else {
      yield* collection.inRange(index, low, high, descending);
    }
  }
}

/** What an index with an array's elements leads to, each document once. */
function* once(documents: Iterable<StoredDocument>): Generator<StoredDocument> {
  const seen = new Set<number>();
  for (const document of documents) {
    if (!seen.has(document.number)) yield document;
    seen.add(document.number);
  }
}

/** The single document that an equality on _id leaves, as an iterable. */
function byId(collection: Collection, filter: Filter): StoredDocument[] | undefined {
  for (const condition of filter.conditions) {
    if (condition.path !== '_id' || condition.operator !== '$eq') continue;
    if (Array.isArray(condition.operand)) continue;
    const found = collection.byId(orderKey(condition.operand));
    return found ? [found] : [];
  }
  return undefined;
}

/** Chooses how to reach the documents of a filter: by _id, by the best index, or by all of them. */
export function planQuery(
  collection: Collection,
  filter: Filter,
  sort: readonly SortField[],
): Plan {
  const single = byId(collection, filter);
  if (single) {
    return { candidates: single, sorted: true, answersFilter: filter.conditions.length === 1 };
  }
  let best: Access | undefined;
  for (const index of [...collection.indexes, collection.idIndex]) {
    if (!covers(index, filter.conditions)) continue;
    const access = findAccess(index, filter.conditions, sort);
    if (access && access.score > (best?.score ?? 0)) best = access;
  }
  if (best) {
    const { index, sorted, answersFilter } = best;
    const reached = reach(collection, best);
    return { candidates: index.multikey ? once(reached) : reached, sorted, answersFilter };
  }
  return {
    candidates: collection.all(),
    sorted: sort.length === 0,
    answersFilter: filter.conditions.length === 0,
  };
}
