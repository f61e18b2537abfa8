import type { RichTextBlock, RichTextElement } from '@slack/types';
import type { InlinePart } from './inline.js';
import type { Field, TextRun } from './markup.js';
import { fitParts } from './shorten.js';
import { isChannelId } from './value-table.js';

/** Paragraphs and lists as rich text, whose text elements Slack never parses. */
export function richText(runs: readonly TextRun[], longestText: number): RichTextBlock {
  return {
    type: 'rich_text',
    elements: runs.map(({ kind, lines }) =>
      kind === 'list'
        ? {
            type: 'rich_text_list',
            style: 'bullet',
            elements: lines.map((line) => section(fitParts(line, longestText))),
          }
        : section(fitParts(joinLines(lines), longestText)),
    ),
  };
}

/** Fields as lines of `Label: value`, for values that a field cannot show as they are. */
export function fieldsAsRichText(fields: readonly Field[], longestText: number): RichTextBlock {
  const lines = fields.map(({ label, value }) => [
    ...label.map((part) => ({ ...part, style: { ...part.style, bold: true as const } })),
    { kind: 'text' as const, text: ': ', style: {} },
    ...value,
  ]);
  return richText([{ kind: 'paragraph', lines }], longestText);
}

/** Lines as one text with line breaks between them. */
export function joinLines(lines: readonly (readonly InlinePart[])[]): InlinePart[] {
  return lines.flatMap((line, index) =>
    index === 0 ? line : [{ kind: 'text', text: '\n', style: {} }, ...line],
  );
}

function section(parts: readonly InlinePart[]) {
  return { type: 'rich_text_section' as const, elements: mergeTexts(parts).map(richTextElement) };
}

/** Neighbouring texts of one look as one, none of them empty (which Slack refuses). */
function mergeTexts(parts: readonly InlinePart[]): InlinePart[] {
  const merged: InlinePart[] = [];
  for (const part of parts) {
    const last = merged.at(-1);
    const continues =
      last?.kind === 'text' && part.kind === 'text' && sameStyle(last.style, part.style);
    if (continues) merged[merged.length - 1] = { ...last, text: last.text + part.text };
    else if (part.text !== '') merged.push(part);
  }
  return merged;
}

function sameStyle(a: InlinePart['style'], b: InlinePart['style']): boolean {
  return a.bold === b.bold && a.italic === b.italic && a.code === b.code;
}

function richTextElement(part: InlinePart): RichTextElement {
  const style = Object.keys(part.style).length > 0 ? { style: part.style } : {};
  switch (part.kind) {
    case 'text':
      return { type: 'text', text: part.text, ...style };
    case 'link':
      return { type: 'link', url: part.url, text: part.text, ...style };
    case 'mention':
      return isChannelId(part.slackId)
        ? { type: 'channel', channel_id: part.slackId, ...style }
        : { type: 'user', user_id: part.slackId, ...style };
  }
}
