import type { Member } from '../../people/index.js';
import type { Evaluation } from '../evaluation.js';

/** One waiting decision as a line of a list. */
export function waitingView({
  evaluation,
  inPlaceOf,
  waitedDays,
}: {
  readonly evaluation: Evaluation;
  readonly inPlaceOf: Member | null;
  readonly waitedDays: number;
}) {
  return { ...recommendationView(evaluation), inPlaceOf: inPlaceOf?.name ?? null, waitedDays };
}

/** A task with what was recommended, and how probable that is in percent. */
export function recommendationView({ taskId, title, receipt: { result } }: Evaluation) {
  return {
    task: { id: taskId, title },
    recommendation: result.decision,
    goalProbablyMet: result.goalProbablyMet,
    sureness: result.confidence === null ? null : Math.round(100 * result.confidence),
  };
}
