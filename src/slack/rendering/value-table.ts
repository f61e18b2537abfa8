import { cleanForeignText } from '../../shared/foreign-text.js';

/** Somebody or a channel to be mentioned; one without a Slack id (an agent, say) is only named. */
export interface Mention {
  slackId: string | undefined;
  name: string;
}

/** Whether `slackId` is that of a channel, public or private. */
export function isChannelId(slackId: string): boolean {
  return /^[CG][A-Z0-9]{2,}$/.test(slackId);
}

export type TableValue = string | Mention;

export type MarkupPiece = { literal: string } | { value: TableValue };

/**
 * Keeps the texts of a view model away from the template: Handlebars and the markup parser see a
 * placeholder for each, and what a text says is looked up only when the message has its structure.
 * A text can therefore never become markup.
 */
export interface ValueTable {
  /** A view model with every text replaced by its placeholder. Throws on what is not plain data. */
  hide(view: unknown): unknown;
  hideMention(mention: Mention): string;
  /** The text behind a placeholder; anything else as it is. */
  reveal(value: unknown): unknown;
  /** A piece of filled-in markup, cut into literal text and values. */
  split(markup: string): MarkupPiece[];
}

/** Types of values that a template can print as they are, none of them a text. */
const inert: ReadonlySet<string> = new Set(['number', 'boolean', 'undefined']);

const [placeholderStart, placeholderEnd, printedStart] = ['\uFDD0', '\uFDD1', '\uFDD2'];
const placeholder = new RegExp(`${placeholderStart}(\\d+)${placeholderEnd}`);
const placeholders = new RegExp(placeholder, 'g');
const printed = new RegExp(`${printedStart}([^${placeholderEnd}]*)`);

/** The path of a list or an object that the markup prints as a text. */
export function printedObject(markup: string): string | undefined {
  return printed.exec(markup)?.[1];
}

/** Whether the markup is one value and nothing else. */
export function isSingleValue(markup: string): boolean {
  return placeholder.exec(markup)?.[0] === markup;
}

export function createValueTable(): ValueTable {
  const values: TableValue[] = [];

  const add = (value: TableValue) =>
    `${placeholderStart}${values.push(value) - 1}${placeholderEnd}`;

  function hide(value: unknown, path: string): unknown {
    if (typeof value === 'string') {
      const text = cleanForeignText(value);
      return text === '' ? '' : add(text);
    }
    if (typeof value === 'number' && !Number.isFinite(value))
      throw new TypeError(`${path} is ${value}`);
    if (value === null || inert.has(typeof value)) return value;
    if (Array.isArray(value))
      return traced(
        value.map((item, index) => hide(item, `${path}[${index}]`)),
        path,
      );
    if (isPlainObject(value)) {
      const hidden = Object.create(null) as Record<string, unknown>;
      for (const [key, field] of Object.entries(value))
        hidden[key] = hide(field, path === '' ? key : `${path}.${key}`);
      return traced(hidden, path);
    }
    throw new TypeError(
      `${path || 'the view model'} is neither a text, a number, a boolean, a list nor a plain object`,
    );
  }

  return {
    hide: (view) => hide(view, ''),
    hideMention: add,
    reveal(value) {
      if (typeof value !== 'string' || !isSingleValue(value)) return value;
      return values[Number(placeholder.exec(value)?.[1])];
    },
    split(markup) {
      const pieces: MarkupPiece[] = [];
      for (const [index, piece] of markup.split(placeholders).entries()) {
        const value = index % 2 === 0 ? undefined : values[Number(piece)];
        if (value !== undefined) pieces.push({ value });
        else if (index % 2 === 0 && piece !== '') pieces.push({ literal: piece });
      }
      return pieces;
    },
  };
}

function isPlainObject(value: unknown): value is object {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/** A list or an object that leaves a trace when a template prints it as if it were a text. */
function traced(value: object, path: string): object {
  return Object.defineProperty(value, Symbol.toPrimitive, {
    value: () => `${printedStart}${path || 'the view model'}${placeholderEnd}`,
  });
}
