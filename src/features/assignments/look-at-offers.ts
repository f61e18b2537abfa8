import {
  type Actor,
  actorId,
  isAllowed,
  logRefusal,
  type Member,
  type Team,
} from '../people/index.js';
import type { Task } from '../tasks/index.js';
import type { AssignmentDeps } from './assignment-deps.js';
import type { Offer } from './offer.js';

export interface LookAtOffers {
  readonly actor: Actor;
  readonly of:
    | { readonly kind: 'member'; readonly member: Member }
    | { readonly kind: 'team'; readonly team: Team };
}

export type LookOutcome =
  | {
      readonly kind: 'offers';
      readonly offers: readonly Offer[];
      readonly manages: boolean;
      /**
       * The share of the best possible that the team's latest plan may miss, from 0 to 1; null for
       * a member, and for a team without a plan.
       */
      readonly planGap: number | null;
    }
  | { readonly kind: 'not allowed' };

export type WhyOutcome =
  | {
      readonly kind: 'offer';
      readonly task: Task;
      readonly offer: Offer;
      /** Earlier offers of the task, newest first; those that the actor may see. */
      readonly earlier: readonly Offer[];
      /** Whether the actor may see how others compare. */
      readonly manages: boolean;
    }
  | { readonly kind: 'not offered'; readonly task: Task }
  | { readonly kind: 'unknown task' }
  | { readonly kind: 'not allowed' };

const mostListed = 30;

/** What was offered, newest first: to oneself, or by those who manage the team. */
export async function lookAtOffers(
  { offers, rules, logger }: AssignmentDeps,
  { actor, of }: LookAtOffers,
): Promise<LookOutcome> {
  const teamId = of.kind === 'team' ? of.team.id : of.member.teamId;
  const manages = isAllowed(actor, 'manage_team', { teamId });
  const isOwn = of.kind === 'member' && of.member.id === actorId(actor);
  if (!manages && !isOwn) {
    logRefusal(actor, logger, { what: 'look at offers', teamId });
    return { kind: 'not allowed' };
  }
  if (of.kind === 'member') {
    const found = await offers.latest({ memberId: of.member.id }, mostListed);
    return { kind: 'offers', offers: found, manages, planGap: null };
  }
  const [found, plan] = await Promise.all([
    offers.latest({ teamId: of.team.id }, mostListed),
    rules.lastPrices(of.team.id),
  ]);
  return { kind: 'offers', offers: found, manages, planGap: plan?.gap ?? null };
}

/** Why a task was offered as it was: to whom it was offered, or by those who manage the team. */
export async function whyOffered(
  { offers, tasks, logger }: AssignmentDeps,
  { actor, taskId }: { readonly actor: Actor; readonly taskId: string },
): Promise<WhyOutcome> {
  const task = await tasks.task(taskId);
  if (!task) return { kind: 'unknown task' };
  const all = await offers.latest({ taskId }, mostListed);
  const manages = isAllowed(actor, 'manage_team', { teamId: task.teamId });
  const visible = manages ? all : all.filter(({ memberId }) => memberId === actorId(actor));
  const [offer, ...earlier] = visible;
  if (offer) return { kind: 'offer', task, offer, earlier, manages };
  if (all.length === 0 && isAllowed(actor, 'view_team', { teamId: task.teamId })) {
    return { kind: 'not offered', task };
  }
  logRefusal(actor, logger, { what: 'look at offers', taskId });
  return { kind: 'not allowed' };
}
