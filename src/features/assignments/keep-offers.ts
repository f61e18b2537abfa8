import { toError } from '../../shared/errors.js';
import type { Transaction } from '../../storage/index.js';
import { type Member, systemActor } from '../people/index.js';
import type { AssignmentDeps } from './assignment-deps.js';
import { settle } from './follow-task.js';
import type { Offer, Settlement } from './offer.js';

export interface KeptOffers {
  readonly accepted: number;
  readonly expired: number;
  readonly withdrawn: number;
  readonly failed: number;
}

type Kept = keyof KeptOffers;

/** Takes silence for an answer where it is time, and withdraws offers that hold no longer. */
export async function keepOffers(deps: AssignmentDeps): Promise<KeptOffers> {
  const counts = { accepted: 0, expired: 0, withdrawn: 0, failed: 0 };
  const overdue = await deps.offers.overdue(deps.clock.now());
  for (const offer of await deps.offers.allOpen()) {
    const isOverdue = overdue.some(({ id }) => id === offer.id);
    try {
      const kept = await keep(deps, offer, isOverdue);
      if (kept) counts[kept] += 1;
    } catch (error) {
      counts.failed += 1;
      deps.logger.error({ err: toError(error), offer: offer.id }, 'an offer could not be settled');
    }
  }
  return counts;
}

async function keep(deps: AssignmentDeps, offer: Offer, isOverdue: boolean): Promise<Kept | null> {
  const [task, member] = await Promise.all([
    deps.tasks.task(offer.taskId),
    deps.people.member(offer.memberId),
  ]);
  if (!task || !member) throw new Error(`${offer.id} has no task or no member`);
  if (!member.active || member.teamId !== offer.teamId) {
    return close(deps, offer, { state: 'withdrawn', withdrawal: leftTeam });
  }
  if (task.assigneeId !== null || task.status !== 'open') {
    return close(deps, offer, { state: 'withdrawn', withdrawal: 'the task is no longer free' });
  }
  if (!isOverdue) return null;
  if ((await deps.rules.silenceRuleOf(offer.teamId)) === 're-offer') {
    return close(deps, offer, { state: 'expired', bySilence: true });
  }
  const outcome = await deps.tasks.change({
    actor: systemActor,
    intentId: `silence/${offer.id}`,
    taskId: task.id,
    version: task.version,
    command: { kind: 'assign', assigneeId: member.id },
  });
  return outcome.kind === 'changed' ? 'accepted' : null;
}

async function close(
  deps: AssignmentDeps,
  offer: Offer,
  settlement: Settlement & { readonly state: 'withdrawn' | 'expired' },
): Promise<Kept> {
  await deps.inTransaction((transaction) => withdraw(deps, offer, settlement, transaction));
  return settlement.state;
}

export const leftTeam = 'you are no longer in the team';

/** Ends the open offer of a member who left, or left the team, in the transaction in which it happens. */
export async function followMember(
  deps: AssignmentDeps,
  { before, after }: { readonly before: Member | null; readonly after: Member },
  transaction: Transaction,
): Promise<void> {
  if (!before || (after.active && after.teamId === before.teamId)) return;
  await withdrawFrom(deps, after.id, leftTeam, transaction);
}

/** Withdraws the open offer of a member, when there is one. */
export async function withdrawFrom(
  deps: AssignmentDeps,
  memberId: string,
  withdrawal: string,
  transaction: Transaction,
): Promise<void> {
  const offer = await deps.offers.open({ memberId }, transaction);
  if (offer) await withdraw(deps, offer, { state: 'withdrawn', withdrawal }, transaction);
}

async function withdraw(
  deps: AssignmentDeps,
  offer: Offer,
  settlement: Settlement,
  transaction: Transaction,
): Promise<void> {
  const task = await deps.tasks.task(offer.taskId);
  if (!task) throw new Error(`${offer.id} has no task`);
  const settledUnder = `${settlement.state}/${offer.id}`;
  await settle(deps, { offer, settlement: { settledUnder, ...settlement }, task }, transaction);
}
