import type { OutgoingMessage } from '../../outbox/index.js';
import type { Transaction } from '../../storage/index.js';
import { actorId, isAllowed, type Member, type Skill } from '../people/index.js';
import { confirmationRequests } from './skill-messages.js';
import type { Requested, SkillDeps } from './skill-deps.js';
import type { SkillAnswer } from './skills-store.js';
import { suggestionsFor } from './suggest.js';
import type { SkillSuggestion } from './suggestion.js';

export type AnswerSuggestion = Requested & {
  /** The skill and level as they were suggested. */
  readonly suggested: Skill;
  readonly accepted: boolean;
};

export type AnswerSuggestionOutcome =
  | { readonly kind: 'not allowed' }
  /** It was answered before, or the work suggests it no longer. */
  | { readonly kind: 'no longer suggested'; readonly suggested: Skill }
  | { readonly kind: 'put off'; readonly suggested: Skill }
  /** Set at once, as the member may administer. */
  | { readonly kind: 'set'; readonly suggested: Skill }
  | { readonly kind: 'asked'; readonly suggested: Skill; readonly asked: readonly Member[] }
  | { readonly kind: 'nobody confirms'; readonly suggested: Skill }
  | { readonly kind: 'invalid'; readonly fault: string };

/**
 * Takes a suggestion up, or does without it until there is new evidence. Those who may administer
 * set their level by it; for others those who manage them, or else the admins, are asked to confirm.
 */
export async function answerSuggestion(
  deps: SkillDeps,
  request: AnswerSuggestion,
): Promise<AnswerSuggestionOutcome> {
  const { actor, suggested, accepted } = request;
  const member = actor.kind === 'member' ? await deps.people.member(actor.memberId) : null;
  if (!member) return { kind: 'not allowed' };
  const suggestion = (await suggestionsFor(deps, member)).find(
    ({ name, level }) => name === suggested.name && level === suggested.level,
  );
  if (!suggestion) return { kind: 'no longer suggested', suggested };
  if (accepted && isAllowed(actor, 'administer')) {
    return setAtOnce(deps, request, member, suggestion);
  }
  const asked = accepted ? await confirmersOf(deps, member) : [];
  if (accepted && asked.length === 0) return { kind: 'nobody confirms', suggested };
  const answer: SkillAnswer = {
    ...answerTo(deps, request, member, suggestion),
    state: accepted ? 'asked' : 'not now',
    askedIds: asked.map(({ id }) => id),
  };
  await deps.inTransaction(async (transaction) => {
    const messages = confirmationRequests({ answer, member, to: asked, edition: 'asked' });
    await keep(deps, request, member, answer, messages, transaction);
  });
  return accepted ? { kind: 'asked', suggested, asked } : { kind: 'put off', suggested };
}

/** Those who manage the member's team, without the member; where there is nobody, the admins. */
async function confirmersOf({ people }: SkillDeps, member: Member): Promise<readonly Member[]> {
  const team = member.teamId === null ? null : await people.team(member.teamId);
  const others = (members: readonly Member[]) =>
    members.filter(({ id, active, slackId }) => active && id !== member.id && slackId);
  const managers = others(await people.members(team?.managerIds ?? []));
  return managers.length > 0 ? managers : others(await people.admins());
}

function answerTo(
  { clock }: SkillDeps,
  { intentId }: AnswerSuggestion,
  { id: memberId }: Member,
  { name, level, evidence }: SkillSuggestion,
): Omit<SkillAnswer, 'state'> {
  const suggested = { name, level };
  const at = clock.now();
  const undecided = { askedIds: [], passedOn: null, decidedById: null };
  return { id: intentId, memberId, suggested, evidence, at, ...undecided };
}

async function setAtOnce(
  deps: SkillDeps,
  request: AnswerSuggestion,
  member: Member,
  suggestion: SkillSuggestion,
): Promise<AnswerSuggestionOutcome> {
  const { actor, intentId, suggested } = request;
  return deps.inTransaction<AnswerSuggestionOutcome>(async (transaction) => {
    const raise = { actor, intentId, memberId: member.id, skill: suggested };
    const raised = await deps.skillLevels.raise(raise, transaction);
    if (raised.kind === 'invalid') return { kind: 'invalid', fault: raised.fault };
    const answer = answerTo(deps, request, member, suggestion);
    const confirmed = { ...answer, state: 'confirmed', decidedById: member.id } as const;
    await deps.store.saveAnswer(confirmed, transaction);
    deps.announceHome(member, transaction);
    return { kind: 'set', suggested };
  });
}

async function keep(
  deps: SkillDeps,
  { actor, intentId }: Requested,
  member: Member,
  answer: SkillAnswer,
  messages: readonly OutgoingMessage[],
  transaction: Transaction,
): Promise<void> {
  await deps.store.saveAnswer(answer, transaction);
  await deps.audit.insert(
    {
      id: intentId,
      at: answer.at,
      actorId: actorId(actor),
      action: answer.state === 'asked' ? 'skill suggestion accepted' : 'skill suggestion put off',
      subject: `skills of member ${member.id}`,
      after: { ...answer.suggested, ...answer.evidence },
    },
    transaction,
  );
  if (messages.length > 0) await deps.outbox.enqueue(messages, transaction);
  deps.announceHome(member, transaction);
}
