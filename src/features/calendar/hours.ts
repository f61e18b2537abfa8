import type { DatedHours } from './dated-hours.js';
import type { LocalDay } from './local-day.js';
import type { Holiday, Leave } from './work-calendar.js';
import { fiveByEight, type WorkPattern } from './work-pattern.js';

/** What a team has decided about its hours. */
export interface TeamHours extends DatedHours<WorkPattern> {
  readonly teamId: string;
  /** Whether members may have hours of their own without asking those who manage them. */
  readonly membersSetHours: boolean;
  /** One a day at most, in order. */
  readonly holidays: readonly Holiday[];
  /** 0 as long as nothing was decided. */
  readonly version: number;
}

/** Leave as it is kept. The reason is for the member and those who manage the member alone. */
export type RecordedLeave = Leave & { readonly id: string; readonly reason: string | null };

/** What is kept about one member's hours. Where the pattern is null they are those of the team. */
export interface MemberHours extends DatedHours<WorkPattern | null> {
  readonly memberId: string;
  readonly leave: readonly RecordedLeave[];
  /** Mondays of the weeks in which the member is on call, from midnight in the team's zone. */
  readonly onCallWeeks: readonly LocalDay[];
  /** 0 as long as nothing is kept. */
  readonly version: number;
}

export function undecidedTeamHours(teamId: string): TeamHours {
  return { teamId, pattern: fiveByEight, membersSetHours: true, holidays: [], version: 0 };
}

export function emptyMemberHours(memberId: string): MemberHours {
  return { memberId, pattern: null, leave: [], onCallWeeks: [], version: 0 };
}
