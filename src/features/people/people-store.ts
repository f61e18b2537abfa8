import type { Db, Filter } from 'mongodb';
import { type CollectionIndexes, Lookup, type Transaction, within } from '../../storage/index.js';
import type { Member, Team } from './member.js';
import { teamDefaults, teamNameKey } from './team-details.js';

type MemberDocument = Omit<Member, 'id'> & { _id: string };
type TeamDocument = Omit<Team, 'id'> & { _id: string; nameKey: string };

export const peopleIndexes: readonly CollectionIndexes[] = [
  {
    collection: 'members',
    indexes: [
      {
        key: { slackId: 1 },
        unique: true,
        partialFilterExpression: { slackId: { $type: 'string' } },
      },
      { key: { teamId: 1 } },
    ],
  },
  {
    collection: 'teams',
    indexes: [{ key: { nameKey: 1 }, unique: true }, { key: { managerIds: 1 } }],
  },
];

export class PeopleStore {
  readonly #members;
  readonly #bySlackId;
  readonly #teams;
  readonly #counters;

  constructor(db: Db) {
    this.#members = db.collection<MemberDocument>('members');
    this.#bySlackId = new Lookup(this.#members, 'slackId');
    this.#teams = db.collection<TeamDocument>('teams');
    this.#counters = db.collection<{ _id: string; value: number }>('counters');
  }

  /**
   * Lets one transaction after the other change people. Without it two could each leave the other's
   * admin as the last one and commit, because a transaction sees its own snapshot alone.
   */
  async lock(transaction: Transaction): Promise<void> {
    await this.#counters.updateOne(
      { _id: 'people' },
      { $inc: { value: 1 } },
      { upsert: true, ...within(transaction) },
    );
  }

  async member(filter: Filter<MemberDocument>, transaction?: Transaction): Promise<Member | null> {
    const document = await this.#members.findOne(filter, within(transaction));
    return document && memberFrom(document);
  }

  async memberBySlackId(slackId: string): Promise<Member | null> {
    const document = await this.#bySlackId.find(slackId);
    return document && memberFrom(document);
  }

  async members(
    filter: Filter<MemberDocument>,
    transaction?: Transaction,
  ): Promise<readonly Member[]> {
    const documents = await this.#members.find(filter, within(transaction)).toArray();
    return documents.map(memberFrom);
  }

  async insertMembers(members: readonly Member[], transaction: Transaction): Promise<void> {
    if (members.length === 0) return;
    await this.#members.insertMany(members.map(documentOf), within(transaction));
  }

  /** @throws when a stored member has not the version before the one given. */
  async replaceMembers(members: readonly Member[], transaction: Transaction): Promise<void> {
    if (members.length === 0) return;
    const { matchedCount } = await this.#members.bulkWrite(
      members.map((member) => ({
        replaceOne: {
          filter: { _id: member.id, version: member.version - 1 },
          replacement: documentOf(member),
        },
      })),
      within(transaction),
    );
    if (matchedCount < members.length) throw new Error('A member was changed outside the lock');
  }

  async team(filter: Filter<TeamDocument>, transaction?: Transaction): Promise<Team | null> {
    const document = await this.#teams.findOne(filter, within(transaction));
    return document && teamFrom(document);
  }

  teamNamed(name: string, transaction?: Transaction): Promise<Team | null> {
    return this.team({ nameKey: teamNameKey(name) }, transaction);
  }

  async teams(filter: Filter<TeamDocument>, transaction?: Transaction): Promise<readonly Team[]> {
    const documents = await this.#teams.find(filter, within(transaction)).toArray();
    return documents.map(teamFrom);
  }

  async insertTeams(teams: readonly Team[], transaction: Transaction): Promise<void> {
    if (teams.length === 0) return;
    const documents = teams.map((team) => ({
      ...documentOf(team),
      nameKey: teamNameKey(team.name),
    }));
    await this.#teams.insertMany(documents, within(transaction));
  }

  /** @throws when the stored team has not the version before the one given. */
  async replaceTeam(team: Team, transaction: Transaction): Promise<void> {
    const { matchedCount } = await this.#teams.replaceOne(
      { _id: team.id, version: team.version - 1 },
      { ...documentOf(team), nameKey: teamNameKey(team.name) },
      within(transaction),
    );
    if (matchedCount < 1) throw new Error('A team was changed outside the lock');
  }
}

function documentOf<T extends { id: string }>({
  id,
  ...fields
}: T): Omit<T, 'id'> & { _id: string } {
  return { _id: id, ...fields };
}

function memberFrom({ _id, ...fields }: MemberDocument): Member {
  return { id: _id, ...fields };
}

/** Teams kept since before there was a setting have its default. */
function teamFrom(document: TeamDocument): Team {
  const { _id, nameKey: _, ...fields } = document;
  return { id: _id, ...teamDefaults, ...fields };
}
