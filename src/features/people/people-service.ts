import type { MemberActor } from './actor.js';
import type { Member, Team } from './member.js';

/** What other features may ask about people and teams. */
export interface People {
  /** The active member behind a Slack account, as an actor; null for a stranger. */
  actorBySlackId(slackId: string): Promise<MemberActor | null>;
  actorById(memberId: string): Promise<MemberActor | null>;
  member(id: string): Promise<Member | null>;
  memberBySlackId(slackId: string): Promise<Member | null>;
  members(ids: readonly string[]): Promise<readonly Member[]>;
  /** Active members of one team, or of all teams. */
  activeMembers(teamId?: string): Promise<readonly Member[]>;
  /** Members who have left. */
  leavers(): Promise<readonly Member[]>;
  team(id: string): Promise<Team | null>;
  teams(): Promise<readonly Team[]>;
  /** Active members with the role `admin`. */
  admins(): Promise<readonly Member[]>;
}
