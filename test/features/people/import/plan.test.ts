import { planImport } from '../../../../src/features/people/import/plan.js';
import type { Roster } from '../../../../src/features/people/import/checks.js';
import { readPeopleFile } from '../../../../src/features/people/index.js';
import { memberWith, teamWith } from '../samples.js';

const ana = memberWith({
  id: 'ana',
  slackId: 'UANA',
  name: 'Ana',
  email: 'ana@example.com',
  role: 'manager',
  teamId: 'core',
  timeZone: 'Europe/Lisbon',
  skills: [{ name: 'go', level: 3 }],
  weeklyCapacityHours: 32,
});
const bo = memberWith({ id: 'bo', slackId: 'UBO', name: 'Bo', role: 'admin', teamId: 'core' });
const core = teamWith({ id: 'core', name: 'Core', managerIds: ['ana'] });
const roster: Roster = { members: [ana, bo], teams: [core] };

function plan(content: string, before = roster, firstAdminSlackIds: readonly string[] = []) {
  const read = readPeopleFile(content, content.startsWith('{') ? 'json' : 'csv');
  if ('faults' in read) throw new Error(JSON.stringify(read.faults));
  let count = 0;
  return planImport(before, read.rows, {
    newId: () => `new ${(count += 1)}`,
    firstAdminSlackIds,
    defaultTimeZone: 'Europe/Lisbon',
  });
}

function refusals(content: string, before = roster, firstAdmins: readonly string[] = []) {
  return plan(content, before, firstAdmins).refused;
}

test('an empty roster is filled from one file, teams and their managers included', () => {
  const { members, teams, refused } = plan(
    'slack_id,name,role,team,time_zone,team_channel,team_managers\n' +
      'UCY,Cy,,Web,UTC,,\n' +
      'UDI,Di,manager,Web,Europe/Berlin,CWEB,UDI\n',
    { members: [], teams: [] },
  );

  expect(refused).toEqual([]);
  const [cy, di] = members.map(({ after }) => after);
  expect(teams.map(({ after }) => after)).toEqual([
    {
      id: cy?.teamId,
      name: 'Web',
      channelId: 'CWEB',
      managerIds: [di?.id],
      timeZone: 'Europe/Berlin',
      decisionsGoTo: 'channel',
      measurementHour: 16,
      evaluationHour: 9,
      digestDay: 1,
      digestHour: 9,
      version: 1,
    },
  ]);
  expect(cy).toEqual({
    id: cy?.id,
    kind: 'person',
    name: 'Cy',
    slackId: 'UCY',
    teamId: teams[0]?.after.id,
    role: 'engineer',
    timeZone: 'UTC',
    skills: [],
    weeklyCapacityHours: 40,
    active: true,
    version: 1,
  });
});

test('what a row leaves out stays as it is', () => {
  const { members, unchanged } = plan('slack_id,name,email\nUANA,Ana Lima,\nUBO,Bo,\n');

  expect(members).toEqual([
    {
      before: ana,
      after: { ...ana, name: 'Ana Lima', version: 2 },
      changes: [{ field: 'name', before: 'Ana', after: 'Ana Lima' }],
    },
  ]);
  expect(unchanged).toBe(1);
});

test('members without a Slack account are known by their name', () => {
  const agent = memberWith({ id: 'agent', name: 'Fixer', kind: 'agent' });
  const { members, unchanged } = plan('name,kind,time_zone\nFixer,agent,\nTester,agent,UTC\n', {
    ...roster,
    members: [...roster.members, agent],
  });

  expect(unchanged).toBe(1);
  expect(members.map(({ before, after }) => [before, after.name])).toEqual([[null, 'Tester']]);
});

test('a row takes a removed member back', () => {
  const left = memberWith({ id: 'cy', slackId: 'UCY', name: 'Cy', active: false });
  const { members } = plan('slack_id,name\nUCY,Cy\n', { ...roster, members: [ana, bo, left] });

  expect(members[0]?.changes).toEqual([{ field: 'active', before: false, after: true }]);
});

test('a team that is there is known by its name in any letter case, and keeps it', () => {
  const { teams } = plan('{"teams":[{"name":"core","measurement_hour":8}]}');

  expect(teams[0]?.changes).toEqual([{ field: 'measurementHour', before: 16, after: 8 }]);
});

test.each([
  ['slack_id,name,team\nUANA,Ana,Nowhere', 2, 'team', 'There is no team Nowhere'],
  ['name,time_zone\nCy,UTC', 2, 'slack_id', 'needs a Slack account'],
  ['name,kind,role,time_zone\nCy,agent,admin,UTC', 2, 'role', 'engineer or a lead'],
  ['slack_id,name\nUANA,Ana\nUANA,Ana', 3, 'name', 'twice'],
  ['slack_id,name,team,team_channel\nUANA,Ana,Web,CWEB', 2, 'team_managers', 'needs a manager'],
  ['slack_id,name,team,team_managers\nUANA,Ana,Web,UANA', 2, 'team_channel', 'needs a channel'],
  [
    'slack_id,name,team,team_channel,team_managers\nUANA,Ana,Web,CWEB,UWHO',
    2,
    'team_managers',
    'no member with the Slack id UWHO',
  ],
  [
    'slack_id,name,team,team_channel,team_managers,time_zone\nUCY,Cy,Web,CWEB,UCY,UTC',
    2,
    'team_managers',
    'Cy is to manage Web',
  ],
  ['slack_id,name,role\nUANA,Ana,lead', 2, 'role', 'Ana is to manage Core'],
  ['slack_id,name,role\nUBO,Bo,manager', null, 'role', 'No admin would be left'],
])('a row is refused with its reason: %j', (content, line, field, problem) => {
  expect(refusals(content)).toEqual([{ line, field, problem: expect.stringContaining(problem) }]);
});

test('a refused row of a JSON file is named by its path', () => {
  expect(
    refusals('{"members":[{"slack_id":"UANA","name":"Ana"},{"name":"Cy","team":"Nowhere"}]}'),
  ).toEqual([{ line: null, field: 'members[1].team', problem: expect.any(String) }]);
});

test('an admin may give up the role when another one is there', () => {
  const cy = memberWith({ id: 'cy', slackId: 'UCY', name: 'Cy', role: 'admin' });

  expect(
    refusals('slack_id,name,role\nUBO,Bo,manager', { ...roster, members: [ana, bo, cy] }),
  ).toEqual([]);
});

describe('whoever the configuration names as an admin', () => {
  test('is one when the row names no role', () => {
    const { members } = plan('slack_id,name,time_zone\nUCY,Cy,UTC', roster, ['UCY']);

    expect(members[0]?.after.role).toBe('admin');
  });

  test('cannot be made anything else', () => {
    expect(refusals('slack_id,name,role,time_zone\nUCY,Cy,lead,UTC\n', roster, ['UCY'])).toEqual([
      { line: 2, field: 'role', problem: expect.stringContaining('The configuration names Cy') },
    ]);
  });
});

test('a new member whose row names no zone gets the configured one', () => {
  const { members } = plan('slack_id,name\nUCY,Cy');

  expect(members.map(({ after }) => after.timeZone)).toEqual(['Europe/Lisbon']);
});
