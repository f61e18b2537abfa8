import type { Role } from './member.js';

/** Who asks for something: a member of a team, or the bot itself when a schedule asks. */
export type Actor =
  | {
      readonly kind: 'member';
      readonly memberId: string;
      readonly name: string;
      readonly slackId: string | null;
      readonly role: Role;
      readonly teamId: string | null;
      readonly managesTeamIds: readonly string[];
      readonly timeZone: string;
    }
  | { readonly kind: 'system'; readonly name: 'Crewchief' };

export type MemberActor = Extract<Actor, { kind: 'member' }>;

export const systemActor: Actor = { kind: 'system', name: 'Crewchief' };

/** The id under which the audit log knows `actor`. */
export function actorId(actor: Actor): string {
  return actor.kind === 'member' ? actor.memberId : 'crewchief';
}
