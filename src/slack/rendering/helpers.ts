/** A helper gets what the template passed, texts revealed, and returns a text, a number, … */
export type Helper = (...args: readonly unknown[]) => unknown;

const missing = '–';

/** Two decimals, or three significant digits where that shows more of a small number. */
const numberFormat = new Intl.NumberFormat('en-US', {
  maximumFractionDigits: 2,
  maximumSignificantDigits: 3,
  roundingPriority: 'morePrecision',
});
const percentFormat = new Intl.NumberFormat('en-US', {
  style: 'percent',
  maximumFractionDigits: 1,
});

function formatWith(format: Intl.NumberFormat, name: string, value: unknown): string {
  if (value === null) return missing;
  if (typeof value !== 'number') throw new TypeError(`${name} needs a number or null`);
  return format.format(value);
}

function listOf(name: string, count: unknown, list: unknown): unknown[] {
  if (typeof count !== 'number' || !Array.isArray(list))
    throw new TypeError(`${name} needs a count and a list, as in (${name} 10 tasks)`);
  return list;
}

/** What a template may call besides Handlebars' own `if`, `unless`, `each`, `with` and `lookup`. */
export const helpers = {
  /** `{{number 1234.567}}` is 1,234.57; null is a dash. */
  number: (value) => formatWith(numberFormat, 'number', value),

  /** `{{percent 0.153}}` is 15.3%; null is a dash. */
  percent: (fraction) => formatWith(percentFormat, 'percent', fraction),

  /** `{{plural 3 "task" "tasks"}}` is 3 tasks. */
  plural: (count, one, many) =>
    `${formatWith(numberFormat, 'plural', count)} ${String(count === 1 ? one : many)}`,

  /** `{{#if (eq decision "close")}}` */
  eq: (left, right) => left === right,

  /** `{{#each (first 10 tasks)}}`: the first so many of a list. */
  first: (count, list) => listOf('first', count, list).slice(0, Number(count)),

  /** `{{#if (beyond 10 tasks)}}…and {{beyond 10 tasks}} more{{/if}}`: how many `first` leaves out. */
  beyond: (count, list) => Math.max(0, listOf('beyond', count, list).length - Number(count)),
} satisfies Record<string, Helper>;
