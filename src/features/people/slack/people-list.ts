import type { Actor } from '../actor.js';
import { isAllowed } from '../authorisation.js';
import type { Member, Team } from '../member.js';

export const membersPerPage = 20;

/** One page of members, by team. */
export interface PeoplePage {
  readonly teams: readonly { readonly name: string | null; readonly members: readonly Member[] }[];
  readonly page: number;
  readonly pages: number;
  readonly total: number;
}

/**
 * The members that `actor` may see, those without a team last. `page` counts from 1; beyond the last
 * page it is the last.
 */
export function pageOfPeople(
  actor: Actor,
  members: readonly Member[],
  teams: readonly Team[],
  page: number,
): PeoplePage {
  const homes: readonly { id: string | null; name: string | null }[] = [
    ...teams,
    { id: null, name: null },
  ];
  const seen = homes.flatMap(({ id, name }) =>
    members
      .filter(({ teamId }) => teamId === id)
      .filter((member) => isAllowed(actor, 'view_team', { memberIds: [member.id], teamId: id }))
      .map((member) => ({ name, member })),
  );
  const pages = Math.max(1, Math.ceil(seen.length / membersPerPage));
  const shownPage = Math.min(Math.max(1, page), pages);
  const shown = seen.slice((shownPage - 1) * membersPerPage, shownPage * membersPerPage);
  const names = [...new Set(shown.map(({ name }) => name))];
  return {
    teams: names.map((name) => ({
      name,
      members: shown.filter((entry) => entry.name === name).map(({ member }) => member),
    })),
    page: shownPage,
    pages,
    total: seen.length,
  };
}
