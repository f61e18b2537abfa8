import { computeScores } from './compute-scores.js';
import type { PerformanceDeps } from './performance-deps.js';

/**
 * Computes a member's score as of now; safe to repeat. Somebody who left, or is in no team, has no
 * score that could change.
 */
export async function updateScore(deps: PerformanceDeps, memberId: string): Promise<void> {
  const { people } = deps;
  const member = await people.member(memberId);
  const team = member?.active && member.teamId ? await people.team(member.teamId) : null;
  if (member && team) await computeScores(deps, team, [member]);
}
