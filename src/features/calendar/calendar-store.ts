import type { Db } from 'mongodb';
import { type CollectionIndexes, type Transaction, within } from '../../storage/index.js';
import { emptyMemberHours, type MemberHours, type TeamHours, undecidedTeamHours } from './hours.js';

type TeamDocument = Omit<TeamHours, 'teamId'> & { _id: string };
type MemberDocument = Omit<MemberHours, 'memberId'> & { _id: string };

/** Both are found by the id of the team or the member alone. */
export const calendarIndexes: readonly CollectionIndexes[] = [
  { collection: 'team_calendars', indexes: [] },
  { collection: 'member_calendars', indexes: [] },
];

export class CalendarStore {
  readonly #teams;
  readonly #members;

  constructor(db: Db) {
    this.#teams = db.collection<TeamDocument>('team_calendars');
    this.#members = db.collection<MemberDocument>('member_calendars');
  }

  async ofTeam(teamId: string, transaction?: Transaction): Promise<TeamHours> {
    const document = await this.#teams.findOne({ _id: teamId }, within(transaction));
    return document ? teamHoursFrom(document) : undecidedTeamHours(teamId);
  }

  /** Those of the teams that have decided anything, by team. */
  async ofTeams(teamIds: readonly string[]): Promise<ReadonlyMap<string, TeamHours>> {
    const documents = await this.#teams.find({ _id: { $in: [...teamIds] } }).toArray();
    return new Map(documents.map(teamHoursFrom).map((hours) => [hours.teamId, hours]));
  }

  async ofMember(memberId: string, transaction?: Transaction): Promise<MemberHours> {
    const document = await this.#members.findOne({ _id: memberId }, within(transaction));
    return document ? memberHoursFrom(document) : emptyMemberHours(memberId);
  }

  /** Those of the members about whom anything is kept, by member. */
  async ofMembers(memberIds: readonly string[]): Promise<ReadonlyMap<string, MemberHours>> {
    const documents = await this.#members.find({ _id: { $in: [...memberIds] } }).toArray();
    return new Map(documents.map(memberHoursFrom).map((hours) => [hours.memberId, hours]));
  }

  async saveTeam({ teamId, ...hours }: TeamHours, transaction: Transaction): Promise<void> {
    await this.#teams.replaceOne({ _id: teamId }, hours, { upsert: true, ...within(transaction) });
  }

  async saveMember({ memberId, ...hours }: MemberHours, transaction: Transaction): Promise<void> {
    await this.#members.replaceOne({ _id: memberId }, hours, {
      upsert: true,
      ...within(transaction),
    });
  }
}

function teamHoursFrom({ _id, ...hours }: TeamDocument): TeamHours {
  return { teamId: _id, ...hours };
}

function memberHoursFrom({ _id, ...hours }: MemberDocument): MemberHours {
  return { memberId: _id, ...hours };
}
