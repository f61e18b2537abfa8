import { type Actor, authorise, isAllowed, type Member, type Team } from '../people/index.js';
import { smallestGroupShown } from '../smallest-group-shown.js';
import { type Load, teamLoadOf } from './load.js';
import { loadsOfTeam, type MemberLoad, type TeamLoads } from './read-loads.js';
import type { WorkloadDeps } from './workload-deps.js';

export type MemberLoadOutcome =
  | { readonly kind: 'unknown member' }
  | { readonly kind: 'not allowed'; readonly name: string }
  | { readonly kind: 'no team'; readonly member: Member }
  | { readonly kind: 'load'; readonly loads: TeamLoads; readonly load: MemberLoad };

/** A person's load is for that person and whoever manages them. */
export async function lookAtLoad(
  deps: WorkloadDeps,
  { actor, memberId }: { readonly actor: Actor; readonly memberId: string },
): Promise<MemberLoadOutcome> {
  const member = await deps.people.member(memberId);
  if (!member?.active) return { kind: 'unknown member' };
  const isOwn = actor.kind === 'member' && actor.memberId === member.id;
  const target = { teamId: member.teamId };
  const about = { what: 'look at a load', memberId };
  if (!isOwn && !authorise(actor, 'manage_team', target, deps.logger, about)) {
    return { kind: 'not allowed', name: member.name };
  }
  const team = member.teamId === null ? null : await deps.people.team(member.teamId);
  if (!team) return { kind: 'no team', member };
  const loads = await loadsOfTeam(deps, team);
  const load = loads.members.find((each) => each.member.id === member.id);
  return load ? { kind: 'load', loads, load } : { kind: 'unknown member' };
}

export type TeamLoadOutcome =
  | { readonly kind: 'unknown team' }
  | { readonly kind: 'not allowed'; readonly name: string }
  | { readonly kind: 'too few'; readonly team: Team; readonly smallest: number }
  | {
      readonly kind: 'team load';
      readonly loads: TeamLoads;
      readonly total: Load;
      /** Whether the actor may see who has which load. */
      readonly byPerson: boolean;
    };

/** The load of a team: by person for its managers, as a whole for everybody else in it. */
export async function lookAtTeamLoad(
  deps: WorkloadDeps,
  { actor, teamId }: { readonly actor: Actor; readonly teamId: string },
): Promise<TeamLoadOutcome> {
  const team = await deps.people.team(teamId);
  if (!team) return { kind: 'unknown team' };
  if (!authorise(actor, 'view_team', { teamId }, deps.logger, { what: 'look at loads' })) {
    return { kind: 'not allowed', name: team.name };
  }
  const byPerson = isAllowed(actor, 'manage_team', { teamId });
  const loads = await loadsOfTeam(deps, team);
  if (!byPerson && loads.members.length < smallestGroupShown) {
    return { kind: 'too few', team, smallest: smallestGroupShown };
  }
  return { kind: 'team load', loads, total: teamLoadOf(loads.members, deps.settings), byPerson };
}
