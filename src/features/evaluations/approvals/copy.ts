import type { Transaction } from '../../../storage/index.js';
import { audienceOf, concernedBy } from '../audience.js';
import type { Evaluation } from '../evaluation.js';
import type { EvaluationDeps } from '../evaluation-deps.js';
import { messagesOfCard } from '../slack/evaluation-messages.js';

/** Sends somebody a copy of the card, which from now on is kept up to date like the others. */
export async function giveCopy(
  { store, outbox, people, clock }: EvaluationDeps,
  { id, teamId }: Pick<Evaluation, 'id' | 'teamId'>,
  slackId: string,
  transaction: Transaction,
): Promise<void> {
  const evaluation = await store.addReceiver(id, slackId, transaction);
  const team = await people.team(teamId);
  if (!evaluation || !team) throw new Error(`${id} or its team does not exist`);
  const audience = await audienceOf(people, team, concernedBy(evaluation));
  const copies = messagesOfCard(evaluation, audience, clock.now());
  await outbox.enqueue(
    copies.filter(({ to }) => to === slackId),
    transaction,
  );
}
