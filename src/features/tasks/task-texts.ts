/** Greatest lengths in UTF-16 code units, as Slack's text fields count them. */
export const textLimits = { title: 200, notes: 3000, reason: 500 } as const;

const visible = /[\p{L}\p{N}\p{P}\p{S}]/u;

function tooLong(what: string, text: string, limit: number): string {
  return `${what} can have at most ${limit} characters; this has ${text.length}.`;
}

/** A title on one line. What else it contains stays as it is. */
export function cleanTitle(title: string): string {
  return title.replace(/\s+/g, ' ').trim();
}

/** The text trimmed; null when nothing is left. */
export function cleanText(text: string | null): string | null {
  const trimmed = text?.trim() ?? '';
  return trimmed === '' ? null : trimmed;
}

export function titleFault(title: string): string | null {
  if (!visible.test(title)) return 'A task needs a title.';
  return title.length > textLimits.title ? tooLong('A title', title, textLimits.title) : null;
}

export function notesFault(notes: string | null): string | null {
  if (notes === null || notes.length <= textLimits.notes) return null;
  return tooLong('Notes', notes, textLimits.notes);
}

export function reasonFault(reason: string | null): string | null {
  if (reason === null || reason.length <= textLimits.reason) return null;
  return tooLong('A reason', reason, textLimits.reason);
}
