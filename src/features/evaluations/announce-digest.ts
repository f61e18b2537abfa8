import type { Team } from '../people/index.js';
import { byRank } from './announcement.js';
import { audienceOf } from './audience.js';
import type { EvaluationDeps } from './evaluation-deps.js';
import { digestMessages } from './slack/digest-message.js';

/** How many decisions a digest names; the list has all of them. */
const mostNamed = 12;

/**
 * Tells in one message of the team's decisions that got no card, those of an interrupted run
 * included. Does nothing when there are none.
 */
export async function announceDigest(deps: EvaluationDeps, team: Team): Promise<void> {
  const { store, people, outbox, inTransaction, clock } = deps;
  if ((await store.untold(team.id)).length === 0) return;
  const { receivers } = await audienceOf(people, team, []);
  await inTransaction(async (transaction) => {
    const untold = await store.untold(team.id, transaction);
    const ranked = untold.flatMap(({ decisions }) => decisions).toSorted(byRank);
    const [first] = ranked;
    if (!first) return;
    const ids = ranked.slice(0, mostNamed).map(({ evaluationId }) => evaluationId);
    const named = (await store.evaluations(ids)).toSorted(
      (left, right) => ids.indexOf(left.id) - ids.indexOf(right.id),
    );
    await store.removeUntold(team.id, transaction);
    const digest = { id: first.evaluationId, team, ranked, named, receivers, at: clock.now() };
    await outbox.enqueue(digestMessages(digest), transaction);
  });
}
