import type { Team } from '../people/index.js';

/**
 * Who has no part in deciding about a task of the team: whoever holds it, as long as somebody else
 * manages the team; null when that is nobody.
 */
export function excludedFromDeciding(
  { managerIds }: Pick<Team, 'managerIds'>,
  assigneeId: string | null,
): string | null {
  return managerIds.some((id) => id !== assigneeId) ? assigneeId : null;
}
