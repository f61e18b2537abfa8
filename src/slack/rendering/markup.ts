import { parseDirective } from './directive.js';
import { type InlinePart, parseInline, parseParagraphLine, plainText } from './inline.js';
import type { ValueTable } from './value-table.js';

export type TextRun =
  | { kind: 'paragraph'; lines: InlinePart[][] }
  | { kind: 'list'; lines: InlinePart[][] };

export interface Field {
  label: InlinePart[];
  value: InlinePart[];
}

export interface Button {
  name: string;
  style: 'primary' | 'danger' | undefined;
  label: InlinePart[];
}

/** A message part in reading order; each becomes one block (fields and buttons: as many as needed). */
export type MarkupNode =
  | { kind: 'header'; parts: InlinePart[] }
  | { kind: 'text'; runs: TextRun[] }
  | { kind: 'fields'; fields: Field[] }
  | { kind: 'context'; lines: InlinePart[][] }
  | { kind: 'divider' }
  | { kind: 'image'; name: string }
  | { kind: 'buttons'; buttons: Button[] };

/**
 * Parses filled-in markup. Neighbouring lines of one kind belong together; an empty line starts a
 * new part. Lines without words vanish, and so does a divider with nothing above or below it.
 */
export function parseMarkup(markup: string, values: ValueTable): MarkupNode[] {
  const nodes: MarkupNode[] = [];
  let open: MarkupNode | undefined;

  for (const line of markup.split('\n').map((text) => text.trim())) {
    if (line === '') open = undefined;
    const node = parseLine(line, values);
    if (!node || (open && merge(open, node))) continue;
    nodes.push(node);
    open = node;
  }
  return nodes.filter(
    (node, index) => node.kind !== 'divider' || (index > 0 && separates(nodes[index + 1])),
  );
}

function separates(below: MarkupNode | undefined): boolean {
  return below !== undefined && below.kind !== 'divider';
}

function parseLine(line: string, values: ValueTable): MarkupNode | undefined {
  if (line === '') return undefined;
  if (line === '---') return { kind: 'divider' };

  const directive = parseDirective(line);
  if (directive?.kind === 'image') return { kind: 'image', name: directive.name };
  if (directive?.kind === 'button') {
    const { name, style, label } = directive;
    return { kind: 'buttons', buttons: [{ name, style, label: parseInline(label, values) }] };
  }

  const [, mark, words = ''] = /^([#>|-])(?:\s+(.*))?$/.exec(line) ?? [];
  if (mark === '|') return parseField(words, values);
  const parts = mark ? parseInline(words, values) : parseParagraphLine(line, values);
  if (plainText(parts).trim() === '') return undefined;
  if (mark === '#') return { kind: 'header', parts };
  if (mark === '>') return { kind: 'context', lines: [parts] };
  return { kind: 'text', runs: [{ kind: mark === '-' ? 'list' : 'paragraph', lines: [parts] }] };
}

/** `| Label | value` with an optional bar at the end. Without a value the field vanishes. */
function parseField(words: string, values: ValueTable): MarkupNode | undefined {
  const [, label, value] = /^(.+?)\s*\|\s*(.*?)\s*\|?$/.exec(words) ?? [];
  if (label === undefined || value === undefined)
    throw new Error(`a field is written "| Label | value", not "| ${words}"`);
  const field = { label: parseInline(label, values), value: parseInline(value, values) };
  return plainText(field.value).trim() === '' ? undefined : { kind: 'fields', fields: [field] };
}

/** Adds a line's node to the part above it, if the two belong together. */
function merge(above: MarkupNode, node: MarkupNode): boolean {
  if (above.kind === 'text' && node.kind === 'text') {
    for (const run of node.runs) {
      const last = above.runs.at(-1);
      if (last?.kind === run.kind) last.lines.push(...run.lines);
      else above.runs.push(run);
    }
  } else if (above.kind === 'fields' && node.kind === 'fields') above.fields.push(...node.fields);
  else if (above.kind === 'context' && node.kind === 'context') above.lines.push(...node.lines);
  else if (above.kind === 'buttons' && node.kind === 'buttons') above.buttons.push(...node.buttons);
  else return false;
  return true;
}
