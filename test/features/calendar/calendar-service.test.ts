import {
  availabilityAt,
  type CalendarService,
  fourByTen,
  isOnCallAt,
  isWorkingDay,
  type Leave,
  type WorkCalendar,
} from '../../../src/features/calendar/index.js';
import { startCalendars, type TestCalendars } from './test-calendars.js';

let office: TestCalendars;
let calendars: CalendarService;
let count = 0;

beforeAll(async () => {
  office = await startCalendars();
  calendars = office.calendars.calendars;
});
afterAll(() => office.close());

const pattern = fourByTen(['Friday']);
const request = async (memberId: string, intentId = `intent ${(count += 1)}`) => ({
  actor: await office.actor(memberId),
  intentId,
});
const day = (firstDay: string, lastDay = firstDay): Leave => ({
  kind: 'days',
  firstDay,
  lastDay,
  part: 'whole day',
});
const versionOf = async (memberId: string) => {
  const seen = await calendars.look({ actor: await office.actor('ada'), memberId });
  if (seen.kind === 'unknown member') throw new Error('unknown');
  return seen.hours.version;
};
const teamVersion = async () => {
  const seen = await calendars.lookAtTeam({ actor: await office.actor('mia'), teamId: 'core' });
  if (seen.kind !== 'found') throw new Error(seen.kind);
  return seen.hours.version;
};

test('before anything is decided everybody works Monday to Friday from 9 to 17 at home', async () => {
  const found = await calendars.calendarsOf(['raj', 'max', 'nobody']);
  const at = (calendar: WorkCalendar | undefined) =>
    calendar && availabilityAt(calendar, new Date('2026-11-20T04:00Z'));
  expect([...found.keys()].toSorted()).toEqual(['max', 'raj']);
  expect(at(found.get('raj'))).toBe('available');
  expect(at(found.get('max'))).toBe('off hours');
});

describe('hours', () => {
  test.each([
    ['ana', 'ana', 'changed'],
    ['mia', 'ana', 'changed'],
    ['ada', 'ana', 'changed'],
    ['raj', 'ana', 'not allowed'],
    ['max', 'ana', 'not allowed'],
    ['ana', 'nobody', 'unknown member'],
  ])('%s may change those of %s: %s', async (actor, memberId, kind) => {
    const version = memberId === 'nobody' ? 0 : await versionOf(memberId);
    const other = fourByTen([version % 2 === 0 ? 'Friday' : 'Monday']);
    const asked = { ...(await request(actor)), memberId, version, pattern: other };
    expect(await calendars.setHours(asked)).toMatchObject({ kind });
  });

  test('seen in an older version are not overwritten', async () => {
    const version = await versionOf('ana');
    const other = fourByTen(['Tuesday']);
    await calendars.setHours({
      ...(await request('mia')),
      memberId: 'ana',
      version,
      pattern: other,
    });
    const stale = { ...(await request('ana')), memberId: 'ana', version, pattern };
    expect(await calendars.setHours(stale)).toMatchObject({
      kind: 'stale',
      hours: { pattern: other },
    });
  });

  test('asked for twice with one intent change once', async () => {
    const version = await versionOf('raj');
    const asked = { ...(await request('raj', 'once')), memberId: 'raj', version, pattern };
    const outcomes = await Promise.all([calendars.setHours(asked), calendars.setHours(asked)]);
    expect(outcomes.map(({ kind }) => kind).toSorted()).toEqual(['already handled', 'changed']);
    expect(await versionOf('raj')).toBe(version + 1);
    const audited = await office.audit.find('once');
    expect(audited).toMatchObject({ actorId: 'raj', subject: 'calendar of member raj' });
  });

  test('of a team hold for its members, but for those with their own', async () => {
    const decided = {
      ...(await request('mia')),
      teamId: 'core',
      version: await teamVersion(),
      pattern: fourByTen(['Wednesday']),
      membersSetHours: false,
      addedHolidays: [{ day: '2026-12-25', part: 'whole day' as const, name: 'Christmas Day' }],
      removedHolidays: [],
    };
    expect(await calendars.setTeamHours(decided)).toMatchObject({ kind: 'changed' });
    await calendars.setHours({
      ...(await request('ana')),
      memberId: 'ana',
      version: await versionOf('ana'),
      pattern: null,
    });
    const found = await calendars.calendarsOf(['ana', 'raj']);
    expect(found.get('ana')).toMatchObject({ pattern: fourByTen(['Wednesday']) });
    expect(found.get('raj')).toMatchObject({ pattern, holidays: decided.addedHolidays });
  });

  test('of a team change from a day on, also for members without their own', async () => {
    const worksOn = async (memberId: string, asked: string) => {
      const calendar = await calendars.calendarOf(memberId);
      return isWorkingDay(calendar, asked);
    };
    const decided = {
      ...(await request('mia')),
      teamId: 'core',
      version: await teamVersion(),
      pattern: fourByTen(['Thursday']),
      from: '2026-12-01',
      membersSetHours: false,
      addedHolidays: [],
      removedHolidays: [],
    };
    expect(await calendars.setTeamHours(decided)).toMatchObject({
      kind: 'changed',
      from: '2026-12-01',
    });
    expect(await worksOn('ana', '2026-11-25')).toBe(false);
    expect(await worksOn('ana', '2026-11-26')).toBe(true);
    expect(await worksOn('ana', '2026-12-02')).toBe(true);
    expect(await worksOn('ana', '2026-12-03')).toBe(false);
    const team = { id: 'core', timeZone: 'Europe/Berlin' };
    expect(isWorkingDay(await calendars.calendarOfTeam(team), '2026-11-26')).toBe(true);
  });

  test('that a team decides for its members are changed by those who manage it alone', async () => {
    const asked = { memberId: 'ana', version: await versionOf('ana'), pattern };
    expect(await calendars.setHours({ ...(await request('ana')), ...asked })).toMatchObject({
      kind: 'set by team',
    });
    expect(await calendars.setHours({ ...(await request('mia')), ...asked })).toMatchObject({
      kind: 'changed',
    });
  });

  test.each(['ana', 'max'])('of a team are not changed by %s', async (actor) => {
    const decided = {
      ...(await request(actor)),
      teamId: 'core',
      version: await teamVersion(),
      pattern,
      membersSetHours: true,
      addedHolidays: [],
      removedHolidays: [],
    };
    expect(await calendars.setTeamHours(decided)).toEqual({ kind: 'not allowed' });
  });

  test('of a team name no holiday twice, and let one be replaced', async () => {
    const holiday = { day: '2026-12-25', part: 'first half' as const, name: 'Half of it' };
    const decided = async (removedHolidays: readonly string[]) => ({
      ...(await request('mia')),
      teamId: 'core',
      version: await teamVersion(),
      pattern,
      membersSetHours: true,
      addedHolidays: [holiday],
      removedHolidays,
    });
    expect(await calendars.setTeamHours(await decided([]))).toMatchObject({
      kind: 'holiday twice',
      holiday: { name: 'Christmas Day' },
    });
    expect(await calendars.setTeamHours(await decided(['2026-12-25']))).toMatchObject({
      kind: 'changed',
      hours: { holidays: [holiday] },
    });
  });
});

describe('leave', () => {
  const add = async (actor: string, leave: Leave, memberId = actor) =>
    calendars.addLeave({ ...(await request(actor)), memberId, leave, reason: 'Surgery' });

  test('is seen by others as not available alone', async () => {
    await add('raj', day('2026-12-01', '2026-12-02'));
    const calendar = await calendars.calendarOf('raj');
    expect(availabilityAt(calendar, new Date('2026-12-01T06:00Z'))).toBe('not available');
    expect(JSON.stringify(calendar)).not.toContain('Surgery');
    const seen = async (actor: string) =>
      (await calendars.look({ actor: await office.actor(actor), memberId: 'raj' })).kind;
    expect([await seen('ana'), await seen('max'), await seen('raj'), await seen('mia')]).toEqual([
      'availability',
      'availability',
      'everything',
      'everything',
    ]);
  });

  test('leaves no reason in the audit log', async () => {
    const asked = { ...(await request('ana', 'silent')), memberId: 'ana', reason: 'Surgery' };
    await calendars.addLeave({ ...asked, leave: day('2027-02-01') });
    expect(JSON.stringify(await office.audit.find('silent'))).not.toContain('Surgery');
  });

  test.each([
    ['that ends before it begins', day('2026-12-09', '2026-12-08'), 'ends before it begins'],
    ['of ten years', day('2027-01-01', '2036-12-31'), 'at most three years'],
    ['long past', day('2026-01-05', '2026-01-09'), 'not taken any more'],
    ['far ahead', day('2035-01-01'), 'at most three years from now'],
    ['that is there already', day('2026-11-30', '2026-12-24'), 'Tue 2026-12-01 to Wed 2026-12-02'],
    [
      'without any time',
      { kind: 'time', start: new Date('2026-12-10T10:00Z'), end: new Date('2026-12-10T10:00Z') },
      'ends before it begins',
    ],
  ] as const)('%s is refused', async (_, leave, fault) => {
    expect(await add('raj', leave)).toEqual({
      kind: 'invalid',
      fault: expect.stringContaining(fault),
    });
  });

  test('of the last days is taken, since one falls ill without notice', async () => {
    expect(await add('raj', day('2026-11-18', '2026-11-19'))).toMatchObject({ kind: 'added' });
  });

  test('of both halves of one day is taken', async () => {
    const half = (part: 'first half' | 'second half') => ({ ...day('2027-03-01'), part });
    expect(await add('raj', half('first half'))).toMatchObject({ kind: 'added' });
    expect(await add('raj', half('second half'))).toMatchObject({ kind: 'added' });
    expect(await add('raj', half('second half'))).toMatchObject({ kind: 'invalid' });
  });

  test('is given up by its member or those who manage, once', async () => {
    const added = await add('mia', day('2027-04-05'), 'ana');
    if (added.kind !== 'added') throw new Error(added.kind);
    const remove = async (actor: string) =>
      calendars.removeLeave({
        ...(await request(actor)),
        memberId: 'ana',
        leaveId: added.leave.id,
      });
    expect(await remove('raj')).toEqual({ kind: 'not allowed' });
    expect(await remove('ana')).toMatchObject({ kind: 'removed' });
    expect(await remove('ana')).toEqual({ kind: 'unknown leave' });
  });

  test('in a week on call says so', async () => {
    const onCall = { ...(await request('mia')), memberId: 'ana', day: '2027-05-12', onCall: true };
    await calendars.setOnCall(onCall);
    expect(await add('ana', day('2027-05-14', '2027-05-20'))).toMatchObject({
      kind: 'added',
      onCallWeeks: ['2027-05-10'],
    });
  });
});

describe('on call', () => {
  const put = async (actor: string, onCall: boolean, on = '2026-12-02') =>
    calendars.setOnCall({ ...(await request(actor)), memberId: 'raj', day: on, onCall });

  test('is decided by those who manage the team', async () => {
    expect(await put('raj', true)).toEqual({ kind: 'not allowed' });
    expect(await put('mia', true)).toMatchObject({ kind: 'changed', monday: '2026-11-30' });
    expect(await put('mia', true, '2026-12-06')).toMatchObject({ kind: 'unchanged' });
  });

  test('lasts for a week of the team, wherever the member lives', async () => {
    const calendar = await calendars.calendarOf('raj');
    const at = (instant: string) => isOnCallAt(calendar, new Date(instant));
    expect(['2026-11-29T22:59Z', '2026-11-29T23:00Z', '2026-12-06T22:59Z'].map(at)).toEqual([
      false,
      true,
      true,
    ]);
    expect(at('2026-12-06T23:00Z')).toBe(false);
  });

  test('is listed by week for the team', async () => {
    const seen = await calendars.lookAtTeam({ actor: await office.actor('ana'), teamId: 'core' });
    expect(seen).toMatchObject({
      onCall: [{ monday: '2026-11-30', members: [{ id: 'raj' }] }, {}],
    });
  });

  test('ends when it is taken back, and is not planned for ever', async () => {
    expect(await put('mia', false)).toMatchObject({ kind: 'changed' });
    expect(await put('mia', true, '2031-01-01')).toEqual({ kind: 'too far' });
  });

  test('is neither planned nor taken back for a week that is over', async () => {
    expect(await put('mia', true, '2026-11-15')).toEqual({ kind: 'over' });
    expect(await put('mia', false, '2026-11-15')).toEqual({ kind: 'over' });
    expect(await put('mia', true, '2026-11-16')).toMatchObject({ kind: 'changed' });
  });
});

describe('holidays from a file', () => {
  const content = [
    'BEGIN:VCALENDAR',
    'BEGIN:VEVENT',
    'DTSTART;VALUE=DATE:20200101',
    'RRULE:FREQ=YEARLY',
    'SUMMARY:New Year',
    'END:VEVENT',
    'END:VCALENDAR',
  ].join('\r\n');

  test('are announced by a dry run, and added once', async () => {
    const team = await office.people.people.team('core');
    if (!team) throw new Error('no team');
    const days = ['2026-01-01', '2027-01-01', '2028-01-01', '2029-01-01'];
    const before = await teamVersion();
    const dry = await calendars.importHolidays({ team, content, dryRun: true });
    expect(dry).toMatchObject({ kind: 'read', added: days.map((on) => ({ day: on })), known: [] });
    expect(await teamVersion()).toBe(before);
    await calendars.importHolidays({ team, content, dryRun: false });
    const again = await calendars.importHolidays({ team, content, dryRun: false });
    expect(again).toMatchObject({ added: [], known: days.map((on) => ({ day: on })) });
    expect(await teamVersion()).toBe(before + 1);
    const calendar = await calendars.calendarOfTeam(team);
    expect(calendar.holidays.map(({ day: on }) => on)).toEqual(expect.arrayContaining(days));
  });
});
