import type { Transaction } from '../../storage/index.js';
import { type Actor } from '../people/index.js';
import { isOngoing, type Task, type TaskChanged } from '../tasks/index.js';
import type { AssignmentDeps } from './assignment-deps.js';
import { assumedHours } from '../workload/index.js';
import { buildProblem } from './build-problem.js';
import { causeOf } from './causes.js';
import { offerId } from './make-offers.js';
import { acceptanceUndone, type Offer, type Settlement } from './offer.js';
import { settledMessages } from './offer-message.js';
import { situationOf } from './situation.js';

/** What an assignment went by: when one of these changes, the offer is made anew. */
const decisive = ['requiredSkills', 'estimatedHours', 'dependsOn', 'pinned'] as const;

/** Keeps offers in step with their task, and asks for the next one when work is done. */
export async function followTask(
  deps: AssignmentDeps,
  event: TaskChanged,
  transaction: Transaction,
): Promise<void> {
  const { before, task, at, intentId } = event;
  if (task.status === 'done' && before.status !== 'done' && task.assigneeId !== null) {
    const next = {
      kind: 'next offer',
      subject: task.assigneeId,
      cause: causeOf(intentId),
    } as const;
    await deps.work.enqueue([{ ...next, dueAt: at }], transaction);
  }
  if (isOngoing(task) && !isOngoing(before)) await followReopening(deps, event, transaction);
  if (event.undoes !== null) await followUndoing(deps, event, event.undoes, transaction);
  if (isTakenAway(before, task)) await followLoss(deps, event, transaction);
  if (before.assigneeId === null && concernsOffer(before, task)) {
    const offer = await deps.offers.open({ taskId: task.id }, transaction);
    if (offer && !isRenamed(offer, before, task)) await follow(deps, event, offer, transaction);
  }
}

/** Whether whoever held the task has nothing to do with it any more. */
function isTakenAway(before: Task, task: Task): boolean {
  if (before.assigneeId === null) return false;
  return (
    task.assigneeId !== before.assigneeId || (isOngoing(before) && task.status === 'cancelled')
  );
}

/** An assignment that was accepted has ended when its task goes elsewhere. */
async function followLoss(
  deps: AssignmentDeps,
  { task, actor, intentId }: TaskChanged,
  transaction: Transaction,
): Promise<void> {
  const offer = await deps.offers.accepted(task.id, transaction);
  if (!offer) return;
  const withdrawal = whyWithdrawn(task, actor);
  const settlement = { state: 'withdrawn', settledUnder: intentId, withdrawal } as const;
  await settle(deps, { offer, settlement, task }, transaction);
}

function concernsOffer(before: Task, task: Task): boolean {
  return (
    task.assigneeId !== null ||
    task.status !== before.status ||
    changedFields(before, task).length > 0
  );
}

function changedFields(before: Task, task: Task): readonly (typeof decisive)[number][] {
  return decisive.filter((field) => JSON.stringify(before[field]) !== JSON.stringify(task[field]));
}

/** Whether a skill only got the name that the offer has for it already. */
function isRenamed({ requiredSkills }: Offer, before: Task, task: Task): boolean {
  if (task.assigneeId !== null || task.status !== before.status) return false;
  if (changedFields(before, task).some((field) => field !== 'requiredSkills')) return false;
  const names = (given: Task) => sorted(given.requiredSkills.map(({ name }) => name));
  const levels = (given: Task) => sorted(given.requiredSkills.map(({ level }) => String(level)));
  return (
    names(before) !== names(task) &&
    names(task) === sorted(requiredSkills) &&
    levels(before) === levels(task)
  );
}

function sorted(words: readonly string[]): string {
  return JSON.stringify(words.toSorted());
}

async function follow(
  deps: AssignmentDeps,
  { task, actor, intentId }: TaskChanged,
  offer: Offer,
  transaction: Transaction,
): Promise<void> {
  const settlement: Settlement =
    task.assigneeId === offer.memberId
      ? { state: 'accepted', settledUnder: intentId, bySilence: actor.kind === 'system' }
      : { state: 'withdrawn', settledUnder: intentId, withdrawal: whyWithdrawn(task, actor) };
  await settle(deps, { offer, settlement, task }, transaction);
}

function whyWithdrawn(task: Task, { name }: Actor): string {
  if (!isOngoing(task)) return `the task is ${task.status} now`;
  if (task.assigneeId !== null) return 'somebody else has it now';
  return task.status === 'open' ? `${name} changed the task` : `the task is ${task.status} now`;
}

/**
 * Settles an offer, edits its message, and asks for the member's next offer when it was withdrawn.
 * @returns false when it was settled meanwhile; then nothing is done.
 */
export async function settle(
  { offers, people, outbox, homeChanges, work, clock }: AssignmentDeps,
  {
    offer,
    settlement,
    task,
  }: { readonly offer: Offer; readonly settlement: Settlement; readonly task: Task },
  transaction: Transaction,
): Promise<boolean> {
  const now = clock.now();
  const settled = await offers.settle(offer, { settledAt: now, ...settlement }, transaction);
  if (!settled) return false;
  const member = await people.member(offer.memberId);
  homeChanges.announce(member, transaction);
  if (member) await outbox.enqueue(settledMessages(settled, task, member), transaction);
  if (settled.state === 'accepted' || settled.state === 'completed') return true;
  const cause = `after ${settled.state}/${settled.settledUnder ?? ''}/${offer.id}`;
  await work.enqueue(
    [
      { kind: 'next offer', subject: offer.memberId, cause, dueAt: now },
      { kind: 'offers', subject: offer.teamId, cause: `${cause}/team`, dueAt: now },
    ],
    transaction,
  );
  return true;
}

/** An assignment that was completed is under way again, and what the completion led to is over. */
async function followReopening(
  deps: AssignmentDeps,
  { task, undoes }: TaskChanged,
  transaction: Transaction,
): Promise<void> {
  const { offers } = deps;
  const [latest] = await offers.latest({ taskId: task.id }, 1);
  if (latest?.state === 'completed')
    await offers.settle(latest, { state: 'accepted' }, transaction);
  if (undoes === null || task.assigneeId === null) return;
  const next = await offers.find(offerId(causeOf(undoes), task.assigneeId), transaction);
  const offered = next?.state === 'offered' ? await deps.tasks.task(next.taskId) : null;
  if (!next || !offered) return;
  if (await mayHoldBoth(deps, task, next)) return;
  const withdrawal = `${task.id} is yours to finish again`;
  const settlement = { state: 'withdrawn', settledUnder: `undo/${undoes}`, withdrawal } as const;
  await settle(deps, { offer: next, settlement, task: offered }, transaction);
}

/** Whether the limits and the free hours of whoever finishes `task` again leave room for `offer`. */
async function mayHoldBoth(deps: AssignmentDeps, task: Task, offer: Offer): Promise<boolean> {
  const team = await deps.people.team(offer.teamId);
  if (!team) throw new Error(`${offer.id} is of a team that does not exist any more`);
  const problem = buildProblem(await situationOf(deps, team));
  const member = problem.members.find(({ id }) => id === offer.memberId);
  if (!member) return false;
  const others = problem.tasks.filter(
    ({ id, holderId }) => holderId === member.id && id !== task.id && id !== offer.taskId,
  );
  const hours = others.reduce((sum, { estimatedHours }) => sum + estimatedHours, 0);
  const needed = hours + offer.estimatedHours + (task.estimatedHours ?? assumedHours);
  return needed <= member.capacityHours && others.length + 2 <= (member.maximumTasks ?? Infinity);
}

async function followUndoing(
  deps: AssignmentDeps,
  { task }: TaskChanged,
  undoes: string,
  transaction: Transaction,
): Promise<void> {
  const offer = await deps.offers.settledUnder(undoes, transaction);
  if (offer?.state !== 'accepted' || task.assigneeId === offer.memberId) return;
  const settlement = { state: 'withdrawn', withdrawal: acceptanceUndone } as const;
  await settle(deps, { offer, settlement, task }, transaction);
}
