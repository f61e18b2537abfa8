import type { Outbox } from '../../outbox/index.js';
import type { Clock } from '../../shared/clock.js';
import type { NewId } from '../../shared/ids.js';
import type { Logger } from '../../shared/logger.js';
import type { InTransaction, Transaction } from '../../storage/index.js';
import type { Audit } from '../audit/index.js';
import { type Actor, actorId, authorise, type People, type Permission } from '../people/index.js';
import type { CalendarEvents } from './calendar-events.js';
import type { CalendarStore } from './calendar-store.js';

export interface CalendarDeps {
  readonly store: CalendarStore;
  readonly people: People;
  readonly inTransaction: InTransaction;
  readonly audit: Audit;
  readonly outbox: Outbox;
  readonly clock: Clock;
  readonly newId: NewId;
  readonly logger: Logger;
  readonly events: CalendarEvents;
}

/** Who wants a change, and the intent under which it takes effect once. */
export interface Requested {
  readonly actor: Actor;
  readonly intentId: string;
}

/** The request had taken effect before. */
export interface Handled {
  readonly kind: 'already handled';
}

/** Whether the actor may do this to a member or a team. An attempt without leave is logged. */
export function allows(
  { logger }: CalendarDeps,
  actor: Actor,
  permission: Permission,
  target: { readonly id?: string; readonly teamId: string | null },
): boolean {
  const memberIds = target.id === undefined ? [] : [target.id];
  return authorise(actor, permission, { memberIds, teamId: target.teamId }, logger);
}

/** Runs `work`, which records its change, in one transaction; not again for the same intent. */
export async function once<Outcome>(
  { audit, inTransaction }: CalendarDeps,
  { intentId }: Requested,
  work: (transaction: Transaction) => Promise<Outcome>,
): Promise<Outcome | Handled> {
  return inTransaction(async (transaction): Promise<Outcome | Handled> => {
    const handled = await audit.find(intentId, transaction);
    return handled ? { kind: 'already handled' } : work(transaction);
  });
}

/** Writes the audit entry of a change to what is kept of a team or member, and tells of it. */
export async function record(
  { audit, clock, events }: CalendarDeps,
  { actor, intentId }: Requested,
  change: {
    readonly subject: `calendar of ${'member' | 'team'} ${string}`;
    readonly before: Readonly<Record<string, unknown>>;
    readonly after: Readonly<Record<string, unknown>>;
  },
  transaction: Transaction,
): Promise<void> {
  const at = clock.now();
  await audit.insert(
    { id: intentId, at, actorId: actorId(actor), action: 'calendar changed', ...change },
    transaction,
  );
  const [, whose, id = ''] = /^calendar of (member|team) (.+)$/.exec(change.subject) ?? [];
  if (whose === 'member') await events.changed({ memberId: id, at, intentId }, transaction);
  if (whose === 'team') await events.teamChanged({ teamId: id, at, intentId }, transaction);
}
