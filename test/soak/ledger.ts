import type { Db } from 'mongodb';
import type { LocalSlack } from '../../src/local/slack/index.js';
import { botUserId, personsIn, sampleChannelId } from '../flows/support/crew.js';

interface Entry {
  readonly _id: string;
  readonly status: string;
  readonly error: string | null;
  readonly queuedAt: Date;
  readonly settledAt: Date | null;
}

const entriesOf = (db: Db) => db.collection<Entry>('notification_logs');

export function entriesStillQueued(db: Db): Promise<number> {
  return entriesOf(db).countDocuments({ status: 'queued' });
}

/**
 * What was lost, failed or done twice: among the completions that somebody was told of (by task id),
 * the messages that were queued, and those that Slack shows.
 */
export async function findFaults(
  db: Db,
  slack: LocalSlack,
  acknowledged: ReadonlyMap<string, string>,
): Promise<readonly string[]> {
  const faults: string[] = [];
  const tasks = db.collection<{ _id: string; status: string }>('tasks');
  const done = await tasks
    .find({ _id: { $in: [...acknowledged.keys()] }, status: 'done' })
    .toArray();
  if (done.length !== acknowledged.size) {
    faults.push(`${acknowledged.size - done.length} acknowledged completions are lost`);
  }
  const audited = await db
    .collection<{ subject: string }>('audit_log')
    .find({ action: 'task completed' })
    .toArray();
  const subjects = audited.map(({ subject }) => subject);
  faults.push(...twice(subjects).map((subject) => `${subject} was completed twice`));

  const unsettled = await entriesOf(db)
    .find({ status: { $in: ['queued', 'failed', 'expired'] } })
    .toArray();
  faults.push(...unsettled.map(({ _id, status, error }) => `${_id} is ${status}: ${error}`));

  const shown = await shownEntries(slack);
  faults.push(...twice(shown).map((id) => `${id} was posted twice`));
  const shownIds = new Set(shown);
  const sent = await entriesOf(db)
    .find({ status: 'sent', key: { $exists: false } })
    .toArray();
  const missing = sent.filter(({ _id }) => !shownIds.has(_id));
  faults.push(...missing.map(({ _id }) => `${_id} was sent, and nobody sees it`));
  return faults;
}

/** How long messages waited from being queued to being settled. */
export async function figuresOf(db: Db) {
  const sent = await entriesOf(db).find({ status: 'sent' }).toArray();
  const waits = sent
    .map(({ queuedAt, settledAt }) => (settledAt?.getTime() ?? 0) - queuedAt.getTime())
    .toSorted((left, right) => left - right);
  const at = (share: number) => waits[Math.floor(share * (waits.length - 1))] ?? 0;
  return {
    sent: sent.length,
    medianWaitMs: at(0.5),
    p99WaitMs: at(0.99),
    longestWaitMs: at(1),
  };
}

/** Ids of the entries behind all messages of the bot, as the members see them. */
async function shownEntries(slack: LocalSlack): Promise<readonly string[]> {
  const persons = Object.values(personsIn(slack));
  const [first] = persons;
  const conversations = await Promise.all([
    first?.sees(sampleChannelId) ?? [],
    ...persons.map(async (person) => person.sees(await person.direct(botUserId))),
  ]);
  return conversations.flat().flatMap(({ metadata }) => {
    const payload = metadata?.['event_payload'] as { entry_id?: string } | undefined;
    return payload?.entry_id ?? [];
  });
}

function twice(ids: readonly string[]): readonly string[] {
  const seen = new Set<string>();
  return ids.filter((id) => seen.size === seen.add(id).size);
}
