import type { Member } from '../../../../src/features/people/index.js';
import { startPeople, type TestPeople } from '../test-people.js';
import { confirmationOf, errorsOf, formOf, typist, valuesOf, wordsOf } from './test-chat.js';

let house: TestPeople;
let ada: Member;
let max: Member;

beforeAll(async () => {
  house = await startPeople();
});
beforeEach(async () => {
  await house.clear();
  ada = await house.addMember({ slackId: 'UADA', name: 'Ada', role: 'admin' });
  max = await house.addMember({ slackId: 'UMAX', name: 'Max', role: 'manager' });
});
afterAll(() => house.close());

describe('/crew team new', () => {
  test('adds a team for the mentioned channel', async () => {
    const admin = await typist('UADA', house);
    const form = formOf(await admin.type('team new <#CCORE|core>'));

    expect(valuesOf(form)).toMatchObject({ channelId: 'CCORE', evaluationHour: '9' });
    const reply = await admin.submit(form, {
      name: 'Core',
      managerIds: [max.id],
      timeZone: 'Europe/Berlin',
      decisionsGoTo: 'managers',
      measurementHour: '15',
    });

    expect(confirmationOf(reply)).toContain('The team Core is there');
    expect(await house.feature.people.teams()).toMatchObject([
      {
        name: 'Core',
        channelId: 'CCORE',
        managerIds: [max.id],
        timeZone: 'Europe/Berlin',
        decisionsGoTo: 'managers',
        measurementHour: 15,
        evaluationHour: 9,
      },
    ]);
  });

  test('without a channel offers the one in which it is typed', async () => {
    const admin = await typist('UADA', house);

    expect(valuesOf(formOf(await admin.type('team new')))).toMatchObject({ channelId: 'CHERE' });
    expect(wordsOf(await admin.type('team new Core'))).toContain('Core is no channel');
  });

  test('offers active managers and admins as managers', async () => {
    await house.addMember({ name: 'Bo' });
    await house.addMember({ name: 'Gone', role: 'manager', active: false });
    const form = formOf(await (await typist('UADA', house)).type('team new'));

    expect(form.fields.find(({ id }) => id === 'managerIds')).toMatchObject({
      options: [{ label: 'Ada' }, { label: 'Max' }],
    });
  });

  test.each([
    ['measurementHour', '24'],
    ['measurementHour', '-1'],
    ['evaluationHour', '9.5'],
    ['evaluationHour', null],
    ['timeZone', 'Mars/Base'],
    ['channelId', '#core'],
    ['decisionsGoTo', 'nobody'],
    ['managerIds', []],
    ['managerIds', ['nobody']],
    ['name', 'x'.repeat(61)],
    ['name', 'CORE'],
  ])('marks the field %s that holds %j, and adds nothing', async (field, value) => {
    await house.addTeam({ name: 'Core', managerIds: [max.id] });
    const admin = await typist('UADA', house);
    const form = formOf(await admin.type('team new'));

    const reply = await admin.submit(form, { name: 'Web', managerIds: [max.id], [field]: value });

    expect(Object.keys(errorsOf(reply))).toEqual([field]);
    expect(await house.feature.people.teams()).toHaveLength(1);
  });
});

describe('/crew team edit', () => {
  test('changes the team with that name, in any letter case', async () => {
    await house.addTeam({ name: 'Core', managerIds: [max.id] });
    const admin = await typist('UADA', house);
    const form = formOf(await admin.type('team edit core'));

    const reply = await admin.submit(form, { managerIds: [ada.id], evaluationHour: '7' });

    expect(confirmationOf(reply).split('\n')).toEqual([
      '✅ Changed the team Core:',
      '• managers: Max → Ada',
      '• hour of evaluations: 9 → 7',
    ]);
    expect(confirmationOf(await admin.submit(form, {}))).toContain('Not saved');
  });

  test('of what has changed meanwhile tells so, and opens the form again', async () => {
    const team = await house.addTeam({ name: 'Core', managerIds: [max.id] });
    const admin = await typist('UADA', house);
    const form = formOf(await admin.type('team edit Core'));

    await admin.submit(form, { measurementHour: '8' }, 'one intent');
    const stale = confirmationOf(await admin.submit(form, { measurementHour: '9' }));
    const again = confirmationOf(await admin.submit(form, { measurementHour: '8' }, 'one intent'));

    expect(stale).toContain('• hour of measurements: 16 → 8');
    expect(again).toContain('has been done already');
    const reopened = formOf(await admin.press('people/edit-team', team.id));
    expect(valuesOf(reopened)).toMatchObject({ measurementHour: '8' });
    expect(confirmationOf(await admin.submit(reopened, {}))).toContain('like this already');
  });

  test('of no team lists those there are', async () => {
    const admin = await typist('UADA', house);

    expect(wordsOf(await admin.type('team edit'))).toContain('no team yet');
    await house.addTeam({ name: 'Core', managerIds: [max.id] });
    expect(wordsOf(await admin.type('team edit Cor'))).toContain('I know no team Cor');
    expect(wordsOf(await admin.type('team edit Cor'))).toContain('• Core');
    expect(wordsOf(await admin.press('people/edit-team', 'gone'))).toContain('not there any more');
  });
});

describe('/crew team', () => {
  test('shows my own team', async () => {
    const core = await house.addTeam({ name: 'Core', managerIds: [max.id], channelId: 'CCORE' });
    await house.addMember({ slackId: 'UBO', name: 'Bo', teamId: core.id });

    expect(wordsOf(await (await typist('UBO', house)).type('team')).split('\n')).toEqual([
      'Core',
      'Managers: Max',
      'Members: 1',
      'Channel: CCORE',
      'Time zone: UTC',
      'Decisions are shown: in the channel',
      'Sources are read: at 16:00',
      'Tasks are evaluated: from 9:00',
      'Weekly digest: Monday at 9:00',
      expect.stringContaining('/crew people lists the members'),
    ]);
  });

  test('shows no team that I may not see', async () => {
    await house.addTeam({ name: 'Core', managerIds: [max.id] });
    await house.addTeam({ name: 'Web', managerIds: [ada.id] });
    await house.addMember({ slackId: 'UBO', name: 'Bo' });
    const bo = await typist('UBO', house);
    const manager = await typist('UMAX', house);

    expect(wordsOf(await bo.type('team Core'))).toContain('I know no team Core that you may see');
    expect(wordsOf(await bo.type('team'))).toContain('You are in no team');
    expect(wordsOf(await manager.type('team'))).toContain('Core\nManagers: Max');
    expect(wordsOf(await manager.type('team web'))).toContain('I know no team web');
  });

  test('lists to an admin who neither has nor manages a team the names to ask for', async () => {
    await house.addTeam({ name: 'Core', managerIds: [max.id] });
    await house.addTeam({ name: 'Web', managerIds: [max.id] });
    const admin = await typist('UADA', house);

    expect(wordsOf(await admin.type('team'))).toContain('• Core\n• Web');
    expect(wordsOf(await admin.type('team WEB'))).toContain('Web\nManagers: Max');
  });

  test('shows a manager who is in another team the one that they manage', async () => {
    await house.addTeam({ name: 'Core', managerIds: [max.id] });
    const apps = await house.addTeam({ name: 'Apps', managerIds: [ada.id] });
    const zoe = await house.addMember({
      slackId: 'UZOE',
      name: 'Zoe',
      role: 'manager',
      teamId: apps.id,
    });
    await house.addTeam({ name: 'Web', managerIds: [zoe.id] });

    expect(wordsOf(await (await typist('UZOE', house)).type('team'))).toContain('Web\n');
  });
});
