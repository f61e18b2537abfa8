import type { Member } from '../../people/index.js';
import type { Evaluation } from '../evaluation.js';

/** One waiting decision as a line of a list. */
export function waitingView({
  request,
  inPlaceOf,
  waitedDays,
}: {
  readonly request: Evaluation;
  readonly inPlaceOf: Member | null;
  readonly waitedDays: number;
}) {
  return { ...recommendationView(request), inPlaceOf: inPlaceOf?.name ?? null, waitedDays };
}

/** A task with what was recommended, and the probability behind it in percent. */
export function recommendationView({ taskId, title, receipt: { result } }: Evaluation) {
  const { goalProbablyMet, probabilities } = result;
  const probability = (goalProbablyMet && probabilities?.met) || result.confidence;
  return {
    task: { id: taskId, title },
    recommendation: result.decision,
    goalProbablyMet,
    sureness: probability === null ? null : Math.round(100 * probability),
  };
}
