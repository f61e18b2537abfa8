import { millisecondsInMinute } from 'date-fns/constants';
import type { DeliveryLedger, OutboxEntry } from '../../outbox/index.js';
import { durationText } from '../duration-text.js';

/** Jobs look once a minute and messages take their turn; less than this is not worth a word. */
const noticeableMs = 15 * millisecondsInMinute;

const reasons: Readonly<Record<NonNullable<OutboxEntry['delayedBy']>, string>> = {
  'rate limit': 'Slack was rate limiting',
  outage: 'Slack could not be reached',
  'working hours': 'it waited for working hours',
  snoozed: 'it was snoozed',
  'daily limit': 'the daily limit was reached',
  collecting: 'it was collected with others',
};

/**
 * How late a message was and why, such as "Tuesday's digest was 2 h 12 min late: Slack was rate
 * limiting."; null when it was in time, has no time at which it was due, or was not posted.
 * @param name of the message as its readers know it, such as `Tuesday's digest`
 */
export function gapSentence(
  name: string,
  entry: Pick<OutboxEntry, 'dueAt' | 'queuedAt' | 'postedAt' | 'delayedBy'>,
): string | null {
  const { dueAt, queuedAt, postedAt, delayedBy } = entry;
  if (dueAt === undefined || postedAt === null) return null;
  const lateMs = postedAt.getTime() - dueAt.getTime();
  if (lateMs < noticeableMs) return null;
  const madeLateMs = queuedAt.getTime() - dueAt.getTime();
  const reason =
    madeLateMs > lateMs / 2
      ? 'Crewchief was not running then'
      : ((delayedBy && reasons[delayedBy]) ?? 'other messages were before it');
  return `${name} was ${durationText(lateMs)} late: ${reason}.`;
}

/** The sentence about the last message of that type that `receiver` got before `before`. */
export async function lastGap(
  ledger: Pick<DeliveryLedger, 'lastPosted'>,
  last: { readonly receiver: string; readonly template: string; readonly before: Date },
  nameOf: (dueAt: Date) => string,
): Promise<string | null> {
  const entry = await ledger.lastPosted(last.receiver, last.template, last.before);
  return entry?.dueAt === undefined ? null : gapSentence(nameOf(entry.dueAt), entry);
}
