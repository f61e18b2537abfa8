import { visibleText } from '../support/person.js';
import { RunningClock } from '../support/manual-clock.js';
import { cleanUpCrews, startCrew } from './support/crew.js';

afterEach(cleanUpCrews);

const elevenMinutesMs = 11 * 60_000;

test('a completion is undone by a button in its own confirmation, also after a restart', async () => {
  const first = await startCrew();
  await first.ben.types(first.platform, '/complete T-6 2h');
  await first.ben.waitsFor(first.platform, 'is done: 2 h');
  await first.stop();

  const { ben, platform, app } = await startCrew({ folder: first.folder });
  const confirmation = await ben.waitsFor(platform, 'is done: 2 h');
  await ben.clicks(confirmation, 'Undo');

  expect((await ben.waitsFor(platform, 'Undone: the completion')).ts).toBe(confirmation.ts);
  expect(await app.services.tasks.task('T-6')).toMatchObject({
    status: 'in progress',
    actualHours: null,
    completedAt: null,
  });
});

test('a decision is undone on its card for everybody; after ten minutes it stands', async () => {
  const clock = new RunningClock();
  const { mara, tomas, femi, platform, app, directTo } = await startCrew({ clock });
  const open = await mara.waitsFor(platform, 'T-1: goal probably met');
  await mara.clicks(open, /^Extend to /);
  const extended = await mara.waitsFor(platform, 'T-1 is extended to');

  await femi.clicks(extended, 'Undo');
  await femi.waitsFor(platform, 'Nothing of T-1 was undone');
  await tomas.clicks(extended, 'Undo');

  const again = await femi.waitsFor(platform, 'T-1: goal probably met');
  expect(again.ts).toBe(open.ts);
  expect(await app.database.db.collection('task_extensions').countDocuments()).toBe(0);
  await mara.waitsFor(await directTo(mara), 'undid the decision of T-1');

  await mara.clicks(again, /^Extend to /);
  const second = await mara.waitsFor(platform, 'T-1 is extended to');
  clock.advance(elevenMinutesMs);
  await mara.clicks(second, 'Undo');

  const refusal = await mara.waitsFor(platform, 'more than 10 minutes ago');
  expect(visibleText(refusal)).toContain('/crew why T-1');
  expect(await app.services.tasks.task('T-1')).toMatchObject({ monitoring: { state: 'active' } });
});
