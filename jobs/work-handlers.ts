import type { Assignments } from '../src/features/assignments/index.js';
import type { Performance } from '../src/features/performance/index.js';
import type { WorkHandler } from '../src/scheduling/index.js';

/** What is done in the background, by kind of work. */
export function workHandlers({
  performance,
  assignments,
}: {
  readonly performance: Pick<Performance, 'updateScore'>;
  readonly assignments: Pick<Assignments, 'followCompletion' | 'assignTeam'>;
}): Readonly<Record<string, WorkHandler>> {
  return {
    score: async ({ subject }) => {
      await performance.updateScore(subject);
      return null;
    },
    'next offer': ({ subject, cause }) => assignments.followCompletion(subject, cause),
    offers: async ({ subject, cause }) => {
      await assignments.assignTeam(subject, cause);
      return null;
    },
  };
}
