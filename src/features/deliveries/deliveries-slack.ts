import type { DeliveryLedger } from '../../outbox/index.js';
import { type Message, message } from '../../shared/message.js';
import type { InTransaction } from '../../storage/index.js';
import type { Audit } from '../audit/index.js';
import type { Clock } from '../../shared/clock.js';
import type { Logger } from '../../shared/logger.js';
import { problemOf } from './deliveries.js';
import { localDayAndTime } from '../calendar/index.js';
import type { ChatFeature, CommandRequest } from '../chat.js';
import { type Actor, actorId, authorise } from '../people/index.js';
import { latestReply } from './latest.js';
import { healthReply, type RunLedger } from './health.js';
import { typesReply } from './types.js';
import { type WorkLedger, workReply } from './work.js';

export interface DeliveriesDeps {
  readonly runs: RunLedger;
  readonly work: WorkLedger;
  readonly ledger: DeliveryLedger;
  readonly audit: Audit;
  readonly inTransaction: InTransaction;
  readonly clock: Clock;
  readonly logger: Logger;
}

const mostListed = 50;

/** `/crew deliveries`: what became of the bot's messages, for admins. */
export function deliveriesChat(deps: DeliveriesDeps): ChatFeature {
  return {
    subcommands: [
      {
        name: 'deliveries',
        usage: '',
        summary: 'Messages waiting, sent and failed (admins)',
        run: ifAdmin(deps, 'deliveries', (request) => list(deps, request)),
      },
      {
        name: 'deliveries latest',
        usage: '',
        summary: 'The last messages: due, made, age of their data, posted, acted on (admins)',
        run: ifAdmin(deps, 'deliveries', ({ actor }) => latestReply(deps, zoneOf(actor))),
      },
      {
        name: 'deliveries retry',
        usage: '<id>',
        summary: 'Send a failed message again (admins)',
        run: ifAdmin(deps, 'deliveries', (request) => retry(deps, request)),
      },
      {
        name: 'deliveries types',
        usage: '',
        summary: 'What the bot sent in 30 days, by type, and what was acted on (admins)',
        run: ifAdmin(deps, 'deliveries', () => typesReply(deps)),
      },
      {
        name: 'jobs',
        usage: '[retry <id>]',
        summary: 'Work in the background that waits or has failed (admins)',
        run: ifAdmin(deps, 'jobs', (request) => workReply(deps, request)),
      },
      {
        name: 'health',
        usage: '',
        summary: 'What is late, what failed, and when the jobs last ran',
        run: ({ actor }) => healthReply(deps, actor),
      },
    ],
    buttons: [],
    modals: [],
  };
}

function ifAdmin(
  { logger }: DeliveriesDeps,
  what: string,
  run: (request: CommandRequest) => Promise<Message>,
) {
  return async (request: CommandRequest): Promise<Message> =>
    authorise(request.actor, 'administer', {}, logger, { what: `look at ${what}` })
      ? run(request)
      : message('deliveries/refused', { what });
}

function zoneOf(actor: Actor): string {
  return actor.kind === 'member' ? actor.timeZone : 'UTC';
}

async function list({ ledger }: DeliveriesDeps, { actor, text }: CommandRequest): Promise<Message> {
  if (text !== '') return message('deliveries/list-usage', { text: text.slice(0, 60) });
  const [counts, troubled] = await Promise.all([
    ledger.counts(),
    ledger.latest(['failed', 'expired'], mostListed),
  ]);
  const timeZone = zoneOf(actor);
  return message('deliveries/list', {
    queued: counts.queued ?? 0,
    sent: counts.sent ?? 0,
    failed: counts.failed ?? 0,
    expired: counts.expired ?? 0,
    merged: counts.merged ?? 0,
    muted: counts.muted ?? 0,
    troubled: troubled.map(({ id, to, error, settledAt, queuedAt }) => ({
      id,
      to,
      problem: problemOf(error),
      when: localDayAndTime(settledAt ?? queuedAt, timeZone),
    })),
  });
}

async function retry(
  { ledger, audit, inTransaction, clock }: DeliveriesDeps,
  { actor, intentId, text }: CommandRequest,
): Promise<Message> {
  const id = text.slice(0, 200);
  const queued = await inTransaction(async (transaction) => {
    const found = await ledger.retry(id, transaction);
    if (found) {
      const entry = { id: intentId, at: clock.now(), actorId: actorId(actor) };
      await audit.insert(
        { ...entry, action: 'message queued again', subject: `message ${id}` },
        transaction,
      );
    }
    return found;
  });
  return queued ? message('deliveries/retried', { id }) : message('deliveries/not-retried', { id });
}
