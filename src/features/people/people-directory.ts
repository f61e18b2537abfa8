import type { MemberActor } from './actor.js';
import type { Member, Team } from './member.js';
import type { People } from './people-service.js';
import type { PeopleStore } from './people-store.js';
import { canManageTeams } from './team-details.js';

/** Reads people and teams. Whoever the configuration names as an admin has that role here. */
export class PeopleDirectory implements People {
  readonly #store: PeopleStore;
  readonly #firstAdminSlackIds: readonly string[];

  constructor(store: PeopleStore, firstAdminSlackIds: readonly string[]) {
    this.#store = store;
    this.#firstAdminSlackIds = firstAdminSlackIds;
  }

  async actorBySlackId(slackId: string): Promise<MemberActor | null> {
    return this.#actor(await this.memberBySlackId(slackId));
  }

  async actorById(memberId: string): Promise<MemberActor | null> {
    return this.#actor(await this.member(memberId));
  }

  async member(id: string): Promise<Member | null> {
    return this.#withConfiguredRole(await this.#store.member({ _id: id }));
  }

  async memberBySlackId(slackId: string): Promise<Member | null> {
    return this.#withConfiguredRole(await this.#store.memberBySlackId(slackId));
  }

  async members(ids: readonly string[]): Promise<readonly Member[]> {
    if (ids.length === 0) return [];
    return this.#find({ _id: { $in: [...ids] } });
  }

  async activeMembers(teamId?: string): Promise<readonly Member[]> {
    const members = await this.#find({ active: true, ...(teamId !== undefined && { teamId }) });
    return members.toSorted(byName);
  }

  async leavers(): Promise<readonly Member[]> {
    return this.#find({ active: false });
  }

  async team(id: string): Promise<Team | null> {
    return this.#store.team({ _id: id });
  }

  async teams(): Promise<readonly Team[]> {
    const teams = await this.#store.teams({});
    return teams.toSorted(byName);
  }

  async admins(): Promise<readonly Member[]> {
    const members = await this.#find({
      active: true,
      $or: [{ role: 'admin' }, { slackId: { $in: [...this.#firstAdminSlackIds] } }],
    });
    return members.toSorted(byName);
  }

  async #actor(member: Member | null): Promise<MemberActor | null> {
    if (!member?.active) return null;
    const managed = canManageTeams(member)
      ? await this.#store.teams({ managerIds: member.id })
      : [];
    return {
      kind: 'member',
      memberId: member.id,
      name: member.name,
      slackId: member.slackId ?? null,
      role: member.role,
      teamId: member.teamId,
      managesTeamIds: managed.map(({ id }) => id),
      timeZone: member.timeZone,
    };
  }

  async #find(filter: Parameters<PeopleStore['members']>[0]): Promise<readonly Member[]> {
    const members = await this.#store.members(filter);
    return members.map((member) => withConfiguredRole(member, this.#firstAdminSlackIds));
  }

  #withConfiguredRole(member: Member | null): Member | null {
    return member && withConfiguredRole(member, this.#firstAdminSlackIds);
  }
}

/** `member` with the role `admin` when the configuration names the member as an admin. */
export function withConfiguredRole(member: Member, firstAdminSlackIds: readonly string[]): Member {
  return isConfiguredAdmin(member, firstAdminSlackIds) ? { ...member, role: 'admin' } : member;
}

export function isConfiguredAdmin(
  { slackId }: Pick<Member, 'slackId'>,
  firstAdminSlackIds: readonly string[],
): boolean {
  return slackId !== undefined && firstAdminSlackIds.includes(slackId);
}

function byName(left: { name: string }, right: { name: string }): number {
  return left.name.localeCompare(right.name, 'en');
}
