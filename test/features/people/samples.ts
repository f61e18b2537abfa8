import type { Member, Team } from '../../../src/features/people/index.js';

/** An active engineer without a team, but for what `fields` say. */
export function memberWith(fields: Partial<Member> & Pick<Member, 'id' | 'name'>): Member {
  return {
    kind: 'person',
    teamId: null,
    role: 'engineer',
    timeZone: 'UTC',
    skills: [],
    weeklyCapacityHours: 40,
    active: true,
    version: 1,
    ...fields,
  };
}

export function teamWith(fields: Partial<Team> & Pick<Team, 'id' | 'name' | 'managerIds'>): Team {
  return {
    channelId: 'CTEAM',
    timeZone: 'UTC',
    decisionsGoTo: 'channel',
    measurementHour: 16,
    evaluationHour: 9,
    digestDay: 1,
    digestHour: 9,
    version: 1,
    ...fields,
  };
}
