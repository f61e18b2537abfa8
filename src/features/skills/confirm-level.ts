import { actorId, isAllowed, type Member } from '../people/index.js';
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
  | { readonly kind: 'invalid'; readonly fault: string }
  | {
      readonly kind: 'decided' | 'decided before';
      readonly answer: SkillAnswer;
      readonly member: Member;
      /** Who decided it; null when they are gone. */
      readonly decidedBy: Member | null;
    };

/** Confirms or refuses the level that a member asks for; whoever manages the member may. */
export async function confirmLevel(
  deps: SkillDeps,
  { actor, intentId, answerId, confirmed }: ConfirmLevel,
): Promise<ConfirmLevelOutcome> {
  const { store, people, logger } = deps;
  const found = await store.answer(answerId);
  const member = found && (await people.member(found.memberId));
  if (!found || !member) return { kind: 'unknown' };
  const isOwn = actorId(actor) === member.id;
  if (isOwn || !isAllowed(actor, 'manage_team', { teamId: member.teamId })) {
    logger.warn({ actorId: actorId(actor), answerId }, 'refused: not allowed');
    return { kind: 'not allowed' };
  }
  const outcome = await deps.inTransaction<ConfirmLevelOutcome>(async (transaction) => {
    const before = await store.answer(answerId, transaction);
    if (before?.state !== 'asked') {
      return { kind: 'decided before', answer: before ?? found, member, decidedBy: null };
    }
    const skill = before.suggested;
    const raise = { actor, intentId: `${intentId}/level`, memberId: member.id, skill };
    const raised = confirmed ? await deps.skillLevels.raise(raise, transaction) : null;
    if (raised?.kind === 'invalid') return { kind: 'invalid', fault: raised.fault };
    const state = confirmed ? 'confirmed' : 'refused';
    const answer: SkillAnswer = { ...before, state, decidedById: actorId(actor) };
    await store.saveAnswer(answer, transaction);
    await deps.audit.insert(
      {
        id: intentId,
        at: deps.clock.now(),
        actorId: actorId(actor),
        action: `skill level ${state}`,
        subject: `skills of member ${member.id}`,
        after: { ...skill },
      },
      transaction,
    );
    const concerned = await people.members([...before.askedIds, actorId(actor)]);
    const decidedBy = concerned.find(({ id }) => id === actorId(actor)) ?? null;
    const messages = decidedMessages(answer, member, concerned, decidedBy);
    await deps.outbox.enqueue(messages, transaction);
    deps.announceHome(member, transaction);
    return { kind: 'decided', answer, member, decidedBy };
  });
  if (outcome.kind !== 'decided before' || outcome.answer.decidedById === null) return outcome;
  return { ...outcome, decidedBy: await people.member(outcome.answer.decidedById) };
}
