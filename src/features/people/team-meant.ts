import type { Actor } from './actor.js';
import type { Team } from './member.js';
import { teamNameKey } from './team-details.js';

/** The team with the name `text`, in any letter case. */
export function teamNamed(teams: readonly Team[], text: string): Team | undefined {
  return teams.find(({ name }) => teamNameKey(name) === teamNameKey(text));
}

/**
 * The one of `teams` that `actor` means by `text`: the team of that name. Without a name it is the
 * one that they are in and manage, else the first that they manage, else the one that they are in,
 * else the only one.
 */
export function teamMeant(teams: readonly Team[], actor: Actor, text: string): Team | undefined {
  if (text.trim() !== '') return teamNamed(teams, text);
  const only = teams.length === 1 ? teams[0] : undefined;
  if (actor.kind === 'system') return only;
  const managed = teams.filter(({ id }) => actor.managesTeamIds.includes(id));
  const isOwn = ({ id }: Team) => id === actor.teamId;
  return managed.find(isOwn) ?? managed[0] ?? teams.find(isOwn) ?? only;
}
