import type { InTransaction, Transaction } from '../../../storage/index.js';
import { systemActor } from '../actor.js';
import { changesInWords } from '../display.js';
import { type ImportPlan, type ImportSettings, type PlannedWrite, planImport } from './plan.js';
import type { Member, Team } from '../member.js';
import type { PeopleChange, RecordedChange } from '../people-change.js';
import { withConfiguredRole } from '../people-directory.js';
import type { FileFault, PeopleRows } from './rows.js';
import type { PeopleStore } from '../people-store.js';
import type { SkillNames, UnknownSkillName } from '../skill-names.js';

/** What an import did, or in a dry run would do. */
export interface ImportReport {
  readonly dryRun: boolean;
  /** Such as `team Platform` and `member Ana Lima`. */
  readonly added: readonly string[];
  readonly changed: readonly { readonly what: string; readonly changes: readonly string[] }[];
  /** How many rows say what was already so. */
  readonly unchanged: number;
  /** Skills that nobody had or needed before. */
  readonly newSkills: readonly UnknownSkillName[];
  /** Why rows cannot be taken. When there is one, nothing at all is imported. */
  readonly refused: readonly FileFault[];
}

export type ImportPeople = (
  rows: PeopleRows,
  options: { readonly dryRun: boolean },
) => Promise<ImportReport>;

export interface PeopleImportDeps extends ImportSettings {
  readonly store: PeopleStore;
  readonly change: PeopleChange;
  readonly inTransaction: InTransaction;
  readonly skillNames: Pick<SkillNames, 'unknown'>;
}

/** Imports all rows in one transaction, or with a refusal or in a dry run none. */
export function createPeopleImport(deps: PeopleImportDeps): ImportPeople {
  const { store, firstAdminSlackIds, inTransaction } = deps;
  return (rows, { dryRun }) =>
    inTransaction(async (transaction) => {
      if (!dryRun) await store.lock(transaction);
      const members = await store.members({}, transaction);
      const roster = {
        members: members.map((member) => withConfiguredRole(member, firstAdminSlackIds)),
        teams: await store.teams({}, transaction),
      };
      const plan = planImport(roster, rows, deps);
      const named = plan.members.flatMap(({ after }) => after.skills.map(({ name }) => name));
      const newSkills = await deps.skillNames.unknown([...new Set(named)]);
      if (!dryRun && plan.refused.length === 0) await write(plan, deps, transaction);
      return { ...reportOf(plan, dryRun, [...roster.members, ...roster.teams]), newSkills };
    });
}

async function write(
  { members, teams }: ImportPlan,
  { store, change, newId }: PeopleImportDeps,
  transaction: Transaction,
): Promise<void> {
  const added = <Subject>(writes: readonly PlannedWrite<Subject>[]) =>
    writes.filter(({ before }) => before === null).map(({ after }) => after);
  const changed = <Subject>(writes: readonly PlannedWrite<Subject>[]) =>
    writes.filter(({ before }) => before !== null).map(({ after }) => after);

  await store.insertTeams(added(teams), transaction);
  await store.insertMembers(added(members), transaction);
  for (const team of changed(teams)) await store.replaceTeam(team, transaction);
  await store.replaceMembers(changed(members), transaction);
  const importId = newId();
  const recorded = <Subject extends Member | Team>(
    kind: 'member' | 'team',
    writes: readonly PlannedWrite<Subject>[],
  ): RecordedChange<Subject>[] =>
    writes.map(({ before, after }) => ({
      actor: systemActor,
      intentId: `import/${importId}/${after.id}`,
      kind,
      verb: before ? 'changed' : 'added',
      before,
      after,
    }));
  await change.recordAll(recorded('team', teams), transaction);
  await change.recordAll(recorded('member', members), transaction);
}

function reportOf(
  { members, teams, unchanged, refused }: ImportPlan,
  dryRun: boolean,
  known: readonly { id: string; name: string }[],
): Omit<ImportReport, 'newSkills'> {
  const writes = [
    ...teams.map((planned) => ({ ...planned, what: `team ${planned.after.name}` })),
    ...members.map((planned) => ({ ...planned, what: `member ${planned.after.name}` })),
  ];
  const names = new Map(
    [...known, ...writes.map(({ after }) => after)].map(({ id, name }) => [id, name]),
  );
  return {
    dryRun,
    added: writes.filter(({ before }) => !before).map(({ what }) => what),
    changed: writes
      .filter(({ before }) => before)
      .map(({ what, changes }) => ({
        what,
        changes: changesInWords(changes, names).map(
          ({ field, before, after }) => `${field}: ${before} → ${after}`,
        ),
      })),
    unchanged,
    refused,
  };
}
