import { createWorkLimits } from '../../../src/features/assignments/index.js';
import { type Audit, createAudit } from '../../../src/features/audit/index.js';
import {
  createPeople,
  type Member,
  type PeopleFeature,
  type Team,
} from '../../../src/features/people/index.js';
import type { MemberDetails } from '../../../src/features/people/member-details.js';
import { PeopleStore } from '../../../src/features/people/people-store.js';
import type { TeamDetails } from '../../../src/features/people/team-details.js';
import { createLogger } from '../../../src/shared/logger.js';
import { connectDatabase, ensureIndexes } from '../../../src/storage/index.js';
import { ManualClock } from '../../support/manual-clock.js';
import { startTestMongo } from '../../support/mongo.js';
import { memberWith, teamWith } from './samples.js';
import { anySkillNames } from './any-skill-names.js';

/** The feature on a MongoDB of its own. `UFIRST` is named as an admin by the configuration. */
export interface TestPeople {
  readonly feature: PeopleFeature;
  readonly audit: Audit;
  readonly clock: ManualClock;
  /** JSON lines of warnings and errors. */
  readonly logLines: readonly string[];
  addMember(fields: Partial<Member> & { name: string }): Promise<Member>;
  addTeam(fields: Partial<Team> & { name: string; managerIds: readonly string[] }): Promise<Team>;
  clear(): Promise<void>;
  close(): Promise<void>;
}

export async function startPeople(): Promise<TestPeople> {
  const mongo = await startTestMongo();
  const database = await connectDatabase(mongo.uri);
  const { db, inTransaction } = database;
  const clock = new ManualClock('2026-11-20T09:00:00Z');
  const { audit, indexes } = createAudit(db);
  let count = 0;
  const newId = () => `id-${(count += 1)}`;
  const firstAdminSlackIds = ['UFIRST'];
  const logLines: string[] = [];
  const logger = createLogger('warn', { write: (line) => void logLines.push(line) });
  const feature = createPeople({
    db,
    inTransaction,
    audit,
    clock,
    newId,
    logger,
    firstAdminSlackIds,
    defaultTimeZone: 'Europe/Lisbon',
    workLimitsOf: createWorkLimits(db).workLimitsOf,
    skillNames: anySkillNames,
    suggestionFor: async () => null,
  });
  const store = new PeopleStore(db);
  await ensureIndexes(db, [...indexes, ...feature.indexes]);

  return {
    feature,
    audit,
    clock,
    logLines,
    async addMember(fields) {
      const member = memberWith({ id: newId(), ...fields });
      await inTransaction((transaction) => store.insertMembers([member], transaction));
      return member;
    },
    async addTeam(fields) {
      const team = teamWith({ id: newId(), ...fields });
      await inTransaction((transaction) => store.insertTeams([team], transaction));
      return team;
    },
    async clear() {
      logLines.length = 0;
      for (const { name } of await db.listCollections().toArray()) {
        await db.collection(name).deleteMany({});
      }
    },
    async close() {
      await database.close();
      await mongo.close();
    },
  };
}

export function memberDetails(fields: Partial<MemberDetails> & { name: string }): MemberDetails {
  const { id: _, active: __, version: ___, ...details } = memberWith({ id: '', ...fields });
  return details;
}

export function teamDetails(
  fields: Partial<TeamDetails> & Pick<TeamDetails, 'name' | 'managerIds'>,
): TeamDetails {
  const { id: _, version: __, ...details } = teamWith({ id: '', ...fields });
  return details;
}
