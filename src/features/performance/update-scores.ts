import { addSeconds } from 'date-fns';
import { toError } from '../../shared/errors.js';
import { computeScores } from './compute-scores.js';
import type { PerformanceDeps } from './performance-deps.js';
import type { ScoreUpdate } from './performance-store.js';

const atOnce = 200;
const firstRetrySeconds = 60;
const mostRetries = 3;

export interface UpdatedScores {
  readonly updated: number;
  readonly failed: number;
}

/** Computes the scores that tasks have changed since; safe to repeat. */
export async function updateScores(deps: PerformanceDeps): Promise<UpdatedScores> {
  const due = await deps.store.due(deps.clock.now(), atOnce);
  const memberIds = [...new Set(due.map(({ memberId }) => memberId))];
  let failed = 0;
  for (const memberId of memberIds) {
    const updates = due.filter((update) => update.memberId === memberId);
    try {
      await updateMember(deps, memberId);
      await deps.store.settle(
        memberId,
        updates.map(({ id }) => id),
      );
    } catch (thrown) {
      failed += 1;
      await putOff(deps, memberId, updates, toError(thrown));
    }
  }
  return { updated: memberIds.length - failed, failed };
}

/** A member who left, or is in no team, has no score that could change. */
async function updateMember(deps: PerformanceDeps, memberId: string): Promise<void> {
  const member = await deps.people.member(memberId);
  const team = member?.active && member.teamId ? await deps.people.team(member.teamId) : null;
  if (member && team) await computeScores(deps, team, [member]);
}

/** Repeats after 60 s x 2^n, three times; then the update stays, failed, to be seen. */
async function putOff(
  { store, clock, logger }: PerformanceDeps,
  memberId: string,
  updates: readonly ScoreUpdate[],
  error: Error,
): Promise<void> {
  const failures = 1 + Math.max(...updates.map(({ attempts }) => attempts));
  const isLast = failures > mostRetries;
  logger.error({ err: error, memberId, failures, isLast }, 'a score could not be updated');
  await store.putOff(
    updates.map(({ id }) => id),
    {
      state: isLast ? 'failed' : 'waiting',
      attempts: failures,
      dueAt: addSeconds(clock.now(), firstRetrySeconds * 2 ** (failures - 1)),
      error: error.message,
    },
  );
}
