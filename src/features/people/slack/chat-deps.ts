import type { Logger } from '../../../shared/logger.js';
import { message, type Message } from '../../../shared/message.js';
import type { MemberAdministration } from '../member-administration.js';
import type { People } from '../people-service.js';
import type { TeamAdministration } from '../team-administration.js';

/** How much work a member takes on, by their own word; null where they set no limit. */
export interface WorkLimitsShown {
  /** The last day off rotation, `YYYY-MM-DD`. */
  readonly offRotationUntil: string | null;
  readonly maximumTasks: number | null;
  readonly hoursPerWeek: number | null;
}

export interface ChatDeps {
  readonly workLimitsOf: (memberId: string) => Promise<WorkLimitsShown>;
  readonly people: People;
  readonly memberAdministration: MemberAdministration;
  readonly teamAdministration: TeamAdministration;
  readonly logger: Logger;
}

/** The answer to somebody who may not administer: who may. */
export async function adminsOnly({ people }: ChatDeps): Promise<Message> {
  const admins = await people.admins();
  return message('people/admins-only', { admins: admins.map(mention) });
}

/** Somebody to be mentioned in a message. */
export function mention({ name, slackId }: { name: string; slackId?: string }): {
  name: string;
  slackId: string | null;
} {
  return { name, slackId: slackId ?? null };
}
