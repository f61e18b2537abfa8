import type { KnownBlock } from '@slack/types';
import { limits } from '../limits.js';
import { countCharacters } from './count-characters.js';
import { escapedWithin, unescapeFromSlack } from './escape.js';
import type { RenderedMessage } from './renderer.js';
import { richText } from './rich-text.js';
import { shorten } from './shorten.js';

/** Longest line that stands for a message of which there is no room for all. */
const longestHeadline = 150;
const mostHeadlines = 18;

/**
 * One message of several: `head`, each of `parts` below a line, and `foot`. Parts for which Slack
 * leaves no room are shown by their first lines.
 */
export function joinMessages(
  head: RenderedMessage,
  parts: readonly RenderedMessage[],
  foot: RenderedMessage | null,
): RenderedMessage {
  const footBlocks = foot ? [...(parts.length > 0 ? [divider] : []), ...foot.blocks] : [];
  const shown: KnownBlock[] = [...head.blocks];
  const headlines: string[] = [];
  for (const part of parts) {
    const withPart = [...shown, divider, ...part.blocks];
    if (headlines.length === 0 && hasRoom([...withPart, ...footBlocks]))
      shown.splice(0, shown.length, ...withPart);
    else headlines.push(headlineOf(part));
  }
  const blocks = [...shown, ...listOf(headlines), ...footBlocks];
  const text = [head, ...parts].map((message) => unescapeFromSlack(message.text)).join('\n');
  return { text: escapedWithin(text, limits.message.fallbackText), blocks };
}

function headlineOf({ text }: RenderedMessage): string {
  const [line = ''] = unescapeFromSlack(text).split('\n', 1);
  return shorten(line || '–', longestHeadline);
}

const divider: KnownBlock = { type: 'divider' };

/** Whether the divider and the list of headlines still fit below. */
function hasRoom(blocks: readonly KnownBlock[]): boolean {
  return (
    blocks.length + 2 <= limits.message.blocks &&
    countCharacters(blocks) + limits.text <= limits.message.characters
  );
}

function listOf(headlines: readonly string[]): KnownBlock[] {
  if (headlines.length === 0) return [];
  const left = headlines.length - mostHeadlines;
  const lines = [...headlines.slice(0, mostHeadlines), ...(left > 0 ? [`…and ${left} more`] : [])];
  const list = lines.map((text) => [{ kind: 'text' as const, text, style: {} }]);
  return [divider, richText([{ kind: 'list', lines: list }], longestHeadline)];
}
