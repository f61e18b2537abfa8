import type { Transaction } from '../../storage/index.js';
import type { AdministrationDeps } from './administration-deps.js';
import { type Change, changesOf, differenceBetween } from './changes.js';
import type { FieldFaults } from './input.js';
import type { Member, Skill, Team } from './member.js';
import { type MemberDetails, memberFaults } from './member-details.js';
import { authorise } from './authorise.js';
import type { ChangeRequest } from './people-change.js';
import { isConfiguredAdmin, withConfiguredRole } from './people-directory.js';
import { canManageTeams } from './team-details.js';

/** Why a member must stay as they are. */
export type MemberRefusal =
  | { readonly kind: 'not allowed' }
  | { readonly kind: 'unknown member' }
  | { readonly kind: 'last admin'; readonly member: Member }
  | { readonly kind: 'configured admin'; readonly member: Member }
  | { readonly kind: 'still manages'; readonly member: Member; readonly teams: readonly Team[] };

interface Handled {
  readonly kind: 'already handled';
  readonly member: Member | null;
}

export type AddMemberOutcome =
  | { readonly kind: 'not allowed' }
  | { readonly kind: 'faults'; readonly faults: FieldFaults }
  | { readonly kind: 'already member'; readonly member: Member }
  | { readonly kind: 'added'; readonly member: Member }
  | Handled;

export type EditMemberOutcome =
  | MemberRefusal
  | { readonly kind: 'faults'; readonly faults: FieldFaults }
  | { readonly kind: 'already member'; readonly member: Member }
  | { readonly kind: 'stale'; readonly member: Member; readonly changes: readonly Change[] }
  | { readonly kind: 'unchanged'; readonly member: Member }
  | { readonly kind: 'changed'; readonly member: Member; readonly changes: readonly Change[] }
  | Handled;

export type RemoveMemberOutcome =
  | MemberRefusal
  | { readonly kind: 'already removed'; readonly member: Member }
  | { readonly kind: 'removed'; readonly member: Member }
  | Handled;

/** Changes that admins make to members. Each takes effect once per intent, and is recorded. */
export class MemberAdministration {
  readonly #deps: AdministrationDeps;

  constructor(deps: AdministrationDeps) {
    this.#deps = deps;
  }

  /** Adds a member, or takes one back who was removed. */
  async add(request: ChangeRequest & { details: MemberDetails }): Promise<AddMemberOutcome> {
    if (!authorise(request.actor, 'administer', {}, this.#deps.logger, { what: 'add a member' }))
      return { kind: 'not allowed' };
    return this.#once(request.intentId, async (transaction) => {
      const { details } = request;
      const faults = await this.#faultsOf(request, [], transaction);
      if (faults) return { kind: 'faults', faults };
      const same = await this.#sameMember(details, transaction);
      if (same?.active) return { kind: 'already member', member: same };
      const member: Member = {
        ...details,
        id: same?.id ?? this.#deps.newId(),
        active: true,
        version: (same?.version ?? 0) + 1,
      };
      await this.#write(same, member, request, 'added', transaction);
      return { kind: 'added', member };
    });
  }

  /** Changes the member that the actor saw in `version`. */
  async edit(
    request: ChangeRequest & { memberId: string; version: number; details: MemberDetails },
  ): Promise<EditMemberOutcome> {
    if (!authorise(request.actor, 'administer', {}, this.#deps.logger, { what: 'edit a member' }))
      return { kind: 'not allowed' };
    return this.#once(request.intentId, async (transaction) => {
      const { details, memberId, version } = request;
      const current = await this.#current(memberId, transaction);
      if (!current) return { kind: 'unknown member' };
      if (current.version !== version) {
        const changes = await this.#deps.change.since('member', memberId, version);
        return { kind: 'stale', member: current, changes };
      }
      const faults = await this.#faultsOf(request, current.skills, transaction);
      if (faults) return { kind: 'faults', faults };
      const same = await this.#sameMember(details, transaction);
      if (same && same.id !== memberId) return { kind: 'already member', member: same };

      const member = { ...details, id: memberId, active: current.active, version: version + 1 };
      const difference = differenceBetween(current, member);
      if (!difference) return { kind: 'unchanged', member: current };
      const refusal = await this.#refusal(current, member, transaction);
      if (refusal) return refusal;
      await this.#write(current, member, request, 'changed', transaction);
      return { kind: 'changed', member, changes: changesOf(difference) };
    });
  }

  /** Ends a membership. The record stays, for the history that names it. */
  async remove(request: ChangeRequest & { memberId: string }): Promise<RemoveMemberOutcome> {
    if (!authorise(request.actor, 'administer', {}, this.#deps.logger, { what: 'remove a member' }))
      return { kind: 'not allowed' };
    return this.#once(request.intentId, async (transaction) => {
      const current = await this.#current(request.memberId, transaction);
      if (!current) return { kind: 'unknown member' };
      if (!current.active) return { kind: 'already removed', member: current };
      const member = { ...current, active: false, version: current.version + 1 };
      const refusal = await this.#refusal(current, member, transaction);
      if (refusal) return refusal;
      await this.#write(current, member, request, 'removed', transaction);
      return { kind: 'removed', member };
    });
  }

  #once<Outcome>(
    intentId: string,
    work: (transaction: Transaction) => Promise<Outcome>,
  ): Promise<Outcome | Handled> {
    return this.#deps.change.once<Outcome | Handled>(intentId, work, async (memberId) => ({
      kind: 'already handled',
      member: await this.#current(memberId),
    }));
  }

  async #current(memberId: string, transaction?: Transaction): Promise<Member | null> {
    const member = await this.#deps.store.member({ _id: memberId }, transaction);
    return member && withConfiguredRole(member, this.#deps.firstAdminSlackIds);
  }

  async #faultsOf(
    { actor, details }: ChangeRequest & { details: MemberDetails },
    skillsBefore: readonly Skill[],
    transaction: Transaction,
  ): Promise<FieldFaults | null> {
    const faults = memberFaults(details);
    if (Object.keys(faults).length > 0) return faults;
    const skillFault = await this.#deps.skillNames.fault(actor, details.skills, skillsBefore);
    if (skillFault !== null) return { skills: skillFault };
    if (details.teamId === null) return null;
    const team = await this.#deps.store.team({ _id: details.teamId }, transaction);
    return team ? null : { teamId: 'This team is not known.' };
  }

  /** The member with this Slack account; without an account, the one with this name and none. */
  #sameMember({ slackId, name }: MemberDetails, transaction: Transaction): Promise<Member | null> {
    const filter = slackId === undefined ? { slackId: { $exists: false }, name } : { slackId };
    return this.#deps.store.member(filter, transaction);
  }

  async #refusal(
    before: Member,
    after: Member,
    transaction: Transaction,
  ): Promise<MemberRefusal | null> {
    const { firstAdminSlackIds, store } = this.#deps;
    const staysAdmin = after.active && after.role === 'admin';
    if (isConfiguredAdmin(before, firstAdminSlackIds)) {
      const stays = staysAdmin && after.slackId === before.slackId;
      if (!stays) return { kind: 'configured admin', member: before };
    }
    if (before.active && before.role === 'admin' && !staysAdmin) {
      const others = await store.members({ active: true, _id: { $ne: before.id } }, transaction);
      const isAdmin = (other: Member) =>
        withConfiguredRole(other, firstAdminSlackIds).role === 'admin';
      if (!others.some(isAdmin)) return { kind: 'last admin', member: before };
    }
    if (canManageTeams(after)) return null;
    const teams = await store.teams({ managerIds: before.id }, transaction);
    return teams.length > 0 ? { kind: 'still manages', member: before, teams } : null;
  }

  async #write(
    before: Member | null,
    after: Member,
    { actor, intentId }: ChangeRequest,
    verb: 'added' | 'changed' | 'removed',
    transaction: Transaction,
  ): Promise<void> {
    const { change, store } = this.#deps;
    if (before) await store.replaceMembers([after], transaction);
    else await store.insertMembers([after], transaction);
    await change.record({ actor, intentId, kind: 'member', verb, before, after }, transaction);
  }
}
