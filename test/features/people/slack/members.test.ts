import { startPeople, type TestPeople } from '../test-people.js';
import { confirmationOf, errorsOf, formOf, typist, valuesOf, wordsOf } from './test-chat.js';

let house: TestPeople;

beforeAll(async () => {
  house = await startPeople();
});
beforeEach(async () => {
  await house.clear();
  await house.addMember({ slackId: 'UADA', name: 'Ada', role: 'admin', timeZone: 'Asia/Tokyo' });
});
afterAll(() => house.close());

describe('/crew people add', () => {
  test('adds the mentioned person through a form', async () => {
    const ada = await typist('UADA', house);
    const form = formOf(await ada.type('people add <@UCY|cy>'));

    expect(valuesOf(form)).toMatchObject({ name: 'cy', slackId: 'UCY', timeZone: 'Asia/Tokyo' });
    const reply = await ada.submit(form, {
      role: 'lead',
      skills: 'Go:3, SQL: 5',
      weeklyCapacityHours: '37.5',
      email: 'cy@example.com',
    });

    expect(confirmationOf(reply)).toBe('✅ cy is a member now, with the role lead.');
    expect(await house.feature.people.memberBySlackId('UCY')).toMatchObject({
      name: 'cy',
      role: 'lead',
      teamId: null,
      timeZone: 'Asia/Tokyo',
      skills: [
        { name: 'go', level: 3 },
        { name: 'sql', level: 5 },
      ],
      weeklyCapacityHours: 37.5,
      email: 'cy@example.com',
    });
  });

  test('adds an AI agent without a Slack account, once', async () => {
    const ada = await typist('UADA', house);
    const form = formOf(await ada.type('people add'));

    confirmationOf(await ada.submit(form, { name: 'Fixer', kind: 'agent' }));

    expect(await house.feature.people.activeMembers()).toMatchObject([
      { name: 'Ada' },
      { name: 'Fixer', kind: 'agent' },
    ]);
    expect(errorsOf(await ada.submit(form, { name: 'Fixer', kind: 'agent' }))).toEqual({
      name: expect.stringContaining('Fixer is a member already'),
    });
  });

  test.each([
    ['timeZone', 'Tokio/Asia', 'not known'],
    ['timeZone', 'tokyo', 'Did you mean Asia/Tokyo?'],
    ['skills', 'go:6', '1 to 5'],
    ['skills', 'go:0', '1 to 5'],
    ['skills', 'go', '1 to 5'],
    ['skills', 'go:1; Go:2', 'once'],
    ['weeklyCapacityHours', '0', 'at most 168'],
    ['weeklyCapacityHours', '-3', 'at most 168'],
    ['weeklyCapacityHours', '168.1', 'at most 168'],
    ['weeklyCapacityHours', '1e2', 'at most 168'],
    ['name', 'x'.repeat(81), 'at most 80'],
    ['name', ' \n ', 'at least one'],
    ['email', 'cy(at)example.com', 'e-mail'],
    ['slackId', 'UADA', 'Ada is a member already'],
    ['slackId', null, 'needs a Slack account'],
    ['role', 'king', 'one of engineer'],
  ])('marks the field %s that holds %j, and adds nobody', async (field, value, problem) => {
    const ada = await typist('UADA', house);
    const form = formOf(await ada.type('people add <@UCY>'));

    const reply = await ada.submit(form, { name: 'Cy', [field]: value });

    expect(errorsOf(reply)).toEqual({ [field]: expect.stringContaining(problem) });
    expect(await house.feature.people.activeMembers()).toHaveLength(1);
  });

  test('does not open a form for who is a member, or for no mention', async () => {
    const ada = await typist('UADA', house);

    expect(wordsOf(await ada.type('people add <@UADA|ada>'))).toContain('is a member already');
    expect(wordsOf(await ada.type('people add cy'))).toContain('I see no member in cy');
  });

  test('brings a removed member back with what was known', async () => {
    await house.addMember({ slackId: 'UBO', name: 'Bo Chen', role: 'lead', active: false });
    const ada = await typist('UADA', house);

    const form = formOf(await ada.type('people add <@UBO|bo>'));
    confirmationOf(await ada.submit(form, {}));

    expect(await house.feature.people.actorBySlackId('UBO')).toMatchObject({
      name: 'Bo Chen',
      role: 'lead',
    });
  });
});

describe('/crew people edit', () => {
  test('shows what is held, and saves what is changed', async () => {
    const core = await house.addTeam({ name: 'Core', managerIds: [] });
    await house.addMember({
      slackId: 'UBO',
      name: 'Bo',
      skills: [{ name: 'go', level: 3 }],
      email: 'bo@example.com',
    });
    const ada = await typist('UADA', house);
    const form = formOf(await ada.type('people edit <@UBO|bo>'));

    expect(valuesOf(form)).toMatchObject({ name: 'Bo', skills: 'go:3', weeklyCapacityHours: '40' });
    const reply = await ada.submit(form, { teamId: core.id, skills: null, email: null });

    expect(confirmationOf(reply).split('\n')).toEqual([
      '✅ Changed Bo:',
      '• e-mail: bo@example.com → –',
      '• team: – → Core',
      '• skills: go:3 → –',
    ]);
    expect(await house.feature.people.memberBySlackId('UBO')).toMatchObject({ teamId: core.id });
  });

  test('finds nobody by a name that two members have', async () => {
    await house.addMember({ slackId: 'UBO1', name: 'Bo' });
    await house.addMember({ slackId: 'UBO2', name: 'Bo' });
    const ada = await typist('UADA', house);

    for (const command of ['edit', 'remove']) {
      expect(wordsOf(await ada.type(`people ${command} bo`))).toContain('more than one Bo');
    }
  });

  test('finds an agent by its name', async () => {
    await house.addMember({ name: 'Fixer', kind: 'agent' });
    const ada = await typist('UADA', house);

    expect(valuesOf(formOf(await ada.type('people edit fixer')))).toMatchObject({ name: 'Fixer' });
  });

  test('saved twice by one request says how the member is', async () => {
    await house.addMember({ slackId: 'UBO', name: 'Bo' });
    const ada = await typist('UADA', house);
    const form = formOf(await ada.type('people edit <@UBO>'));

    await ada.submit(form, { role: 'lead' }, 'one intent');
    const again = await ada.submit(form, { role: 'lead' }, 'one intent');

    expect(confirmationOf(again)).toBe(
      'That has been done already: Bo is a member with the role lead.',
    );
  });

  test('of what has changed meanwhile tells so, and opens the form again', async () => {
    const bo = await house.addMember({ slackId: 'UBO', name: 'Bo' });
    const ada = await typist('UADA', house);
    const before = formOf(await ada.type('people edit <@UBO>'));
    await ada.submit(before, { timeZone: 'Asia/Tokyo' });
    const [first, second] = [
      formOf(await ada.type('people edit <@UBO>')),
      formOf(await ada.type('people edit <@UBO>')),
    ];

    await ada.submit(first, { role: 'lead' });
    const stale = confirmationOf(await ada.submit(second, { role: 'auditor' }));

    expect(stale).toContain('• role: engineer → lead');
    expect(stale).not.toMatch(/auditor|Tokyo/);
    const form = formOf(await ada.press('people/edit-member', bo.id));
    expect(valuesOf(form)).toMatchObject({ role: 'lead' });
  });

  test.each([
    ['the last admin', 'UADA', { role: 'lead' }, 'role', 'last admin'],
    ['who manages a team', 'UMAX', { role: 'lead' }, 'role', 'Manages Core'],
  ])('marks the role of %s', async (_, slackId, changes, field, problem) => {
    const max = await house.addMember({ slackId: 'UMAX', name: 'Max', role: 'manager' });
    await house.addTeam({ name: 'Core', managerIds: [max.id] });
    const ada = await typist('UADA', house);
    const form = formOf(await ada.type(`people edit <@${slackId}>`));

    expect(errorsOf(await ada.submit(form, changes))).toEqual({
      [field]: expect.stringContaining(problem),
    });
  });

  test('marks what the configuration has decided', async () => {
    await house.addMember({ slackId: 'UFIRST', name: 'Fay', role: 'admin' });
    const ada = await typist('UADA', house);
    const form = formOf(await ada.type('people edit <@UFIRST>'));

    expect(errorsOf(await ada.submit(form, { role: 'lead' }))).toHaveProperty('role');
    expect(errorsOf(await ada.submit(form, { slackId: 'UNEW' }))).toHaveProperty('slackId');
  });

  test('of nothing or nobody is answered with what to write', async () => {
    await house.addMember({ slackId: 'UBO', name: 'Bo', active: false });
    const ada = await typist('UADA', house);

    expect(wordsOf(await ada.type('people edit'))).toContain('/crew people edit @ana');
    for (const nobody of ['<@UNO>', 'Nobody', '<@UBO>']) {
      expect(wordsOf(await ada.type(`people edit ${nobody}`))).toContain('Nobody by that name');
    }
  });
});

describe('/crew people remove', () => {
  test('ends a membership, and says so again when asked again', async () => {
    await house.addMember({ slackId: 'UBO', name: 'Bo' });
    const ada = await typist('UADA', house);

    expect(wordsOf(await ada.type('people remove <@UBO>', 'one'))).toContain('no member any more');
    expect(wordsOf(await ada.type('people remove <@UBO>', 'one'))).toContain('been done already');
    expect(wordsOf(await ada.type('people remove <@UBO>'))).toContain('Nothing was changed');
    expect(await house.feature.people.actorBySlackId('UBO')).toBeNull();
  });

  test('is refused for who must stay', async () => {
    const max = await house.addMember({ slackId: 'UMAX', name: 'Max', role: 'manager' });
    await house.addMember({ slackId: 'UFIRST', name: 'Fay' });
    await house.addTeam({ name: 'Core', managerIds: [max.id] });
    const ada = await typist('UADA', house);

    expect(wordsOf(await ada.type('people remove <@UMAX>'))).toContain('Max manages Core');
    expect(wordsOf(await ada.type('people remove <@UFIRST>'))).toContain('by the configuration');
    expect(wordsOf(await ada.type('people remove <@UNO>'))).toContain('Nobody by that name');
    expect(wordsOf(await ada.type('people remove'))).toContain('/crew people remove @ana');
  });

  test('is refused for the last admin', async () => {
    const ada = await typist('UADA', house);

    expect(wordsOf(await ada.type('people remove <@UADA>'))).toContain('Ada is the last admin');
  });
});

describe('/crew people', () => {
  test('lists to an engineer their team alone, without those who left', async () => {
    const core = await house.addTeam({ name: 'Core', managerIds: [] });
    const web = await house.addTeam({ name: 'Web', managerIds: [] });
    await house.addMember({ slackId: 'UBO', name: 'Bo', teamId: core.id, role: 'lead' });
    await house.addMember({ slackId: 'UCY', name: 'Cy', teamId: core.id, kind: 'agent' });
    await house.addMember({ slackId: 'UDI', name: 'Di', teamId: core.id, active: false });
    await house.addMember({ slackId: 'UEM', name: 'Em', teamId: web.id });
    const bo = await typist('UBO', house);

    expect(wordsOf(await bo.type('people')).split('\n')).toEqual([
      'People',
      'Core',
      '• Bo · lead · UTC',
      '• Cy · engineer (AI agent) · UTC',
      '2 members. /crew team tells about your team, /crew me about you.',
    ]);
  });

  test('lists to an admin everybody, page by page', async () => {
    const core = await house.addTeam({ name: 'Core', managerIds: [] });
    for (let number = 10; number < 35; number += 1) {
      await house.addMember({ name: `Member ${number}`, teamId: core.id });
    }
    const ada = await typist('UADA', house);

    const first = wordsOf(await ada.type('people'));
    const second = wordsOf(await ada.press('people/list', '2'));

    expect(first).toContain('Member 29');
    expect(first).not.toContain('Member 30');
    expect(first).toContain('26 members, page 1 of 2');
    expect(first).toContain('[Next page]');
    expect(second).toContain('Member 30');
    expect(second).toContain('Without a team\n• Ada');
    expect(second).not.toContain('[Next page]');
    expect(first + second).not.toContain('are only');
    expect(wordsOf(await ada.type('people 99'))).toContain(
      'There are only 2 pages; this is the last.',
    );
    expect(wordsOf(await ada.type('people 99'))).toContain('Member 30');
    expect(wordsOf(await ada.type('people core'))).toContain('core is no page');
  });

  test('lists to a member without a team nobody else', async () => {
    await house.addMember({ slackId: 'UBO', name: 'Bo' });
    const bo = await typist('UBO', house);

    expect(wordsOf(await bo.type('people'))).toContain('Without a team\n• Bo · engineer · UTC\n1');
  });
});

test('/crew me shows all that is held about me', async () => {
  const bo = await house.addMember({
    slackId: 'UBO',
    name: 'Bo',
    role: 'manager',
    timeZone: 'Asia/Kolkata',
    skills: [{ name: 'go', level: 3 }],
    email: 'bo@example.com',
    weeklyCapacityHours: 32.5,
  });
  await house.addTeam({ name: 'Core', managerIds: [bo.id] });

  expect(wordsOf(await (await typist('UBO', house)).type('me')).split('\n')).toEqual([
    'Bo',
    'Role: manager',
    'Team: none',
    'Manages: Core',
    'Time zone: Asia/Kolkata',
    'Hours per week: 32.5',
    'Takes on: work of the team',
    'Skills: go:3',
    'E-mail: bo@example.com',
    'Slack id: UBO',
    expect.stringContaining('what is held about you'),
    'Something wrong? Ask Ada.',
  ]);
});

test('/crew me names nobody to ask to the only admin', async () => {
  expect(wordsOf(await (await typist('UADA', house)).type('me'))).not.toContain('Ask');
});

test('whoever is no admin is told who is, and gets no form', async () => {
  await house.addMember({ slackId: 'UBO', name: 'Bo', role: 'manager' });
  const bo = await typist('UBO', house);
  const commands = [
    'people add <@UCY>',
    'people edit <@UADA>',
    'people remove <@UADA>',
    'team new',
    'team edit Core',
  ];

  for (const command of commands) {
    expect(wordsOf(await bo.type(command))).toBe(
      'Only admins change people and teams. Nothing was changed.\nAsk Ada.',
    );
  }
});

test('a form that an admin opened is of no use to anybody else', async () => {
  await house.addMember({ slackId: 'UBO', name: 'Bo' });
  const [ada, bo] = [await typist('UADA', house), await typist('UBO', house)];
  const forms = [
    formOf(await ada.type('people add <@UCY|cy>')),
    formOf(await ada.type('people edit <@UBO>')),
  ];

  for (const form of forms) {
    expect(confirmationOf(await bo.submit(form, { role: 'admin' }))).toContain('Only admins');
  }
  expect(await house.feature.people.admins()).toHaveLength(1);
});
