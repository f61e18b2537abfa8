import { CalendarStore } from '../../../src/features/calendar/calendar-store.js';
import { fiveByEight, fourByTen } from '../../../src/features/calendar/index.js';
import {
  type Archives,
  exportTo,
  importFrom,
  startArchives,
} from '../../storage/archive/archives.js';
import { startCalendars, type TestCalendars } from './test-calendars.js';

let office: TestCalendars;
let archives: Archives;
beforeAll(async () => {
  [office, archives] = await Promise.all([startCalendars(), startArchives()]);
});
afterAll(() => Promise.all([office.close(), archives.close()]));

test('an archive brings back hours with their past, holidays, leave with its reason and weeks on call', async () => {
  const mia = await office.actor('mia');
  const { calendars } = office.calendars;
  let count = 0;
  const request = () => ({ actor: mia, intentId: `archive ${(count += 1)}` });
  await calendars.setTeamHours({
    ...request(),
    teamId: 'core',
    version: 0,
    pattern: fourByTen(['Friday']),
    from: '2027-01-04',
    membersSetHours: false,
    addedHolidays: [{ day: '2026-12-25', name: 'Christmas Day', part: 'whole day' }],
    removedHolidays: [],
  });
  await calendars.setHours({
    ...request(),
    memberId: 'ana',
    version: 0,
    pattern: fourByTen(['Monday']),
    from: '2026-12-01',
  });
  await calendars.addLeave({
    ...request(),
    memberId: 'ana',
    leave: {
      kind: 'time',
      start: new Date('2026-12-03T12:00:00Z'),
      end: new Date('2026-12-03T14:30:00Z'),
    },
    reason: 'Dentist',
  });
  await calendars.setOnCall({ ...request(), memberId: 'ana', day: '2026-12-07', onCall: true });

  const file = archives.newFile();
  const restoredDb = archives.localDb();
  await exportTo(office.db, file);
  await importFrom(restoredDb, file);

  const [kept, restored] = [new CalendarStore(office.db), new CalendarStore(restoredDb)];
  const [team, member] = [await restored.ofTeam('core'), await restored.ofMember('ana')];
  expect([team, member]).toEqual([await kept.ofTeam('core'), await kept.ofMember('ana')]);
  expect(team).toMatchObject({
    pattern: fourByTen(['Friday']),
    earlier: [{ before: '2027-01-04', pattern: fiveByEight }],
    membersSetHours: false,
    holidays: [{ name: 'Christmas Day' }],
  });
  expect(member).toMatchObject({
    earlier: [{ before: '2026-12-01', pattern: null }],
    leave: [{ start: new Date('2026-12-03T12:00:00Z'), reason: 'Dentist' }],
    onCallWeeks: ['2026-12-07'],
  });
});
