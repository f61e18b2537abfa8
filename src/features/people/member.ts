/** Roles from least to most. What each may do stands in `authorisation.ts`. */
export const roles = ['engineer', 'lead', 'manager', 'admin', 'auditor'] as const;
export type Role = (typeof roles)[number];

export interface Skill {
  readonly name: string;
  /** 1 (beginner) to 5 (expert). */
  readonly level: number;
}

/** A person or an AI agent that takes part in a team's work. */
export interface Member {
  readonly id: string;
  readonly kind: 'person' | 'agent';
  readonly name: string;
  /** Absent for an agent without a Slack account. */
  readonly slackId?: string;
  readonly email?: string;
  readonly teamId: string | null;
  readonly role: Role;
  /** IANA name. */
  readonly timeZone: string;
  readonly skills: readonly Skill[];
  readonly weeklyCapacityHours: number;
  /** False once the member has left; history keeps the name. */
  readonly active: boolean;
  readonly version: number;
}

export interface Team {
  readonly id: string;
  readonly name: string;
  /** Slack id of the team's channel. */
  readonly channelId: string;
  readonly managerIds: readonly string[];
  /** IANA name; the team's days and weeks are counted in it. */
  readonly timeZone: string;
  /** Where decisions for managers are posted. */
  readonly decisionsGoTo: 'channel' | 'managers';
  /**
   * Local hour, 0 to 23, at which sources are read for the day's or week's measurements. People are
   * asked when their own work begins.
   */
  readonly measurementHour: number;
  /** Local hour, 0 to 23, from which tasks that reached their end date are evaluated. */
  readonly evaluationHour: number;
  /** When the weekly digest is posted: 1 (Monday) to 7 (Sunday), and a local hour, 0 to 23. */
  readonly digestDay: number;
  readonly digestHour: number;
  readonly version: number;
}

/** Where a member gets direct messages; null for one who has left or has no Slack account. */
export function slackIdOf(member: Member | undefined): string | null {
  return member?.active ? (member.slackId ?? null) : null;
}
