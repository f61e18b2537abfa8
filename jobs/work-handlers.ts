import type { Assignments } from '../src/features/assignments/index.js';
import type { WorkHandler } from '../src/scheduling/index.js';

/** What is done in the background, by kind of work. */
export function workHandlers({
  assignments,
}: {
  readonly assignments: Pick<Assignments, 'followCompletion' | 'assignTeam'>;
}): Readonly<Record<string, WorkHandler>> {
  return {
    'next offer': ({ subject, id }) => assignments.followCompletion(subject, id),
    offers: async ({ subject, id }) => {
      await assignments.assignTeam(subject, id);
      return null;
    },
  };
}
