import type { DecisionKind, DecisionResult } from './rule/decision-result.js';

/** Up to so many decisions of a team in one run are posted as a card each. */
export const mostSingleCards = 5;
/**
 * From this probability of being worse on, a call for help is made by a card of its own with a
 * mention, however many decisions there are. Among 10,000 tasks, most of them unchanged, 72 % of
 * those called for at 0.98 are really worse, and 50 % of those at 0.90 (simulated).
 */
export const certainlyWorseFrom = 0.98;

type Ranked = Pick<DecisionResult, 'decision' | 'confidence'>;

export function isCertainlyWorse({
  decision,
  probabilities,
}: Pick<DecisionResult, 'decision' | 'probabilities'>): boolean {
  return decision === 'intervene' && (probabilities?.worse ?? 0) >= certainlyWorseFrom;
}

/** Whether a decision gets a card of its own; the others of a large run stand in one digest. */
export function hasOwnCard(
  result: Pick<DecisionResult, 'decision' | 'probabilities'>,
  decidedTogether: number,
): boolean {
  return decidedTogether <= mostSingleCards || isCertainlyWorse(result);
}

/** What is closed has taken effect by itself, and asks nobody for anything. */
const order: readonly DecisionKind[] = ['intervene', 'extend', 'review', 'close'];

/** Calls for help first, then the others, each kind by its probability, the highest first. */
export function byRank(left: Ranked, right: Ranked): number {
  return (
    order.indexOf(left.decision) - order.indexOf(right.decision) ||
    (right.confidence ?? 0) - (left.confidence ?? 0)
  );
}
