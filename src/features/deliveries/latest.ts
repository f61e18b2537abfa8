import type { DeliveryLedger, OutboxEntry } from '../../outbox/index.js';
import { type Message, message } from '../../shared/message.js';
import { localDayAndTime } from '../calendar/index.js';

const mostShown = 15;

/** The last messages, each with when it was due, made and posted, how old its data is, and who acted. */
export async function latestReply(
  { ledger }: { readonly ledger: Pick<DeliveryLedger, 'latest'> },
  timeZone: string,
): Promise<Message> {
  const entries = await ledger.latest(['queued', 'sent', 'failed', 'expired'], mostShown);
  const inWords = (instant: Date | null | undefined) =>
    instant ? localDayAndTime(instant, timeZone) : null;
  const lineOf = (entry: OutboxEntry) => ({
    type: entry.message.template,
    to: entry.to,
    status: entry.status,
    due: inWords(entry.dueAt),
    made: inWords(entry.queuedAt),
    data: inWords(entry.dataAsOf),
    posted: inWords(entry.postedAt),
    acted: inWords(entry.actedOnAt),
  });
  return message('deliveries/latest', { entries: entries.map(lineOf) });
}
