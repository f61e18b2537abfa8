import { AlreadyHandledError } from '../audit/index.js';
import { type Actor, actorId, authorise, type Team } from '../people/index.js';
import type { AssignmentDeps } from './assignment-deps.js';
import { withdrawFrom } from './keep-offers.js';
import { isOffRotation, limitFaults, type LimitFaults, type WorkLimits } from './limits.js';
import type { SilenceRule } from './rules-store.js';
import { todayOf } from './situation.js';

interface Change {
  readonly actor: Actor;
  readonly intentId: string;
}

export type ChangeLimitsOutcome =
  | { readonly kind: 'changed'; readonly limits: WorkLimits }
  | { readonly kind: 'invalid'; readonly faults: LimitFaults }
  | { readonly kind: 'not allowed' };

/** Sets the actor's own limits; whoever goes off rotation has no offer to answer any more. */
export async function changeLimits(
  deps: AssignmentDeps,
  { actor, intentId, limits }: Change & { readonly limits: WorkLimits },
): Promise<ChangeLimitsOutcome> {
  const member = actor.kind === 'member' ? await deps.people.member(actor.memberId) : null;
  if (!member) return { kind: 'not allowed' };
  const today = todayOf(member, deps.clock.now());
  const faults = limitFaults(limits, today);
  if (Object.keys(faults).length > 0) return { kind: 'invalid', faults };
  await once(() =>
    deps.inTransaction(async (transaction) => {
      const before = await deps.rules.limitsOf(member.id, transaction);
      await deps.rules.saveLimits(member.id, limits, transaction);
      deps.homeChanges.announce(member, transaction);
      const entry = { id: intentId, at: deps.clock.now(), actorId: actorId(actor) };
      const subject = `work limits of ${member.id}`;
      await deps.audit.insert(
        {
          ...entry,
          action: 'limits changed',
          subject,
          before: { ...before },
          after: { ...limits },
        },
        transaction,
      );
      if (isOffRotation(limits, today)) {
        await withdrawFrom(deps, member.id, 'you went off rotation', transaction);
      }
    }),
  );
  return { kind: 'changed', limits };
}

export type ChangeRuleOutcome = { readonly kind: 'changed' | 'not allowed' };

/** Sets what silence means in a team; its managers may. */
export async function changeSilenceRule(
  deps: AssignmentDeps,
  request: Change & { readonly team: Team; readonly silence: SilenceRule },
): Promise<ChangeRuleOutcome> {
  const { actor, intentId, team, silence } = request;
  const about = { what: 'set the rule of a team' };
  if (!authorise(actor, 'manage_team', { teamId: team.id }, deps.logger, about)) {
    return { kind: 'not allowed' };
  }
  await once(() =>
    deps.inTransaction(async (transaction) => {
      const before = await deps.rules.silenceRuleOf(team.id, transaction);
      await deps.rules.saveSilenceRule(team.id, silence, transaction);
      const entry = { id: intentId, at: deps.clock.now(), actorId: actorId(actor) };
      const subject = `assignment rule of ${team.id}`;
      await deps.audit.insert(
        {
          ...entry,
          action: 'rule changed',
          subject,
          before: { silence: before },
          after: { silence },
        },
        transaction,
      );
    }),
  );
  return { kind: 'changed' };
}

/** A repeated intent has done what it was to do. */
async function once(change: () => Promise<void>): Promise<void> {
  try {
    await change();
  } catch (error) {
    if (!(error instanceof AlreadyHandledError)) throw error;
  }
}
