import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { App } from '../../src/app.js';
import { importHolidaysFile } from '../../src/cli/import-holidays.js';
import { startCalendars, type TestCalendars } from '../features/calendar/test-calendars.js';

let office: TestCalendars;
let folder: string;
beforeAll(async () => {
  office = await startCalendars();
  folder = mkdtempSync(join(tmpdir(), 'crewchief-holidays-'));
});
afterAll(async () => {
  await office.close();
  rmSync(folder, { recursive: true });
});

async function importing(
  content: string | null,
  options: { team?: string; apply?: boolean; json?: boolean } = {},
) {
  const path = join(folder, content === null ? 'absent.ics' : 'holidays.ics');
  if (content !== null) writeFileSync(path, content);
  const said = { out: '', err: '' };
  const services = {
    people: office.people.people,
    calendars: office.calendars.calendars,
  } as App['services'];
  const { team = 'core', apply = false, json = false } = options;
  const code = await importHolidaysFile(
    { services },
    path,
    { team, apply, json },
    {
      out: (text) => void (said.out += text),
      err: (text) => void (said.err += text),
      interactive: false,
    },
  );
  return { code, ...said };
}

const file = [
  'BEGIN:VCALENDAR',
  'BEGIN:VEVENT',
  'DTSTART;VALUE=DATE:20261225',
  'SUMMARY:Christmas Day',
  'END:VEVENT',
  'BEGIN:VEVENT',
  'DTSTART:20261224T130000Z',
  'SUMMARY:Party',
  'END:VEVENT',
  'END:VCALENDAR',
].join('\r\n');

test('a dry run says what would be added and what is passed over, and writes nothing', async () => {
  const { code, out } = await importing(file);
  expect(code).toBe(0);
  expect(out).toContain('add   2026-12-25  Christmas Day');
  expect(out).toMatch(/skip .*Party: it begins at a time of day/);
  expect(out).toContain('Core: 1 to add, 0 there already, 1 skipped.');
  expect(out).toContain('Dry run: nothing was written.');
  expect((await office.calendars.calendars.calendarOf('ana')).holidays).toEqual([]);
});

test('applied twice, it adds the holidays once', async () => {
  expect((await importing(file, { apply: true })).out).toContain('Imported.');
  expect((await importing(file, { apply: true })).out).toContain('0 to add, 1 there already');
  const { holidays } = await office.calendars.calendars.calendarOf('ana');
  expect(holidays.map(({ day }) => day)).toEqual(['2026-12-25']);
});

test('a file that is none is refused with its line', async () => {
  const { code, out } = await importing(file.replace('SUMMARY:Party', 'Party'), { apply: true });
  expect(code).toBe(1);
  expect(out).toMatch(/^line 8: The file cannot be read.*\nNothing was imported\.\n$/);
});

test('as JSON it says the same to programs', async () => {
  const { out } = await importing(file, { json: true });
  expect(JSON.parse(out)).toMatchObject({ kind: 'read', known: [{ day: '2026-12-25' }] });
});

test.each([
  ['a team that there is not', file, 'Crew', 'Teams: Core.'],
  ['a file that there is not', null, 'Core', 'cannot be read'],
])('%s is named', async (_, content, team, expected) => {
  const { code, err } = await importing(content, { team });
  expect(code).toBe(2);
  expect(err).toContain(expected);
});
