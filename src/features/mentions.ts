/** A member or channel that somebody named in typed text, as Slack escapes it: `<@U1|ana>`, `<#C1>`. */
export interface Mention {
  readonly slackId: string;
  /** What Slack called it, when it said so. */
  readonly name: string | null;
}

/** A mention found in a text, and the words around it. */
export interface FoundMention extends Mention {
  readonly rest: string;
}

const memberMention = /<@([UW][A-Z0-9]+)(?:\|([^<>]*))?>/;
const channelMention = /<#([CG][A-Z0-9]+)(?:\|([^<>]*))?>/;
const channelId = /^[CG][A-Z0-9]{2,}$/;

/** The first member mentioned in `text`, and the text without it; null when there is none. */
export function findMemberMention(text: string): FoundMention | null {
  return findMention(memberMention, text);
}

/** The first channel mentioned in `text`, and the text without it; null when there is none. */
export function findChannelMention(text: string): FoundMention | null {
  return findMention(channelMention, text);
}

/** The id of the channel that the whole of `text` names, as a mention or as an id. */
export function parseChannel(text: string): string | null {
  const found = findChannelMention(text);
  if (found) return found.rest === '' ? found.slackId : null;
  return channelId.test(text.trim()) ? text.trim() : null;
}

function findMention(pattern: RegExp, text: string): FoundMention | null {
  const match = pattern.exec(text);
  const slackId = match?.[1];
  if (!match || slackId === undefined) return null;
  const before = text.slice(0, match.index).trim();
  const after = text.slice(match.index + match[0].length).trim();
  return { slackId, name: match[2] || null, rest: [before, after].filter(Boolean).join(' ') };
}
