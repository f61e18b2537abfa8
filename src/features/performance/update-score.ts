import { computeScores } from './compute-scores.js';
import type { PerformanceDeps } from './performance-deps.js';

/**
 * Computes a member's score as of now; safe to repeat. Somebody who left, or is in no team, has no
 * score that could change.
 */
export async function updateScore(deps: PerformanceDeps, memberId: string): Promise<void> {
  const member = await deps.people.member(memberId);
  const team = member?.active && member.teamId ? await deps.people.team(member.teamId) : null;
  if (member && team) await computeScores(deps, team, [member]);
}
