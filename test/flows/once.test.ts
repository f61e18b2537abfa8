import { visibleText } from '../support/person.js';
import { cleanUpCrews, startCrew } from './support/crew.js';
import { settledEntries } from './support/deliveries.js';

afterEach(cleanUpCrews);

test('two managers who press at once, each twice, decide once; the card says by whom', async () => {
  const { mara, tomas, platform, app } = await startCrew();
  const card = await mara.waitsFor(platform, 'T-1: goal probably met');

  await Promise.all([mara, mara, tomas, tomas].map((who) => who.clicks(card, /^Extend to /)));

  const decided = await mara.waitsFor(platform, 'T-1 is extended to');
  expect(visibleText(decided)).toMatch(/Mara Lindqvist|Tomás Ferreira/);
  await settledEntries(app.database.db);
  const { db } = app.database;
  expect(await db.collection('task_extensions').countDocuments()).toBe(1);
  expect(await db.collection('audit_log').countDocuments({ action: 'monitoring extended' })).toBe(
    1,
  );
  const task = await app.services.tasks.task('T-1');
  expect(task?.monitoring).toMatchObject({ state: 'active', extensionCount: 1 });
});

test('a form submitted twice takes effect once', async () => {
  const { ben, platform, app } = await startCrew();
  await ben.types(platform, '/complete T-6');
  const form = await ben.waitsForModal('Complete a task');

  await Promise.all([1, 2].map(() => ben.submits(form, { 'Hours spent': '2h' })));

  await ben.waitsFor(platform, 'is done: 2 h');
  const { db } = app.database;
  expect(await db.collection('audit_log').countDocuments({ action: 'task completed' })).toBe(1);
  expect(await app.services.tasks.task('T-6')).toMatchObject({ status: 'done', actualHours: 2 });
});

test.each(['http', 'socket'] as const)(
  'a restart loses nothing: a card from before still answers, delivered by %s',
  async (delivery) => {
    const first = await startCrew({ delivery });
    await first.mara.waitsFor(first.platform, 'T-1: goal probably met');
    await first.ben.types(first.platform, '/complete T-6 2h');
    await first.stop();

    const { mara, femi, platform, app } = await startCrew({ delivery, folder: first.folder });
    const card = await mara.waitsFor(platform, 'T-1: goal probably met');
    await mara.clicks(card, /^Extend to /);

    expect((await femi.waitsFor(platform, 'T-1 is extended to')).ts).toBe(card.ts);
    expect(await app.services.tasks.task('T-6')).toMatchObject({ status: 'done' });
  },
);
