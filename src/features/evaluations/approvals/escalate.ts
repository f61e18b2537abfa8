import type { Approval } from '../../approvals/index.js';
import { actorId, systemActor, type Team } from '../../people/index.js';
import { taskSubject } from '../../tasks/index.js';
import { audienceOf, concernedBy } from '../audience.js';
import type { Evaluation } from '../evaluation.js';
import type { EvaluationDeps } from '../evaluation-deps.js';
import { messagesOfCard } from '../slack/evaluation-messages.js';

/**
 * Passes the turn on, on record and on every copy of the card.
 * @returns null when somebody has decided or passed it on in the meantime.
 */
export async function escalate(
  { store, audit, outbox, people, inTransaction, clock }: EvaluationDeps,
  evaluation: Evaluation,
  { team, approval }: { readonly team: Team; readonly approval: Approval },
): Promise<Evaluation | null> {
  const at = clock.now();
  const audience = await audienceOf(people, team, concernedBy({ ...evaluation, approval }));
  return inTransaction(async (transaction) => {
    const escalated = await store.escalate(evaluation, approval, transaction);
    if (!escalated) return null;
    await audit.insert(
      {
        id: `evaluation/${evaluation.id}/escalated/${approval.level}`,
        at,
        actorId: actorId(systemActor),
        action: 'approval escalated',
        subject: taskSubject(evaluation.taskId),
        before: { approval: evaluation.approval },
        after: { approval },
      },
      transaction,
    );
    await outbox.enqueue(messagesOfCard(escalated, audience, at), transaction);
    return escalated;
  });
}
