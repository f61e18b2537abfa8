import type { Member, People, Team } from '../src/features/people/index.js';

export const team: Team = {
  id: 'web',
  name: 'Web',
  channelId: 'C0WEB',
  managerIds: ['max'],
  timeZone: 'Europe/Berlin',
  decisionsGoTo: 'channel',
  measurementHour: 9,
  evaluationHour: 9,
  digestDay: 1,
  digestHour: 9,
  version: 1,
};

function aMember(id: string, role: Member['role']): Member {
  return {
    id,
    kind: 'person',
    name: id,
    slackId: `U0${id.toUpperCase()}`,
    teamId: team.id,
    role,
    timeZone: team.timeZone,
    skills: [],
    weeklyCapacityHours: 40,
    active: true,
    version: 1,
  };
}

const members = [aMember('ana', 'engineer'), aMember('max', 'manager')];
const nobody = () => Promise.resolve(null);

/** One team with an engineer, Ana, and a manager, Max. */
export const benchPeople: People = {
  actorBySlackId: nobody,
  actorById: nobody,
  member: async (id) => members.find((each) => each.id === id) ?? null,
  memberBySlackId: nobody,
  members: async (ids) => members.filter(({ id }) => ids.includes(id)),
  activeMembers: async () => members,
  leavers: async () => [],
  team: async () => team,
  teams: async () => [team],
  admins: async () => [],
};
