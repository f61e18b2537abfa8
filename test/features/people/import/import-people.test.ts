import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type PeopleRows, readPeopleFile } from '../../../../src/features/people/index.js';
import { projectRoot } from '../../../../src/shared/project-root.js';
import { sampleTeam } from '../../../../src/local/sample/people.js';
import { startPeople, type TestPeople } from '../test-people.js';

let house: TestPeople;

beforeAll(async () => {
  house = await startPeople();
});
beforeEach(() => house.clear());
afterAll(() => house.close());

function rowsOf(content: string): PeopleRows {
  const read = readPeopleFile(content, 'csv');
  if ('faults' in read) throw new Error(JSON.stringify(read.faults));
  return read.rows;
}

const example = rowsOf(readFileSync(join(projectRoot, 'docs/examples/people.csv'), 'utf8'));

const importPeople = (rows: PeopleRows, dryRun = false) =>
  house.feature.importPeople(rows, { dryRun });

test('a dry run tells what the import then does, and changes nothing', async () => {
  const dry = await importPeople(example, true);

  expect(await house.feature.people.activeMembers()).toEqual([]);
  expect(await house.feature.people.teams()).toEqual([]);
  expect(dry).toMatchObject({ dryRun: true, changed: [], unchanged: 0, refused: [] });
  expect(dry.added).toHaveLength(8);
  expect(await importPeople(example)).toEqual({ ...dry, dryRun: false });
  expect(await house.feature.people.activeMembers()).toHaveLength(6);
});

test('the examples describe no team that the sample has, so that trying them out takes nothing away', () => {
  const names = example.teams.map(({ name }) => name);

  expect(names).toHaveLength(2);
  expect(names).not.toContain(sampleTeam.name);
});

test('importing the same file again changes nothing', async () => {
  await importPeople(example);
  const before = await house.feature.people.activeMembers();

  expect(await importPeople(example)).toEqual({
    dryRun: false,
    added: [],
    changed: [],
    unchanged: 8,
    newSkills: [],
    refused: [],
  });
  expect(await house.feature.people.activeMembers()).toEqual(before);
});

test('imported managers act for their team, and everything is audited', async () => {
  await importPeople(example);
  const teams = await house.feature.people.teams();
  const marta = await house.feature.people.actorBySlackId('U0MARTA01');

  const storefront = teams.find(({ name }) => name === 'Storefront');
  expect(marta).toMatchObject({ role: 'manager', managesTeamIds: [storefront?.id] });
  expect(await house.audit.about(`member ${marta?.memberId}`, 5)).toMatchObject([
    { action: 'member added', actorId: 'crewchief', after: { name: 'Marta Keller' } },
  ]);
});

test('a changed row changes its member alone, and the report says how', async () => {
  await importPeople(example);

  const report = await importPeople(
    rowsOf('slack_id,name,team,skills\nU0JONAS01,Jonas Weber,Checkout,go:2\n'),
  );

  expect(report.changed).toEqual([
    {
      what: 'member Jonas Weber',
      changes: ['team: Storefront → Checkout', 'skills: typescript:4; mongodb:3 → go:2'],
    },
  ]);
  expect(await house.feature.people.memberBySlackId('U0JONAS01')).toMatchObject({
    timeZone: 'Europe/Berlin',
    version: 2,
  });
  expect(await house.feature.people.activeMembers()).toHaveLength(6);
});

test('one refused row keeps all others out', async () => {
  const report = await importPeople(
    rowsOf('slack_id,name,team,time_zone\nUANA,Ana,,UTC\nUBO,Bo,Nowhere,UTC\n'),
  );

  expect(report.refused).toEqual([
    { line: 3, field: 'team', problem: expect.stringContaining('There is no team Nowhere') },
  ]);
  expect(await house.feature.people.activeMembers()).toEqual([]);
});

test('two imports at once add nobody twice', async () => {
  const reports = await Promise.all([importPeople(example), importPeople(example)]);

  expect(reports.flatMap(({ added }) => added)).toHaveLength(8);
  expect(await house.feature.people.activeMembers()).toHaveLength(6);
});

test('a member whom the configuration names as an admin may not be imported as less', async () => {
  const report = await importPeople(
    rowsOf('slack_id,name,role,time_zone\nUFIRST,Fay,engineer,UTC\n'),
  );

  expect(report.refused).toEqual([
    { line: 2, field: 'role', problem: expect.stringContaining('names Fay as an admin') },
  ]);
});
