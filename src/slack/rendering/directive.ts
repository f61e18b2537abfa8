import { toError } from '../../shared/errors.js';

export interface Directive {
  kind: 'image' | 'button';
  name: string;
  style: 'primary' | 'danger' | undefined;
  /** The words of a button, still markup. */
  label: string;
}

const directive = /^\[(image|button) ([\w-]+)(?: (primary|danger))?\](?: +(\S.*))?$/;
const bracketed = /^\[[^\]]*\](?!\()/;

/**
 * The line `[image name]` or `[button name] Label`, `[button name primary] Label`;
 * undefined for a line of text. Throws on a bracketed word that is neither.
 */
export function parseDirective(line: string): Directive | undefined {
  const [, kind, name, style, label = ''] = directive.exec(line) ?? [];
  const complete = name !== undefined && (kind === 'image') === (label === '');
  if (!complete) {
    const unknown = bracketed.exec(line);
    if (unknown)
      throw new Error(`${unknown[0]} is neither [image name] nor [button name] with a label`);
    return undefined;
  }
  return {
    kind: kind as Directive['kind'],
    name,
    style: style as Directive['style'],
    label,
  };
}

/** What is wrong with the directives of a template, as far as its source shows. */
export function directiveFaults(source: string): string[] {
  return source.split('\n').flatMap((line) => {
    try {
      if (!line.includes('{{')) parseDirective(line.trim());
      return [];
    } catch (error) {
      return [toError(error).message];
    }
  });
}

/** The view model paths that the directives in a piece of a template's own text refer to. */
export function directiveNames(text: string): string[] {
  return [...text.matchAll(/^\s*\[(image|button) ([\w-]+)[ \]]/gm)].map(
    ([, kind, name]) => `${kind === 'image' ? 'images' : 'actions'}.${name}`,
  );
}
