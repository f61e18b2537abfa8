import { addSeconds } from 'date-fns';
import { computeScores } from './compute-scores.js';
import { type PerformanceDeps, quietSeconds, scoreWork } from './performance-deps.js';

/**
 * Computes a member's score as of now, unless more is asked for later; safe to repeat. Somebody who
 * left, or is in no team, has no score that could change.
 * @returns when to try again, because it is too early; null when all is done.
 */
export async function updateScore(deps: PerformanceDeps, memberId: string): Promise<Date | null> {
  const { people, work, clock } = deps;
  const now = clock.now();
  const later = await work.latestDue(scoreWork, memberId, now, addSeconds(now, quietSeconds));
  if (later) return later;
  const member = await people.member(memberId);
  const team = member?.active && member.teamId ? await people.team(member.teamId) : null;
  if (member && team) await computeScores(deps, team, [member]);
  return null;
}
