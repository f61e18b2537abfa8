export type TextStyleName = 'bold' | 'italic' | 'strike';

/** A piece of text in Slack's markup. */
export type Piece =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'break' }
  | { readonly kind: TextStyleName; readonly pieces: readonly Piece[] }
  | { readonly kind: 'code'; readonly text: string }
  | { readonly kind: 'user' | 'channel' | 'broadcast'; readonly id: string }
  | {
      readonly kind: 'date';
      readonly seconds: number;
      readonly format: string;
      readonly url: string;
      readonly fallback: string;
    }
  | { readonly kind: 'link'; readonly url: string; readonly text: string };

/** A paragraph, a quotation or preformatted lines. */
export type Section =
  | { readonly kind: 'paragraph' | 'quote'; readonly pieces: readonly Piece[] }
  | { readonly kind: 'preformatted'; readonly text: string };

const styles: Readonly<Record<string, TextStyleName>> = { '*': 'bold', _: 'italic', '~': 'strike' };
const inline =
  /`([^`\n]+)`|<([^<>\n]+)>|(?<![\p{L}\p{N}])([*_~])(?=\S)([^\n]*?\S)\3(?![\p{L}\p{N}])|(https?:\/\/[^\s<>|]+[^\s<>|.,;:!?)\]}'"])|\n/gu;

function decodeEntities(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}

/** Reads Slack's markup. With `verbatim`, bare addresses stay text. */
export function parseMrkdwn(text: string, verbatim = false): Section[] {
  return text
    .split(/```\n?([\s\S]*?)\n?```/)
    .flatMap((part, index): Section[] =>
      index % 2 === 1
        ? [{ kind: 'preformatted', text: decodeEntities(part) }]
        : paragraphs(part, verbatim),
    );
}

function paragraphs(text: string, verbatim: boolean): Section[] {
  const sections: Section[] = [];
  let lines: string[] = [];
  let isQuote = false;
  const flush = (): void => {
    const content = lines.join('\n');
    lines = [];
    if (content.trim() === '') return;
    sections.push({
      kind: isQuote ? 'quote' : 'paragraph',
      pieces: parsePieces(content.replace(/^\n|\n$/g, ''), verbatim),
    });
  };
  for (const line of text.split('\n')) {
    const quoted = /^(?:&gt;|>) ?(.*)$/.exec(line);
    if ((quoted !== null) !== isQuote) {
      flush();
      isQuote = quoted !== null;
    }
    lines.push(quoted?.[1] ?? line);
  }
  flush();
  return sections;
}

function parsePieces(text: string, verbatim: boolean): Piece[] {
  const pieces: Piece[] = [];
  let end = 0;
  const addText = (raw: string): void => {
    if (raw !== '') pieces.push({ kind: 'text', text: decodeEntities(raw) });
  };
  for (const match of text.matchAll(inline)) {
    const [whole, code, reference, mark, styled, address] = match;
    addText(text.slice(end, match.index));
    end = match.index + whole.length;
    if (code !== undefined) pieces.push({ kind: 'code', text: decodeEntities(code) });
    else if (reference !== undefined) pieces.push(parseReference(reference));
    else if (mark !== undefined && styled !== undefined) {
      pieces.push({ kind: styles[mark] ?? 'bold', pieces: parsePieces(styled, verbatim) });
    } else if (address !== undefined && !verbatim) {
      const url = decodeEntities(address);
      pieces.push({ kind: 'link', url, text: url });
    } else if (whole === '\n') pieces.push({ kind: 'break' });
    else addText(whole);
  }
  addText(text.slice(end));
  return pieces;
}

function parseReference(reference: string): Piece {
  const [target = '', label] = reference.split('|', 2);
  if (target.startsWith('@')) return { kind: 'user', id: target.slice(1) };
  if (target.startsWith('#')) return { kind: 'channel', id: target.slice(1) };
  if (target.startsWith('!date^')) {
    const [, seconds = '0', format = '', url = ''] = target.split('^');
    return { kind: 'date', seconds: Number(seconds), format, url, fallback: label ?? '' };
  }
  if (target.startsWith('!')) return { kind: 'broadcast', id: target.slice(1).split('^')[0] ?? '' };
  if (!/^(https?:\/\/|mailto:)/i.test(target)) {
    return { kind: 'text', text: decodeEntities(label ?? target) };
  }
  const url = decodeEntities(target);
  return { kind: 'link', url, text: decodeEntities(label ?? target) };
}
