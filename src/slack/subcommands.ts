import type { Subcommand } from '../features/chat.js';

/** A subcommand found at the start of what was typed, and the words after it. */
export interface Match {
  readonly subcommand: Subcommand;
  readonly text: string;
}

const typographicQuotes = /[\u2018\u2019\u201c\u201d]/g;

/** Typed text as people meant it: with plain quotes, trimmed, and without Slack's escapes. */
export function normalise(typed: string): string {
  return typed
    .replace(typographicQuotes, (quote) => (quote < '\u201c' ? "'" : '"'))
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
    .trim();
}

/** The subcommand with the most words that `typed` begins with, in any letter case. */
export function findSubcommand(subcommands: readonly Subcommand[], typed: string): Match | null {
  const words = `${typed.toLowerCase().split(/\s+/).join(' ')} `;
  let best: Subcommand | null = null;
  for (const subcommand of subcommands) {
    const { name } = subcommand;
    if (words.startsWith(`${name} `) && name.length > (best?.name.length ?? 0)) best = subcommand;
  }
  return best && { subcommand: best, text: withoutWords(typed, best.name.split(' ').length) };
}

function withoutWords(typed: string, count: number): string {
  let rest = typed;
  for (let word = 0; word < count; word += 1) rest = rest.replace(/^\S+\s*/, '');
  return rest.trim();
}

/** Fails when two features claim the same words. */
export function assertDistinct(kind: string, names: readonly string[]): void {
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw new Error(`Two features define the ${kind} "${twice}"`);
}
