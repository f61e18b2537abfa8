import type { ShownWorkspace } from '../acting/acting.js';

export interface Suggestion {
  /** What replaces the word before the caret. */
  readonly insert: string;
  readonly title: string;
  readonly hint: string;
  readonly detail: string;
}

const MOST = 8;

/** The word that ends at the caret. */
export function wordBefore(text: string, caret: number): string {
  return /\S*$/.exec(text.slice(0, caret))?.[0] ?? '';
}

/** Commands at the start of a line that begins with `/`; people after `@`, channels after `#`. */
export function suggestionsFor(
  text: string,
  caret: number,
  workspace: ShownWorkspace,
): readonly Suggestion[] {
  const word = wordBefore(text, caret);
  const sign = word[0];
  const search = word.slice(1).toLowerCase();
  if (sign === '/' && word.length === caret) {
    return workspace.commands
      .filter(({ command }) => command.startsWith(word.toLowerCase()))
      .map(({ command, usageHint, description }) => ({
        insert: command,
        title: command,
        hint: usageHint,
        detail: description,
      }))
      .slice(0, MOST);
  }
  if (sign === '@') {
    return [...workspace.people, workspace.app]
      .filter((person) =>
        [person.name, ...person.realName.split(' ')].some((name) =>
          name.toLowerCase().startsWith(search),
        ),
      )
      .map(({ name, realName, title }) => ({
        insert: `@${name}`,
        title: realName,
        hint: `@${name}`,
        detail: title,
      }))
      .slice(0, MOST);
  }
  if (sign === '#') {
    return workspace.conversations
      .filter(({ kind, name }) => kind === 'public' && name.startsWith(search))
      .map(({ name, topic }) => ({
        insert: `#${name}`,
        title: `#${name}`,
        hint: '',
        detail: topic,
      }))
      .slice(0, MOST);
  }
  return [];
}
