import type { Logger } from '../../../shared/logger.js';
import { type ActionButton, message, type Message } from '../../../shared/message.js';
import type { Member } from '../member.js';
import type { MemberAdministration } from '../member-administration.js';
import type { People } from '../people-service.js';
import { personView } from '../person-view.js';
import type { TeamAdministration } from '../team-administration.js';

/** How much work a member takes on, by their own word; null where they set no limit. */
export interface WorkLimitsShown {
  /** The last day off rotation, `YYYY-MM-DD`. */
  readonly offRotationUntil: string | null;
  readonly maximumTasks: number | null;
  readonly hoursPerWeek: number | null;
}

/** A level that the member's work suggests, with what speaks for it, and the ways to answer. */
export interface SuggestionShown {
  readonly suggestion: {
    readonly skill: string;
    readonly level: number;
    /** Null for a skill that the member lacks. */
    readonly current: number | null;
    readonly tasks: number;
    /** Hours taken as a share of the hours estimated. */
    readonly shareOfEstimate: number;
    /** `YYYY-MM-DD` */
    readonly lastCompletedOn: string;
    readonly more: number;
  };
  readonly actions: { readonly accept: ActionButton; readonly notNow: ActionButton };
}

export interface ChatDeps {
  readonly suggestionFor: (member: Member) => Promise<SuggestionShown | null>;
  readonly workLimitsOf: (memberId: string) => Promise<WorkLimitsShown>;
  readonly people: People;
  readonly memberAdministration: MemberAdministration;
  readonly teamAdministration: TeamAdministration;
  readonly logger: Logger;
}

/** The answer to somebody who may not administer: who may. */
export async function adminsOnly({ people }: ChatDeps): Promise<Message> {
  const admins = await people.admins();
  return message('people/admins-only', { admins: admins.map(personView) });
}
