import { isWorkingDay, defaultCalendar, localDayOf } from '../../../src/features/calendar/index.js';
import { dailyReportTime, digestTime } from '../../../src/features/reports/report-times.js';
import { RunStore, runIndexes, teamJob } from '../../../src/scheduling/index.js';
import { seededRandom } from '../../../src/shared/random.js';
import { ensureIndexes } from '../../../src/storage/index.js';
import { dailyReport } from '../../../jobs/daily-report.js';
import { weeklyDigest } from '../../../jobs/weekly-digest.js';
import { silentLogger } from '../../support/logger.js';
import { notWithinTheTest } from '../../support/manual-clock.js';
import { teamWith } from '../people/samples.js';
import { type ReportsBench, startReportsBench } from './reports-bench.js';
import { taskWith } from './samples.js';

const zones = [
  'Pacific/Pago_Pago',
  'America/Los_Angeles',
  'America/St_Johns',
  'America/Sao_Paulo',
  'UTC',
  'Europe/Berlin',
  'Africa/Cairo',
  'Asia/Kolkata',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'Pacific/Chatham',
  'Pacific/Kiritimati',
];
const teams = zones.map((timeZone, index) =>
  teamWith({
    id: `team${index}`,
    name: timeZone,
    managerIds: [],
    timeZone,
    digestDay: (index % 7) + 1,
    digestHour: (index * 5) % 24,
  }),
);
const hour = 60 * 60_000;
const begin = Date.parse('2026-01-01T00:00:00Z');
const end = Date.parse('2027-01-01T00:00:00Z');

let bench: ReportsBench;
beforeAll(async () => {
  bench = await startReportsBench(teams);
  await ensureIndexes(bench.db, [runIndexes]);
});
afterAll(() => bench.close());

/** Periods in which no process runs: an hour or three over 08:00 somewhere, a day, half a week. */
function outages(random: () => number): readonly (readonly [number, number])[] {
  const lengths = [1, 1, 3, 3, 3, 7, 7, 24, 84];
  return lengths.flatMap((hours) =>
    [1, 2].map(() => {
      const start = begin + Math.floor(random() * (end - begin));
      return [start, start + hours * hour] as const;
    }),
  );
}

test('over a year in 12 zones, with outages, jumps of the clock and two processes, each report that was of use is made exactly once', async () => {
  const random = seededRandom(11);
  const down = outages(random);
  const isDown = (instant: number) => down.some(([from, to]) => from <= instant && instant < to);
  bench.state.tasks = teams.map(({ id }, index) =>
    taskWith({ number: index + 1, teamId: id, status: 'blocked' }),
  );
  const runs = new RunStore(bench.db);
  /** The jobs of one process, a runner for each team so that the teams need not wait for each other. */
  const startProcess = () =>
    teams.flatMap((team) => {
      const people = { teams: async () => [team] };
      const deps = {
        people,
        runs,
        clock: bench.clock,
        every: notWithinTheTest,
        logger: silentLogger,
      };
      return [dailyReport(bench.reports), weeklyDigest(bench.reports)].map((job) =>
        teamJob(job, deps),
      );
    });
  let processes = [startProcess(), startProcess()];
  let wasDown = false;

  for (let instant = begin; instant < end; instant += hour) {
    if (isDown(instant)) {
      wasDown = true;
      continue;
    }
    if (wasDown) processes = [startProcess(), startProcess()];
    wasDown = false;
    const jumpMs = random() < 0.01 ? (random() - 0.5) * 4 * hour : 0;
    bench.clock.set(new Date(instant + random() * hour + jumpMs));
    const [first = [], second = []] = random() < 0.5 ? processes : processes.toReversed();
    const ticking = random() < 0.3 ? [...first, ...second] : first;
    await Promise.all(ticking.map((job) => job.tick()));
  }

  const made = new Map<string, number>();
  for (const { _id } of await bench.posted()) made.set(_id, (made.get(_id) ?? 0) + 1);
  expect([...made.values()].every((times) => times === 1)).toBe(true);
  /** Whether the bot ran for a while from `due` on, before the report became useless. */
  const ranWithin = (due: number, usefulMs: number) => {
    for (let at = due + hour; at < due + usefulMs - 4 * hour; at += hour / 2) {
      if (!isDown(at) && !isDown(at - hour)) return true;
    }
    return false;
  };
  let expected = 0;
  for (const team of teams) {
    const calendar = defaultCalendar(team.timeZone);
    const days = new Set<string>();
    for (let at = begin; at < end; at += 12 * hour)
      days.add(localDayOf(new Date(at), team.timeZone));
    for (const day of days) {
      const due = dailyReportTime(team, day).getTime();
      const id = `report/daily/${team.id}/${day}/1`;
      if (due < begin || due > end - 10 * hour) continue;
      if (!isWorkingDay(calendar, day)) expect(made.has(id)).toBe(false);
      else if (ranWithin(due, 8 * hour)) {
        expected += 1;
        expect(made.has(id) ? id : `${id} is missing`).toBe(id);
      }
    }
    for (let week = 2; week <= 52; week += 1) {
      const period = `2026-W${String(week).padStart(2, '0')}`;
      const due = digestTime(team, period).getTime();
      if (due > end - 50 * hour || !ranWithin(due, 48 * hour)) continue;
      expected += 1;
      const id = `report/digest/${team.id}/${period}/1`;
      expect(made.has(id) ? id : `${id} is missing`).toBe(id);
    }
  }
  expect(expected).toBeGreaterThan(3_500);
}, 600_000);
