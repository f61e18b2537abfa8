import type { Workspace } from '../workspace/workspace.js';

const mention = /(^|\s)([@#])([\p{L}\p{N}][\p{L}\p{N}._-]*)/gu;

/**
 * Text as Slack stores it after a person typed it: `&`, `<` and `>` escaped, and the names of
 * people and channels replaced by references. With `named`, references carry the name, as slash
 * commands with `should_escape` deliver them.
 */
export function encodeTypedText(text: string, workspace: Workspace, named = false): string {
  const escaped = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  return escaped.replace(mention, (whole, before: string, sign: string, word: string) => {
    const name = word.replace(/[.\-_]+$/, '');
    const rest = word.slice(name.length);
    const found =
      sign === '@'
        ? workspace.users().find((user) => user.name === name.toLowerCase())
        : workspace.channels().find((channel) => channel.name === name.toLowerCase());
    if (!found) return whole;
    return `${before}<${sign}${found.id}${named ? `|${found.name}` : ''}>${rest}`;
  });
}
