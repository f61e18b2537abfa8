import { limits } from '../limits.js';
import { onOneLine } from '../../shared/foreign-text.js';
import { isSingleValue, type TableValue, type ValueTable } from './value-table.js';

export interface TextStyle {
  bold?: true;
  italic?: true;
  code?: true;
}

/** A stretch of a line. `text` is what the reader sees: the label of a link, a person's name. */
export type InlinePart = { text: string; style: TextStyle } & (
  | { kind: 'text' }
  | { kind: 'link'; url: string }
  | { kind: 'mention'; slackId: string }
);

const emphasis = (mark: string) =>
  String.raw`(?<![\p{L}\p{N}])${mark}(?=\S)([^${mark}]+)(?<=\S)${mark}(?![\p{L}\p{N}])`;

/** `code`, [label](url), *bold* or _italic_, whichever comes first. */
const inlineMarkup = new RegExp(
  [
    '`([^`]+)`',
    String.raw`\[([^\]]+)\]\(([^\s)]+)\)`,
    emphasis(String.raw`\*`),
    emphasis('_'),
  ].join('|'),
  'u',
);

/**
 * Parses a line's inline markup. Values are looked up last, so none can be markup, and are put on
 * one line.
 */
export function parseInline(line: string, values: ValueTable, style: TextStyle = {}): InlinePart[] {
  const parts: InlinePart[] = [];
  let rest = line;
  for (let found = inlineMarkup.exec(rest); found; found = inlineMarkup.exec(rest)) {
    const [all, code, label, url, bold, italic] = found;
    parts.push(...textParts(rest.slice(0, found.index), values, style));
    if (code !== undefined) parts.push(...textParts(code, values, { ...style, code: true }));
    if (label !== undefined && url !== undefined) parts.push(linkPart(label, url, values, style));
    if (bold !== undefined) parts.push(...parseInline(bold, values, { ...style, bold: true }));
    if (italic !== undefined)
      parts.push(...parseInline(italic, values, { ...style, italic: true }));
    rest = rest.slice(found.index + all.length);
  }
  parts.push(...textParts(rest, values, style));
  return parts;
}

/** A line of a paragraph: as any other, but a value that is the whole line keeps its line breaks. */
export function parseParagraphLine(line: string, values: ValueTable): InlinePart[] {
  const value = isSingleValue(line) ? values.reveal(line) : undefined;
  return typeof value === 'string'
    ? [{ kind: 'text', text: value, style: {} }]
    : parseInline(line, values);
}

/** The words of a line without its looks. */
export function plainText(parts: readonly InlinePart[]): string {
  return parts.map((part) => part.text).join('');
}

function textParts(markup: string, values: ValueTable, style: TextStyle): InlinePart[] {
  return values.split(markup).map((piece): InlinePart => {
    if ('literal' in piece) return { kind: 'text', text: piece.literal, style };
    const { value } = piece;
    if (typeof value === 'string') return { kind: 'text', text: onOneLine(value), style };
    const { slackId, name } = value;
    const text = onOneLine(name);
    return slackId === undefined
      ? { kind: 'text', text, style }
      : { kind: 'mention', text, slackId, style };
  });
}

/** A link, or its label alone when a value makes the address anything but http or https. */
function linkPart(label: string, url: string, values: ValueTable, style: TextStyle): InlinePart {
  const text = plainText(textParts(label, values, style));
  const address = linkAddress(url, values);
  return isWebAddress(address)
    ? { kind: 'link', text, url: address, style }
    : { kind: 'text', text, style };
}

/** A value that begins an address is taken as it is; one further on is a part of the path or query. */
function linkAddress(url: string, values: ValueTable): string {
  const textOf = (value: TableValue) => (typeof value === 'string' ? value : value.name);
  return values
    .split(url)
    .map((piece, index) => {
      if ('literal' in piece) return piece.literal;
      return index === 0 ? textOf(piece.value) : encodeURIComponent(textOf(piece.value));
    })
    .join('');
}

function isWebAddress(address: string): boolean {
  return (
    address.length <= limits.link &&
    /^https?:\/\/[^\s<>|]+$/i.test(address) &&
    URL.canParse(address)
  );
}
