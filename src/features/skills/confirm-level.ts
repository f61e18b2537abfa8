import type { Transaction } from '../../storage/index.js';
import type { Authority } from '../approvals/index.js';
import { actorId, logRefusal, type Member } from '../people/index.js';
import { decidedMessages } from './skill-messages.js';
import type { Requested, SkillDeps } from './skill-deps.js';
import type { SkillAnswer } from './skills-store.js';

export type ConfirmLevel = Requested & {
  /** The id of the member's answer. */
  readonly answerId: string;
  readonly confirmed: boolean;
};

export type ConfirmLevelOutcome =
  | { readonly kind: 'unknown' | 'not allowed' }
  | { readonly kind: 'has left'; readonly member: Member }
  | { readonly kind: 'invalid'; readonly fault: string }
  | DecidedLevel;

export interface DecidedLevel {
  readonly kind: 'decided' | 'decided before';
  readonly answer: SkillAnswer;
  readonly member: Member;
  /** Who decided it; null when they are gone. */
  readonly decidedBy: Member | null;
}

/** Confirms or refuses the level that a member asks for; whoever manages the member may. */
export async function confirmLevel(
  deps: SkillDeps,
  request: ConfirmLevel,
): Promise<ConfirmLevelOutcome> {
  const { store, people, approvals, logger } = deps;
  const { actor, answerId } = request;
  const found = await store.answer(answerId);
  const member = found && (await people.member(found.memberId));
  if (!found || !member) return { kind: 'unknown' };
  const team = member.teamId === null ? null : await people.team(member.teamId);
  const isOwn = actorId(actor) === member.id;
  const authority = isOwn ? null : await approvals.authorityOver(actor, team);
  if (!authority) {
    logRefusal(actor, logger, { answerId });
    return { kind: 'not allowed' };
  }
  if (!member.active) return { kind: 'has left', member };
  const outcome = await deps.inTransaction<ConfirmLevelOutcome>(async (transaction) => {
    const before = await store.answer(answerId, transaction);
    if (before?.state !== 'asked') {
      return { kind: 'decided before', answer: before ?? found, member, decidedBy: null };
    }
    return decide(deps, request, { before, member, authority }, transaction);
  });
  if (outcome.kind !== 'decided before' || outcome.answer.decidedById === null) return outcome;
  return { ...outcome, decidedBy: await people.member(outcome.answer.decidedById) };
}

async function decide(
  deps: SkillDeps,
  { actor, intentId, confirmed }: ConfirmLevel,
  asked: {
    readonly before: SkillAnswer;
    readonly member: Member;
    readonly authority: Authority;
  },
  transaction: Transaction,
): Promise<ConfirmLevelOutcome> {
  const { before, member, authority } = asked;
  const { inPlaceOf } = authority;
  const skill = before.suggested;
  const raise = { actor, intentId: `${intentId}/level`, memberId: member.id, skill };
  const raised = confirmed ? await deps.skillLevels.raise(raise, transaction) : null;
  if (raised?.kind === 'invalid') return { kind: 'invalid', fault: raised.fault };
  if (raised?.kind === 'unknown member') return { kind: 'has left', member };
  const state = confirmed ? 'confirmed' : 'refused';
  const answer: SkillAnswer = { ...before, state, decidedById: actorId(actor) };
  await deps.store.saveAnswer(answer, transaction);
  await deps.audit.insert(
    {
      id: intentId,
      at: deps.clock.now(),
      actorId: actorId(actor),
      action: `skill level ${state}`,
      subject: `skills of member ${member.id}`,
      after: { ...skill, ...(inPlaceOf && { inPlaceOfId: inPlaceOf.id }) },
    },
    transaction,
  );
  const concerned = await deps.people.members([...before.askedIds, actorId(actor)]);
  const decidedBy = concerned.find(({ id }) => id === actorId(actor)) ?? null;
  const messages = decidedMessages(answer, member, concerned, { decidedBy, inPlaceOf });
  await deps.outbox.enqueue(messages, transaction);
  deps.announceHome(member, transaction);
  return { kind: 'decided', answer, member, decidedBy };
}
