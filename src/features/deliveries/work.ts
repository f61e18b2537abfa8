import type { Clock } from '../../shared/clock.js';
import { type Message, message } from '../../shared/message.js';
import type { InTransaction, Transaction } from '../../storage/index.js';
import type { Audit } from '../audit/index.js';
import { localDayAndTime } from '../calendar/index.js';
import type { CommandRequest } from '../chat.js';
import { actorId } from '../people/index.js';

/** What was to follow from a change, soon after it. */
export interface BackgroundWork {
  readonly id: string;
  readonly kind: string;
  readonly state: 'waiting' | 'failed';
  readonly failures: number;
  readonly error: string | null;
  readonly dueAt: Date;
}

export interface WorkLedger {
  /** Failed items first. */
  list(limit: number): Promise<readonly BackgroundWork[]>;
  /** @returns false when no failed item has that id. */
  retry(id: string, now: Date, transaction: Transaction): Promise<boolean>;
}

export interface WorkReplyDeps {
  readonly work: WorkLedger;
  readonly audit: Audit;
  readonly inTransaction: InTransaction;
  readonly clock: Clock;
}

const mostListed = 50;

/** `/crew jobs`, and `/crew jobs retry <id>`. */
export async function workReply(deps: WorkReplyDeps, request: CommandRequest): Promise<Message> {
  const { actor, text } = request;
  if (/^retry\b/.test(text)) return retry(deps, request);
  if (text !== '') return message('deliveries/work-usage', { text: text.slice(0, 60) });
  const items = await deps.work.list(mostListed);
  const timeZone = actor.kind === 'member' ? actor.timeZone : 'UTC';
  return message('deliveries/work', {
    items: items.map(({ id, kind, state, failures, error, dueAt }) => ({
      id,
      kind,
      failed: state === 'failed',
      failures,
      error,
      due: localDayAndTime(dueAt, timeZone),
    })),
  });
}

async function retry(
  { work, audit, inTransaction, clock }: WorkReplyDeps,
  { actor, intentId, text }: CommandRequest,
): Promise<Message> {
  const id = text.replace(/^retry\s*/, '').slice(0, 500);
  const queued = await inTransaction(async (transaction) => {
    const found = await work.retry(id, clock.now(), transaction);
    if (found) {
      const entry = { id: intentId, at: clock.now(), actorId: actorId(actor) };
      await audit.insert(
        { ...entry, action: 'work queued again', subject: `work ${id}` },
        transaction,
      );
    }
    return found;
  });
  return message('deliveries/work-retried', { id, queued });
}
