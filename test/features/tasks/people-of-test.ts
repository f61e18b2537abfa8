import type {
  Actor,
  Member,
  MemberActor,
  People,
  Role,
  Team,
} from '../../../src/features/people/index.js';

export function aTeam(id: string, managerIds: readonly string[]): Team {
  return {
    id,
    name: id.charAt(0).toUpperCase() + id.slice(1),
    channelId: `C0${id.toUpperCase()}`,
    managerIds,
    timeZone: 'Europe/Berlin',
    decisionsGoTo: 'channel',
    measurementHour: 9,
    evaluationHour: 9,
    digestDay: 1,
    digestHour: 9,
    version: 1,
  };
}

function aMember(
  id: string,
  teamId: string | null,
  role: Role,
  more: Partial<Member> = {},
): Member {
  return {
    id,
    kind: 'person',
    name: id.charAt(0).toUpperCase() + id.slice(1),
    slackId: `U0${id.toUpperCase()}`,
    teamId,
    role,
    timeZone: 'Europe/Berlin',
    skills: [],
    weeklyCapacityHours: 40,
    active: true,
    version: 1,
    ...more,
  };
}

const teams = [aTeam('web', ['max']), aTeam('payments', ['mia'])];

const { slackId: _, ...robot } = aMember('robo', 'web', 'engineer', { kind: 'agent' });

const members: readonly Member[] = [
  aMember('ana', 'web', 'engineer'),
  aMember('bob', 'web', 'engineer'),
  aMember('lea', 'web', 'lead'),
  aMember('max', null, 'manager'),
  aMember('pia', 'payments', 'engineer'),
  aMember('mia', 'payments', 'manager'),
  aMember('ada', null, 'admin'),
  aMember('uwe', null, 'auditor'),
  aMember('gus', 'web', 'engineer', { active: false }),
  robot,
];

/** Ana, Bob, Lea (lead), Robo (agent) and Gus (left) of web, managed by Max; Pia and Mia of payments. */
export const testPeople: People = {
  actorBySlackId: async (slackId) => {
    const member = members.find((each) => each.slackId === slackId && each.active);
    return member ? actorNamed(member.id) : null;
  },
  actorById: async (id) => actorNamed(id),
  member: async (id) => members.find((each) => each.id === id) ?? null,
  memberBySlackId: async (slackId) => members.find((each) => each.slackId === slackId) ?? null,
  members: async (ids) => members.filter(({ id }) => ids.includes(id)),
  activeMembers: async (teamId) =>
    members.filter((each) => each.active && (teamId === undefined || each.teamId === teamId)),
  leavers: async () => members.filter(({ active }) => !active),
  team: async (id) => teams.find((each) => each.id === id) ?? null,
  teams: async () => teams,
  admins: async () => members.filter(({ role }) => role === 'admin'),
};

export function actorNamed(id: string): MemberActor {
  const member = members.find((each) => each.id === id);
  if (!member) throw new Error(`${id} takes no part in the tests`);
  return {
    kind: 'member',
    memberId: id,
    name: member.name,
    slackId: member.slackId ?? null,
    role: member.role,
    teamId: member.teamId,
    managesTeamIds: teams
      .filter(({ managerIds }) => managerIds.includes(id))
      .map((team) => team.id),
    timeZone: member.timeZone,
  };
}

export const system: Actor = { kind: 'system', name: 'Crewchief' };
