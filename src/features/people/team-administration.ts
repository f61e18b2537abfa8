import type { Transaction } from '../../storage/index.js';
import type { AdministrationDeps } from './administration-deps.js';
import { type Change, changesOf, differenceBetween } from './changes.js';
import type { FieldFaults } from './input.js';
import type { Team } from './member.js';
import { authorise } from './authorise.js';
import type { ChangeRequest } from './people-change.js';
import { withConfiguredRole } from './people-directory.js';
import { canManageTeams, type TeamDetails } from './team-details.js';

interface Handled {
  readonly kind: 'already handled';
  readonly team: Team | null;
}

export type AddTeamOutcome =
  | { readonly kind: 'not allowed' }
  | { readonly kind: 'faults'; readonly faults: FieldFaults }
  | { readonly kind: 'added'; readonly team: Team }
  | Handled;

export type EditTeamOutcome =
  | { readonly kind: 'not allowed' }
  | { readonly kind: 'unknown team' }
  | { readonly kind: 'faults'; readonly faults: FieldFaults }
  | { readonly kind: 'stale'; readonly team: Team; readonly changes: readonly Change[] }
  | { readonly kind: 'unchanged'; readonly team: Team }
  | { readonly kind: 'changed'; readonly team: Team; readonly changes: readonly Change[] }
  | Handled;

/** Changes that admins make to teams. Each takes effect once per intent, and is recorded. */
export class TeamAdministration {
  readonly #deps: AdministrationDeps;

  constructor(deps: AdministrationDeps) {
    this.#deps = deps;
  }

  async add(request: ChangeRequest & { details: TeamDetails }): Promise<AddTeamOutcome> {
    if (!authorise(request.actor, 'administer', {}, this.#deps.logger, { what: 'add a team' }))
      return { kind: 'not allowed' };
    return this.#once(request.intentId, async (transaction) => {
      const faults = await this.#faultsOf(null, request.details, transaction);
      if (faults) return { kind: 'faults', faults };
      const team: Team = { ...request.details, id: this.#deps.newId(), version: 1 };
      await this.#deps.store.insertTeams([team], transaction);
      await this.#record(null, team, request, transaction);
      return { kind: 'added', team };
    });
  }

  /** Changes the team that the actor saw in `version`. */
  async edit(
    request: ChangeRequest & { teamId: string; version: number; details: TeamDetails },
  ): Promise<EditTeamOutcome> {
    if (!authorise(request.actor, 'administer', {}, this.#deps.logger, { what: 'edit a team' }))
      return { kind: 'not allowed' };
    return this.#once(request.intentId, async (transaction) => {
      const { details, teamId, version } = request;
      const current = await this.#deps.store.team({ _id: teamId }, transaction);
      if (!current) return { kind: 'unknown team' };
      if (current.version !== version) {
        const changes = await this.#deps.change.since('team', teamId, version);
        return { kind: 'stale', team: current, changes };
      }
      const faults = await this.#faultsOf(teamId, details, transaction);
      if (faults) return { kind: 'faults', faults };
      const team: Team = { ...details, id: teamId, version: version + 1 };
      const difference = differenceBetween(current, team);
      if (!difference) return { kind: 'unchanged', team: current };
      await this.#deps.store.replaceTeam(team, transaction);
      await this.#record(current, team, request, transaction);
      return { kind: 'changed', team, changes: changesOf(difference) };
    });
  }

  #once<Outcome>(
    intentId: string,
    work: (transaction: Transaction) => Promise<Outcome>,
  ): Promise<Outcome | Handled> {
    return this.#deps.change.once<Outcome | Handled>(intentId, work, async (teamId) => ({
      kind: 'already handled',
      team: await this.#deps.store.team({ _id: teamId }),
    }));
  }

  async #faultsOf(
    teamId: string | null,
    { name, managerIds }: TeamDetails,
    transaction: Transaction,
  ): Promise<FieldFaults | null> {
    const { store, firstAdminSlackIds } = this.#deps;
    const namesake = await store.teamNamed(name, transaction);
    if (namesake && namesake.id !== teamId) return { name: 'Another team has this name.' };
    const members = await store.members({ _id: { $in: [...managerIds] } }, transaction);
    const managers = members
      .map((member) => withConfiguredRole(member, firstAdminSlackIds))
      .filter(canManageTeams);
    if (managers.length === new Set(managerIds).size) return null;
    return { managerIds: 'Choose active members with the role manager or admin.' };
  }

  async #record(
    before: Team | null,
    after: Team,
    { actor, intentId }: ChangeRequest,
    transaction: Transaction,
  ): Promise<void> {
    const verb = before ? 'changed' : 'added';
    await this.#deps.change.record(
      { actor, intentId, kind: 'team', verb, before, after },
      transaction,
    );
  }
}
