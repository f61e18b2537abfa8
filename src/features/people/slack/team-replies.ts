import { message, type Message } from '../../../shared/message.js';
import type { Team } from '../member.js';

/** The answer to a request that has taken effect before. */
export function teamNow(team: Team | null): Message | null {
  return team && message('people/team-now', { name: team.name });
}
