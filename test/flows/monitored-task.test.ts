import { run } from '../../src/cli/run.js';
import { addLocalDays, localDayOf } from '../../src/features/calendar/index.js';
import { MetricsServer } from '../features/measurements/metrics-server.js';
import type { Person } from '../support/person.js';
import { cleanUpCrews, type Crew, startCrew } from './support/crew.js';
import { documentsOf } from './support/documents.js';

let crew: Crew;
let metrics: MetricsServer;
let today: string;
beforeAll(async () => {
  metrics = await MetricsServer.open();
  crew = await startCrew({
    settings: { MEASUREMENT_HOSTS: '127.0.0.1', MEASUREMENT_PRIVATE_ADDRESSES: 'yes' },
  });
  const [team] = await crew.app.services.people.teams();
  today = localDayOf(crew.clock.now(), team?.timeZone ?? 'UTC');
  await crew.mara.waitsFor(crew.platform, 'T-1: goal probably met');
});
afterAll(async () => {
  await cleanUpCrews();
  await metrics.close();
});

const monitoring = {
  'What is measured': 'queue age',
  Unit: 's',
  'Which way is better?': 'Lower',
  'Target: by how much should it move?': '20',
  'Baseline: where does it stand now?': '50',
};

/** Opens the form of a new task, says that it is monitored, and has the second step before them. */
async function describesMonitoredTask(person: Person, title: string) {
  await person.types(crew.platform, `/crew task new ${title}`);
  const form = await person.waitsForModal('New task');
  const step = await person.submits(form, {
    'Is a number watched to tell whether it worked?': 'Yes, ask me for the number next',
  });
  if (step.outcome !== 'updated') throw new Error(JSON.stringify(step));
  return step.view;
}

async function runNow(work: 'daily' | 'evaluation'): Promise<{ code: number; out: string }> {
  let out = '';
  const options = { daily: false, weekly: false, evaluation: false, dryRun: false, json: false };
  const code = await run(crew.app, { ...options, [work]: true }, crew.clock, {
    out: (text) => (out += text),
    err: () => undefined,
    interactive: false,
  });
  return { code, out };
}

async function valueOf(taskId: string): Promise<unknown> {
  const measurements = crew.app.database.db.collection<{ _id: string; value: number }>(
    'measurements',
  );
  return (await measurements.findOne({ _id: `${taskId}/${today}` }))?.value;
}

test('a task monitored by questions is created by form, asked about and corrected', async () => {
  const { elif, platform } = crew;
  const form = await describesMonitoredTask(elif, 'Shorten <!channel> *the queue*');
  const created = await elif.submits(form, { ...monitoring, Assignee: 'Elif Yılmaz' });
  expect(created.outcome).toBe('closed');
  const answer = await elif.waitsFor(platform, /is created and yours/);
  const [taskId = ''] = /T-\d+/.exec(answer.text) ?? [];
  expect(JSON.stringify(answer.blocks)).not.toContain('"type":"broadcast"');

  expect((await runNow('daily')).code).toBe(0);
  const direct = await crew.directTo(elif);
  await elif.clicks(await elif.waitsFor(direct, 'What is queue age'), 'Record the value');
  const question = await elif.waitsForModal('Record a measurement');
  const faulty = await elif.submits(question, { 'queue age (s)': 'fast' });
  expect(faulty).toMatchObject({ outcome: 'invalid', errors: { value: expect.any(String) } });
  await elif.submits(question, { 'queue age (s)': '47.5' });
  await elif.waitsFor(direct, 'Recorded: 47.5 s');
  expect(await valueOf(taskId)).toBe(47.5);

  await elif.types(platform, `/crew measure ${taskId} 46`);
  await elif.waitsFor(platform, 'Corrected from 47.5 s');
  expect(await valueOf(taskId)).toBe(46);
});

test('a task monitored by a source is read from it; a failing source is shown as a gap', async () => {
  const { mara, aiko } = crew;
  metrics.answer('/good', { value: 42.5 });
  metrics.answer('/text', { value: 'soon' });
  metrics.answer('/broken', { status: 500 });
  const ids = new Map<string, string>();
  for (const path of ['/good', '/text', '/broken']) {
    const form = await describesMonitoredTask(mara, `Read ${path}`);
    await mara.submits(form, {
      ...monitoring,
      Assignee: 'Aiko Tanaka',
      'URL that answers with the reading as JSON': metrics.url(path),
      'Where in the JSON': '/value',
    });
    const answer = await mara.waitsFor(crew.platform, new RegExp(`Read ${path}.* is created`));
    ids.set(path, /T-\d+/.exec(answer.text)?.[0] ?? '');
  }

  const { code, out } = await runNow('daily');

  expect(code).toBe(1);
  expect(await valueOf(ids.get('/good') ?? '')).toBe(42.5);
  for (const path of ['/text', '/broken']) {
    expect(out).toMatch(new RegExp(`${ids.get(path)} +failed: `));
    expect(await valueOf(ids.get(path) ?? '')).toBeUndefined();
    await aiko.waitsFor(await crew.directTo(aiko), `Read ${path}`);
  }
});

test.each([
  ['an end before its start', { 'Last day': -1 }, 'endDate'],
  ['a start that is past', { 'First day': -1 }, 'startDate'],
])('%s marks its field and creates nothing', async (_, days, field) => {
  const { mara } = crew;
  const form = await describesMonitoredTask(mara, 'Never created');
  const before = await documentsOf(crew.app.database.db);

  const dates = Object.entries(days).map(([label, count]) => [label, addLocalDays(today, count)]);
  const result = await mara.submits(form, { ...monitoring, ...Object.fromEntries(dates) });
  await mara.closes(form);

  expect(result).toMatchObject({ outcome: 'invalid', errors: { [field]: expect.any(String) } });
  expect(await documentsOf(crew.app.database.db)).toEqual(before);
});

test.each(['http://example.com/x', 'file:///etc/passwd', 'no address'])(
  'the source %s, which is not allowed, marks its field and creates nothing',
  async (url) => {
    const { mara } = crew;
    const form = await describesMonitoredTask(mara, 'Never created');
    const before = await documentsOf(crew.app.database.db);

    const result = await mara.submits(form, {
      ...monitoring,
      'URL that answers with the reading as JSON': url,
    });
    await mara.closes(form);

    expect(result).toMatchObject({ outcome: 'invalid', errors: { sourceUrl: expect.any(String) } });
    expect(await documentsOf(crew.app.database.db)).toEqual(before);
  },
);
