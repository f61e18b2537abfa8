import type { DeliveryLedger } from '../../outbox/index.js';
import type { Clock } from '../../shared/clock.js';
import { type Message, message } from '../../shared/message.js';
import { millisecondsInDay } from 'date-fns/constants';

const daysShown = 30;

/** What was sent lately by type of message, and how much of it somebody acted on. */
export async function typesReply({
  ledger,
  clock,
}: {
  readonly ledger: Pick<DeliveryLedger, 'tallySince'>;
  readonly clock: Clock;
}): Promise<Message> {
  const since = new Date(clock.now().getTime() - daysShown * millisecondsInDay);
  const types = await ledger.tallySince(since);
  return message('deliveries/types', {
    days: daysShown,
    types: types.map((type) => ({
      ...type,
      share: type.posted === 0 ? null : type.actedOn / type.posted,
    })),
  });
}
