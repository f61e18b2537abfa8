import { toError } from '../../shared/errors.js';
import { lotsOf } from '../../shared/lots.js';
import type { Transaction } from '../../storage/index.js';
import { type Member, systemActor } from '../people/index.js';
import type { Task } from '../tasks/index.js';
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

/** Whose tasks and members are looked up together. */
const offersAtOnce = 100;

/** Takes silence for an answer where it is time, and withdraws offers that hold no longer. */
export async function keepOffers(deps: AssignmentDeps): Promise<KeptOffers> {
  const counts = { accepted: 0, expired: 0, withdrawn: 0, failed: 0 };
  for (const lot of lotsOf(await deps.offers.allOpen(), offersAtOnce)) {
    for (const given of await withTaskAndMember(deps, lot)) {
      try {
        const kept = await keep(deps, given);
        if (kept) counts[kept] += 1;
      } catch (error) {
        counts.failed += 1;
        const { id } = given.offer;
        deps.logger.error({ err: toError(error), offer: id }, 'an offer could not be settled');
      }
    }
  }
  return counts;
}

interface OpenOffer {
  readonly offer: Offer;
  readonly task: Task | undefined;
  readonly member: Member | undefined;
}

async function withTaskAndMember(
  { tasks, people }: AssignmentDeps,
  offers: readonly Offer[],
): Promise<readonly OpenOffer[]> {
  const [ofOffers, receivers] = await Promise.all([
    tasks.tasks(offers.map(({ taskId }) => taskId)),
    people.members(offers.map(({ memberId }) => memberId)),
  ]);
  const taskById = new Map(ofOffers.map((task) => [task.id, task]));
  const memberById = new Map(receivers.map((member) => [member.id, member]));
  return offers.map((offer) => ({
    offer,
    task: taskById.get(offer.taskId),
    member: memberById.get(offer.memberId),
  }));
}

/** @returns null when the offer stays open, or was settled meanwhile. */
async function keep(
  deps: AssignmentDeps,
  { offer, task, member }: OpenOffer,
): Promise<Kept | null> {
  if (!task || !member) throw new Error(`${offer.id} has no task or no member`);
  const close = (settlement: Ending) =>
    deps.inTransaction((transaction) => end(deps, { offer, task, settlement }, transaction));
  if (!member.active || member.teamId !== offer.teamId) {
    return close({ state: 'withdrawn', withdrawal: leftTeam });
  }
  if (task.assigneeId !== null || task.status !== 'open') {
    return close({ state: 'withdrawn', withdrawal: 'the task is no longer free' });
  }
  if (deps.clock.now() < offer.answerBy) return null;
  if ((await deps.rules.silenceRuleOf(offer.teamId)) === 're-offer') {
    return close({ state: 'expired', bySilence: true });
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
  if (!offer) return;
  const task = await deps.tasks.task(offer.taskId);
  if (!task) throw new Error(`${offer.id} has no task`);
  await end(deps, { offer, task, settlement: { state: 'withdrawn', withdrawal } }, transaction);
}

type Ending = Settlement & { readonly state: 'withdrawn' | 'expired' };

async function end(
  deps: AssignmentDeps,
  {
    offer,
    task,
    settlement,
  }: { readonly offer: Offer; readonly task: Task; readonly settlement: Ending },
  transaction: Transaction,
): Promise<Ending['state'] | null> {
  const settledUnder = `${settlement.state}/${offer.id}`;
  const given = { offer, settlement: { settledUnder, ...settlement }, task };
  return (await settle(deps, given, transaction)) ? settlement.state : null;
}
