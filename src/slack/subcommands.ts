import type { Subcommand } from '../features/chat.js';
import { editDistance } from '../shared/edit-distance.js';

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

/** All subcommands of all features. */
export class SubcommandTable {
  readonly #byName: ReadonlyMap<string, Subcommand>;
  readonly #mostWords: number;

  /** @throws when two features claim the same words. */
  constructor(readonly all: readonly Subcommand[]) {
    const names = all.map(({ name }) => name);
    assertDistinct('subcommand', names);
    this.#byName = new Map(all.map((subcommand) => [subcommand.name, subcommand]));
    this.#mostWords = Math.max(0, ...names.map((name) => name.split(' ').length));
  }

  /** The subcommand with the most words that `typed` begins with, in any letter case. */
  find(typed: string): Match | null {
    const words = typed.toLowerCase().split(/\s+/, this.#mostWords);
    for (let count = words.length; count > 0; count -= 1) {
      const subcommand = this.#byName.get(words.slice(0, count).join(' '));
      if (subcommand) return { subcommand, text: withoutWords(typed, count) };
    }
    return null;
  }

  /** The first word of a subcommand that is one slip away from the first that was typed. */
  nearest(typed: string): string | null {
    const [word = ''] = typed.toLowerCase().split(/\s+/);
    const firstWords = new Set(this.all.map(({ name }) => name.split(' ')[0] ?? name));
    return [...firstWords].find((known) => editDistance(word, known) === 1) ?? null;
  }
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
