import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type PeopleRows, readPeopleFile } from '../../../../src/features/people/index.js';

const examples = join(import.meta.dirname, '../../../../../docs/examples');

function rowsOf(content: string, format: 'csv' | 'json' = 'csv'): PeopleRows {
  const read = readPeopleFile(content, format);
  if ('faults' in read) throw new Error(JSON.stringify(read.faults));
  return read.rows;
}

function faultsOf(content: string, format: 'csv' | 'json' = 'csv') {
  const read = readPeopleFile(content, format);
  return 'faults' in read ? read.faults : [];
}

describe('a CSV file of people', () => {
  test('is read with quotes, CRLF, a byte order mark and empty lines', () => {
    const { members } = rowsOf(
      '\uFEFF"slack_id",Name,Time zone,skills\r\n' +
        'U1A,"Lima, ""Ana""",Europe/Lisbon,"TypeScript:4; react : 3"\r\n\r\n' +
        'U2B,Bo,UTC,\r\n',
    );

    expect(members).toEqual([
      {
        slack_id: 'U1A',
        name: 'Lima, "Ana"',
        time_zone: 'Europe/Lisbon',
        skills: [
          { name: 'typescript', level: 4 },
          { name: 'react', level: 3 },
        ],
        origin: { line: 2, path: '' },
      },
      { slack_id: 'U2B', name: 'Bo', time_zone: 'UTC', origin: { line: 4, path: '' } },
    ]);
  });

  test('describes a team in one of its lines', () => {
    const { teams } = rowsOf(
      'name,team,team_channel,team_managers\nAna,Core,C1A,U1A;U2B\nBo,core,,\nCy,core,C1A,\n',
    );

    expect(teams).toEqual([
      {
        name: 'Core',
        channel: 'C1A',
        managers: ['U1A', 'U2B'],
        origin: { line: 2, path: 'team_' },
      },
    ]);
  });

  test('names each fault with its line and column', () => {
    const faults = faultsOf(
      'slack_id,name,email,kind,role,time_zone,skills,weekly_capacity_hours,team_channel\n' +
        'U1A,Ana,ana@example.com,person,lead,UTC,go:5,40,\n' +
        'ana,"over\ntwo lines",ana,robot,boss,Berlin,go:6,0,\n' +
        `U3C,${'x'.repeat(81)},,,,Mars/Base,go,168.5,C1A\n`,
    );

    expect(faults.map(({ line, field }) => [line, field])).toEqual([
      [3, 'slack_id'],
      [3, 'email'],
      [3, 'kind'],
      [3, 'role'],
      [3, 'time_zone'],
      [3, 'skills'],
      [3, 'weekly_capacity_hours'],
      [5, 'name'],
      [5, 'time_zone'],
      [5, 'skills'],
      [5, 'weekly_capacity_hours'],
      [5, 'team'],
    ]);
    expect(faults[4]?.problem).toBe('This time zone is not known. Did you mean Europe/Berlin?');
  });

  test.each([
    ['', 1, '', 'There is no line of column names'],
    ['name,role,rol\nAna,lead,lead', 1, 'rol', 'no such column'],
    ['name,name\nAna,Ana', 1, 'name', 'twice'],
    ['slack_id\nU1A', 2, 'name', 'Write a text'],
    ['name,role\nAna', 2, '', 'Invalid Record Length'],
    ['name,role\nAna,lead\n"Bo,lead', 3, '', 'Quote Not Closed'],
    ['name,team,team_channel\nAna,Core,C1A\nBo,Core,C2B', 3, 'team', 'Another line says otherwise'],
    ['name,team,team_managers\nAna,Core,ana', 2, 'team_managers', 'Slack member id'],
  ])('is refused as a whole: %j', (content, line, field, problem) => {
    expect(faultsOf(content)).toEqual([{ line, field, problem: expect.stringContaining(problem) }]);
  });
});

describe('a JSON file of people', () => {
  test('names faults by their path', () => {
    const faults = faultsOf(
      JSON.stringify({
        teams: [{ name: 'Core', evaluation_hour: 24, managers: [] }],
        members: [{ name: 'Ana' }, { name: 'Bo', skills: [{ name: 'go', level: 0 }], age: 3 }],
      }),
      'json',
    );

    expect(faults.map(({ line, field }) => [line, field])).toEqual([
      [null, 'teams[0].managers'],
      [null, 'teams[0].evaluation_hour'],
      [null, 'members[1].skills[0].level'],
      [null, 'members[1]'],
    ]);
  });

  test('that is no JSON is one fault', () => {
    expect(faultsOf('{', 'json')).toEqual([
      { line: null, field: '', problem: expect.stringContaining('not JSON') },
    ]);
  });
});

test('the examples of the documentation are right', () => {
  const csv = rowsOf(readFileSync(join(examples, 'people.csv'), 'utf8'));
  const json = rowsOf(readFileSync(join(examples, 'people.json'), 'utf8'), 'json');

  expect([csv.members.length, csv.teams.length]).toEqual([6, 2]);
  expect([json.members.length, json.teams.length]).toEqual([3, 1]);
});
