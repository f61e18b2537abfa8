import type { ActionButton } from '../../../src/shared/message.js';
import { systemActor } from '../../../src/features/people/index.js';
import { documentsRead } from '../../support/documents-read.js';
import { openSkillsOffice, type SkillsOffice, skillsIn } from './skills-office.js';

/** Ana asks for her level on Monday, 23 November; Mia is her first manager, Max the second. */
const tuesday = '2026-11-24';
const wednesday = '2026-11-25';
const thursday = '2026-11-26';
const friday = '2026-11-27';
const monday = '2026-11-30';
const tuesdayAfter = '2026-12-01';
const wednesdayAfter = '2026-12-02';

let office: SkillsOffice;
beforeAll(async () => {
  office = await openSkillsOffice({ name: 'Max', role: 'manager' });
});
afterAll(() => office.close());
beforeEach(async () => {
  await office.reset();
  await manageCore('Mia', 'Max');
});

async function manageCore(...names: string[]): Promise<void> {
  await office.db
    .collection('teams')
    .updateMany({}, { $set: { managerIds: names.map(office.idOf) } });
}

async function anaAsks(): Promise<string> {
  await office.completes('Ana', 5, 'go:4');
  const suggested = { name: 'go', level: 4 };
  await office.skills.answer({ ...(await office.request('Ana')), suggested, accepted: true });
  for (const name of ['Mia', 'Max']) {
    const [request] = await office.told(name);
    const actions = request?.view['actions'] as { confirm: ActionButton } | undefined;
    if (actions) return actions.confirm.value;
  }
  throw new Error('Nobody was asked');
}

/** What the job of that day does. */
async function remindOn(day: string) {
  office.clock.set(`${day}T09:00:00Z`);
  const team = await office.people.team(office.team.id);
  if (!team) throw new Error('There is no team');
  return office.skills.remindOfLevels(team, day);
}

const everybody = ['Mia', 'Max', 'Ada', 'Ana', 'Ben'];

/** Who got a reminder since the last time, by name. */
async function remindedOn(day: string): Promise<string[]> {
  await office.db.collection('notification_logs').deleteMany({});
  await remindOn(day);
  return reminded();
}

async function reminded(): Promise<string[]> {
  const found: string[] = [];
  for (const name of everybody) {
    const reminders = (await office.told(name)).filter(
      ({ template }) => template === 'skills/reminder',
    );
    found.push(...reminders.map(() => name));
  }
  return found;
}

describe('a level that waits to be confirmed', () => {
  test('is a reminder for the first manager once per working day, whatever runs twice', async () => {
    await anaAsks();
    for (const day of ['2026-11-23', tuesday, tuesday, wednesday]) await remindOn(day);
    expect(await reminded()).toEqual(['Mia', 'Mia']);
    expect(await office.told('Mia')).toMatchObject([
      { template: 'skills/to-confirm' },
      {
        template: 'skills/reminder',
        view: { count: 1, escalated: 0, waiting: [{ who: { name: 'Ana' }, name: 'go', level: 4 }] },
      },
      { template: 'skills/reminder', view: { waiting: [{ waitedDays: 2 }] } },
    ]);
  });

  test('is passed on after three working days to the next manager, then to the admins, and never expires', async () => {
    await anaAsks();
    const days = [tuesday, wednesday, thursday, friday, '2026-11-28', monday, tuesdayAfter];
    const asked: string[][] = [];
    for (const day of [...days, wednesdayAfter, '2027-03-01']) asked.push(await remindedOn(day));
    expect(asked).toEqual([
      ['Mia'],
      ['Mia'],
      ['Max'],
      ['Max'],
      [],
      ['Max'],
      ['Ada'],
      ['Ada'],
      ['Ada'],
    ]);
    const history = await office.audit.about(`skills of member ${office.idOf('Ana')}`, 9);
    expect(history.filter(({ action }) => action === 'approval escalated')).toMatchObject([
      {
        actorId: 'crewchief',
        after: { approval: { level: 1, since: thursday, askedIds: [office.idOf('Max')] } },
      },
      { after: { approval: { level: 2, since: tuesdayAfter, askedIds: [office.idOf('Ada')] } } },
    ]);
  });

  test('says on every copy to whom it was passed on, and adds one for them', async () => {
    const answerId = await anaAsks();
    await remindOn(thursday);
    await office.db.collection('notification_logs').deleteMany({});
    await remindOn(tuesdayAfter);
    for (const name of ['Mia', 'Max', 'Ada']) {
      expect((await office.told(name))[0]).toMatchObject({
        template: 'skills/to-confirm',
        view: { passedOn: { to: 'Ada', on: '1 Dec 2026' } },
      });
    }
    const confirm = { ...(await office.request('Ada')), answerId, confirmed: true };
    expect(await office.skills.confirm(confirm)).toMatchObject({ kind: 'decided' });
    expect((await office.member('Ana')).skills).toEqual(skillsIn('go:4; typescript:4'));
  });

  test('goes to the next manager while the manager is on leave', async () => {
    await anaAsks();
    await office.calendars.addLeave({
      memberId: office.idOf('Mia'),
      leave: { kind: 'days', firstDay: tuesday, lastDay: tuesday, part: 'whole day' },
      reason: null,
      actor: systemActor,
      intentId: 'leave',
    });
    expect(await remindedOn(tuesday)).toEqual(['Max']);
    expect(await remindedOn(wednesday)).toEqual(['Mia']);
  });

  test('is decided by the manager’s delegate, who gets the request with the reminder, on record', async () => {
    const answerId = await anaAsks();
    await delegateToBen();
    expect(await remindedOn(tuesday)).toEqual(['Ben']);
    expect(await office.told('Ben')).toMatchObject([
      { template: 'skills/to-confirm' },
      { template: 'skills/reminder', view: { waiting: [{ inPlaceOf: 'Mia' }] } },
    ]);
    const confirm = { ...(await office.request('Ben')), answerId, confirmed: true };
    expect(await office.skills.confirm(confirm)).toMatchObject({ kind: 'decided' });
    expect(await office.audit.about(`skills of member ${office.idOf('Ana')}`, 9)).toMatchObject([
      { action: 'skill suggestion accepted' },
      { action: 'skill level confirmed', after: { inPlaceOfId: office.idOf('Mia') } },
    ]);
    expect(await office.told('Ana')).toMatchObject([{ view: { inPlaceOf: 'Mia' } }]);
  });

  test('is never asked of who asks for it, as a delegate or a manager either', async () => {
    await manageCore('Ana', 'Max');
    await anaAsks();
    expect(await remindedOn(tuesday)).toEqual(['Max']);
    expect((await list('Ana')).view.waiting).toEqual([]);
  });

  test('is nobody’s any more once it is decided, or the member has it or has left', async () => {
    const answerId = await anaAsks();
    const setSkills = (text: string, active: boolean) =>
      office.db
        .collection<{ _id: string }>('members')
        .updateOne({ _id: office.idOf('Ana') }, { $set: { skills: skillsIn(text), active } });
    await setSkills('go:4', true);
    expect(await remindedOn(tuesday)).toEqual([]);
    await setSkills('go:3', false);
    expect(await remindedOn(tuesday)).toEqual([]);
    const confirm = async () =>
      office.skills.confirm({ ...(await office.request('Mia')), answerId, confirmed: true });
    expect(await confirm()).toMatchObject({ kind: 'has left' });
    await setSkills('go:3', true);
    expect(await remindedOn(tuesday)).toEqual(['Mia']);
    expect(await confirm()).toMatchObject({ kind: 'decided' });
    expect(await remindedOn(wednesday)).toEqual([]);
  });

  test('goes to the admins, once a day, when the member is in no team', async () => {
    await anaAsks();
    await office.db
      .collection<{ _id: string }>('members')
      .updateOne({ _id: office.idOf('Ana') }, { $set: { teamId: null } });
    await remindOn(tuesday);
    await remindOn(tuesday);
    expect(await reminded()).toEqual(['Ada']);
    await office.db
      .collection<{ _id: string }>('members')
      .updateOne({ _id: office.idOf('Ana') }, { $set: { teamId: office.team.id } });
  });
});

describe('/crew approvals', () => {
  test('lists the levels that wait for me, and confirms them from there', async () => {
    await anaAsks();
    expect((await list('Ben')).view.waiting).toEqual([]);
    const { waiting, actions } = (await list('Mia')).view;
    expect(waiting).toMatchObject([
      { skill: { who: { name: 'Ana' }, name: 'go', level: 4, current: 3 }, slot: 1 },
    ]);
    const button = actions['confirm1'];
    const handler = office.chat
      .flatMap(({ buttons }) => buttons)
      .find(({ actionId }) => actionId === button?.actionId);
    const reply = await handler?.run({
      ...(await office.request('Mia')),
      value: button?.value ?? '',
      channelId: 'C0CORE',
    });
    expect(reply).toMatchObject({ template: 'skills/decided', view: { isConfirmed: true } });
    expect((await office.member('Ana')).skills).toEqual(skillsIn('go:4; typescript:4'));
    expect((await list('Mia')).view.waiting).toEqual([]);
  });

  test('lists them for the admins once they are passed on to them', async () => {
    await anaAsks();
    expect((await list('Ada')).view.waiting).toEqual([]);
    for (const day of [thursday, tuesdayAfter]) await remindOn(day);
    expect((await list('Ada')).view.waiting).toHaveLength(1);
  });

  test('reads once what was delegated to me, for all that may wait', async () => {
    await anaAsks();
    await delegateToBen();
    const read = await documentsRead(office.db, 'approval_delegations', async () => {
      expect((await list('Ben')).view.waiting).toHaveLength(1);
    });
    expect(read).toBe(1);
  });
});

test('a level asked for under a former name of the skill is asked for, and set, under the present one', async () => {
  const answerId = await anaAsks();
  await office.skills.rename({
    ...(await office.request('Ada')),
    from: 'go',
    to: 'golang',
    merge: false,
  });
  const [first, renamed] = await office.db
    .collection('notification_logs')
    .find({ to: 'U0MIA', 'message.template': 'skills/to-confirm' })
    .sort({ sequence: 1 })
    .toArray();
  expect(renamed).toMatchObject({
    key: first?.['key'] as string,
    message: { view: { name: 'golang', level: 4, current: 3 } },
  });
  expect(renamed).not.toHaveProperty('editsOnly');
  await office.skills.confirm({ ...(await office.request('Mia')), answerId, confirmed: true });
  expect((await office.member('Ana')).skills).toEqual(skillsIn('golang:4; typescript:4'));
});

async function list(name: string) {
  const subcommand = office.chat
    .flatMap(({ subcommands }) => subcommands)
    .find((each) => each.name === 'approvals');
  const reply = await subcommand?.run({
    ...(await office.request(name)),
    text: '',
    channelId: 'C0CORE',
  });
  return reply as { view: { waiting: object[]; actions: Record<string, ActionButton> } };
}

async function delegateToBen(): Promise<void> {
  const subcommand = office.chat
    .flatMap(({ subcommands }) => subcommands)
    .find(({ name }) => name === 'approvals delegate');
  await subcommand?.run({
    ...(await office.request('Mia')),
    text: '<@U0BEN> until 2026-12-31',
    channelId: 'C0CORE',
  });
}
