import type { CommandRequest } from '../../../src/features/chat.js';
import type { Actor } from '../../../src/features/people/index.js';
import { memberWith, teamWith } from '../people/samples.js';
import { type Posted, type ReportsBench, startReportsBench } from './reports-bench.js';
import { doneTask, settledWith, taskWith } from './samples.js';

const team = teamWith({ id: 'web', name: 'Web', managerIds: ['lea'], channelId: 'CWEB' });
const otherTeam = teamWith({ id: 'data', name: 'Data', managerIds: ['kim'], channelId: 'CDATA' });

let bench: ReportsBench;
beforeAll(async () => {
  bench = await startReportsBench([team, otherTeam]);
});
beforeEach(() => bench.clear());
afterAll(() => bench.close());

function actor(teamId: string, managesTeamIds: readonly string[] = []): Actor {
  const { id: memberId, ...member } = memberWith({ id: 'ana', name: 'Ana', teamId });
  return { ...member, kind: 'member', memberId, managesTeamIds } as unknown as Actor;
}

function completed(entry: Posted | undefined): readonly string[] {
  const lines = entry?.message.view['completed'] as readonly { id: string }[] | undefined;
  return (lines ?? []).map(({ id }) => id);
}

test('a digest goes to the channel of the team, once, however often it is asked for', async () => {
  bench.state.tasks = [doneTask(1, '2026-11-10T09:00:00Z')];
  bench.clock.set('2026-11-16T09:00:00Z');

  const twice = [1, 2].map(() => bench.reports.publishDigest(team, '2026-W47'));
  const outcomes = [
    ...(await Promise.all(twice)),
    await bench.reports.publishDigest(team, '2026-W47'),
  ];

  expect(outcomes.toSorted()).toEqual(['made before', 'made before', 'posted']);
  expect(await bench.posted()).toMatchObject([{ to: 'CWEB', key: 'report/digest/web/2026-W47' }]);
});

test('a digest without news is not posted', async () => {
  bench.state.tasks = [taskWith({ number: 1, estimatedHours: 8 })];

  expect(await bench.reports.publishDigest(team, '2026-W47')).toBe('silent');
  expect(await bench.posted()).toEqual([]);
});

test('a digest names the days that it covers, and a load of figures that agree as shown', async () => {
  bench.state.tasks = [doneTask(1, '2026-11-10T09:00:00Z')];
  bench.state.loads = [
    [37.52, 180],
    [20, 180],
  ];
  bench.clock.set('2026-11-16T09:00:00Z');

  await bench.reports.publishDigest(team, '2026-W47');

  expect((await bench.posted())[0]?.message.view).toMatchObject({
    firstDay: 'Monday 9 November',
    lastDay: 'Monday 16 November',
    load: { openHours: 57.5, workingHours: 360, share: 57.5 / 360 },
  });
});

test('a week that no calendar has is called none', async () => {
  const digest = bench.chat.subcommands.find(({ name }) => name === 'digest');
  const asked = { actor: actor('web'), text: '2026-w99' } as CommandRequest;

  expect(await digest?.run(asked)).toMatchObject({
    template: 'reports/no-week',
    view: { typed: '2026-w99' },
  });
});

test('each completion is in one digest, also when a digest was left out', async () => {
  bench.state.tasks = [
    doneTask(1, '2026-11-15T09:00:00Z'),
    doneTask(2, '2026-11-16T09:30:00Z'),
    doneTask(3, '2026-11-24T09:30:00Z'),
  ];

  await bench.reports.publishDigest(team, '2026-W47');
  await bench.reports.publishDigest(team, '2026-W49');

  const [first, second] = await bench.posted();
  expect(completed(first)).toEqual(['T-1']);
  expect(completed(second)).toEqual(['T-2', 'T-3']);
});

test('a digest that comes late says by how much', async () => {
  bench.state.tasks = [doneTask(1, '2026-11-10T09:00:00Z')];
  bench.clock.set('2026-11-16T11:12:00Z');

  await bench.reports.publishDigest(team, '2026-W47');

  expect((await bench.posted())[0]?.message.view).toMatchObject({ late: '2 h 12 min' });
});

test('a report tells how late the one before was posted, and why', async () => {
  bench.state.tasks = [doneTask(1, '2026-11-10T09:00:00Z'), doneTask(2, '2026-11-17T09:00:00Z')];
  bench.clock.set('2026-11-16T09:00:00Z');
  await bench.reports.publishDigest(team, '2026-W47');
  await bench.db.collection('notification_logs').updateMany(
    {},
    {
      $set: {
        status: 'sent',
        postedAt: new Date('2026-11-16T11:12:00Z'),
        delayedBy: 'rate limit',
      },
    },
  );
  bench.clock.set('2026-11-23T09:00:00Z');
  await bench.reports.publishDigest(team, '2026-W48');

  expect((await bench.posted()).at(-1)?.message.view['gap']).toBe(
    'The digest of Monday 16 November was 2 h 12 min late: Slack was rate limiting.',
  );
});

test('a daily report shows the mean score of a team of five, and none of a smaller one', async () => {
  bench.state.tasks = [taskWith({ number: 1, status: 'blocked' })];
  bench.state.scores = [80, 90, 70, 60, 100];
  await bench.reports.publishDaily(team, '2026-11-16');
  bench.state.scores = [80, 90, 70, 60];
  await bench.reports.publishDaily(team, '2026-11-17');

  const shown = (await bench.posted()).map(({ message }) => message.view['score']);
  expect(shown).toEqual([{ mean: 80, scored: 5 }, null]);
});

test('a digest that turns out wrong is edited in place and says so; a right one is left alone', async () => {
  bench.state.tasks = [doneTask(1, '2026-11-10T09:00:00Z'), doneTask(2, '2026-11-11T09:00:00Z')];
  bench.clock.set('2026-11-16T09:00:00Z');
  await bench.reports.publishDigest(team, '2026-W47');
  await bench.settle('sent');

  expect(await bench.reports.correctDigest(team)).toBe(false);
  bench.state.tasks = [doneTask(1, '2026-11-10T09:00:00Z')];
  bench.clock.set('2026-11-16T10:00:00Z');
  expect(await bench.reports.correctDigest(team)).toBe(true);
  expect(await bench.reports.correctDigest(team)).toBe(false);

  const [original, correction, ...more] = await bench.posted();
  expect(more).toEqual([]);
  expect(correction?.key).toBe(original?.key);
  expect(completed(correction)).toEqual(['T-1']);
  expect(correction?.message.view).toMatchObject({ corrected: '2026-11-16 10:00' });
});

test('a digest that expired is not posted because it is corrected', async () => {
  bench.state.tasks = [doneTask(1, '2026-11-10T09:00:00Z')];
  await bench.reports.publishDigest(team, '2026-W47');
  await bench.settle('expired');

  bench.state.tasks = [];
  await bench.reports.correctDigest(team);

  const [, correction] = await bench.posted();
  expect(correction).toMatchObject({ editsOnly: true });
});

test('a digest that still waits when it is corrected is posted once, as corrected', async () => {
  bench.state.tasks = [doneTask(1, '2026-11-10T09:00:00Z'), doneTask(2, '2026-11-11T09:00:00Z')];
  await bench.reports.publishDigest(team, '2026-W47');

  bench.state.tasks = [doneTask(1, '2026-11-10T09:00:00Z')];
  await bench.reports.correctDigest(team);

  const [only, ...more] = await bench.posted();
  expect(more).toEqual([]);
  expect(completed(only)).toEqual(['T-1']);
  expect(only).not.toHaveProperty('editsOnly');
});

test('what stood open at the end of a week is not rewritten when it is done later', async () => {
  bench.state.tasks = [taskWith({ number: 1, dueOn: '2026-11-13' })];
  bench.clock.set('2026-11-16T09:00:00Z');
  await bench.reports.publishDigest(team, '2026-W47');

  bench.state.tasks = [doneTask(1, '2026-11-17T09:00:00Z')];

  expect(await bench.reports.correctDigest(team)).toBe(false);
});

test('a daily report tells of the time since the last working day, so Monday tells of Friday', async () => {
  bench.state.tasks = [doneTask(1, '2026-11-13T07:00:00Z'), doneTask(2, '2026-11-13T12:00:00Z')];

  expect(await bench.reports.publishDaily(team, '2026-11-16')).toBe('posted');

  expect(completed((await bench.posted())[0])).toEqual(['T-2']);
});

test('there is no daily report on a day on which the team does not work', async () => {
  bench.state.tasks = [taskWith({ number: 1, status: 'blocked' })];

  expect(await bench.reports.publishDaily(team, '2026-11-15')).toBe('silent');
  expect(await bench.posted()).toEqual([]);
});

test('a preview is made for one reader; nothing is kept or sent', async () => {
  bench.state.settled = [settledWith(4, '2026-11-12T09:00:00Z')];
  bench.clock.set('2026-11-13T09:00:00Z');

  const preview = await bench.reports.previewDigest(actor('web'), team);

  expect(preview).toMatchObject({ kind: 'previewed', figures: { decided: [{ id: 'T-4' }] } });
  expect(await bench.posted()).toEqual([]);
  expect(await bench.db.collection('reports').countDocuments()).toBe(0);
});

test('earlier digests can be had again, by the team alone', async () => {
  bench.state.tasks = [doneTask(1, '2026-11-15T09:00:00Z'), doneTask(2, '2026-11-17T09:00:00Z')];
  await bench.reports.publishDigest(team, '2026-W47');
  await bench.reports.publishDigest(team, '2026-W48');

  const earlier = await bench.reports.digest(actor('web'), team, '2026-W47');
  const latest = await bench.reports.digest(actor('web'), team, null);

  expect(earlier).toMatchObject({ kind: 'found', report: { period: '2026-W47' } });
  expect(latest).toMatchObject({ report: { period: '2026-W48' }, weeks: ['2026-W48', '2026-W47'] });
  expect(await bench.reports.digest(actor('web'), team, '2026-W01')).toMatchObject({
    kind: 'none',
  });
  bench.logged.length = 0;
  expect(await bench.reports.digest(actor('data'), team, null)).toEqual({ kind: 'not allowed' });
  expect(await bench.reports.previewDigest(actor('data'), team)).toEqual({ kind: 'not allowed' });
  const refusal = { msg: 'refused: not allowed', permission: 'view_team', teamId: team.id };
  expect(bench.logged).toMatchObject([refusal, refusal]);
});
