import { setTimeout as wait } from 'node:timers/promises';
import type { Db } from 'mongodb';
import { Person } from '../../support/person.js';
import { botUserId, type Crew } from './crew.js';

interface Entry {
  readonly _id: string;
  readonly to: string;
  readonly key?: string;
  readonly status: string;
}

const pollMs = 25;
const longestWaitMs = 60_000;

/** The outbox's entries once none waits any more, in the order in which they were queued. */
export async function settledEntries(db: Db): Promise<readonly Entry[]> {
  const entries = db.collection<Entry>('notification_logs');
  for (let waitedMs = 0; waitedMs < longestWaitMs; waitedMs += pollMs) {
    if ((await entries.countDocuments({ status: 'queued' })) === 0) {
      return entries.find().sort({ queuedAt: 1, sequence: 1 }).toArray();
    }
    await wait(pollMs);
  }
  throw new Error('Messages are still waiting to be delivered');
}

/** Ids of the outbox entries behind the messages that `receiver` shows, in their order. */
export async function entriesShownTo(receiver: string, { slack, mara }: Crew): Promise<string[]> {
  const isMember = receiver.startsWith('U');
  const person = isMember ? new Person(slack.acting, receiver) : mara;
  const messages = await person.sees(isMember ? await person.direct(botUserId) : receiver);
  return messages.flatMap(({ metadata }) =>
    metadata === null ? [] : [(metadata['event_payload'] as { entry_id: string }).entry_id],
  );
}
