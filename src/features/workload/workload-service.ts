import type { Actor, Team } from '../people/index.js';
import type { Horizon } from './capacity.js';
import type { MemberLoadOutcome, TeamLoadOutcome } from './look-at-load.js';
import type { TeamLoads } from './read-loads.js';

/** How much work everybody has, against the hours that they have for it. */
export interface Workload {
  look(request: { readonly actor: Actor; readonly memberId: string }): Promise<MemberLoadOutcome>;
  lookAtTeam(request: { readonly actor: Actor; readonly teamId: string }): Promise<TeamLoadOutcome>;
  /** The load of everybody in the team, over the planning horizon or, when given, another one. */
  loadsOfTeam(team: Team, horizon?: Horizon): Promise<TeamLoads>;
  /** Warns of overload where changes have brought it about since the last time. */
  checkLoads(): Promise<{ readonly warned: number }>;
}
