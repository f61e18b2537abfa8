import { addLocalDays, localDayOf } from '../../src/features/calendar/index.js';
import { visibleText } from '../support/person.js';
import { cleanUpCrews, startCrew } from './support/crew.js';

afterEach(cleanUpCrews);

test('leave that leaves too little time warns the person and their manager, who see the load by person', async () => {
  const { ben, chloe, mara, platform, directTo, app, clock } = await startCrew();
  const today = localDayOf(clock.now(), 'UTC');
  const leave = `${addLocalDays(today, 1)} to ${addLocalDays(today, 40)}`;
  await ben.types(platform, `/crew calendar leave ${leave}`);
  await ben.waitsFor(platform, /leave|away|off/i);
  await app.services.workload.checkLoads();
  expect(visibleText(await ben.waitsFor(await directTo(ben), 'You have more work'))).toContain(
    'working hours or leave changed',
  );
  expect(visibleText(await mara.waitsFor(await directTo(mara), 'more work than fits'))).toContain(
    'Ben Okafor',
  );

  await mara.types(platform, '/crew load team');
  const byPerson = visibleText(await mara.waitsFor(platform, 'Load of Platform'));
  expect(byPerson).toMatch(/Ben Okafor.*overloaded/);

  await chloe.types(platform, '/crew load team');
  const whole = visibleText(await chloe.waitsFor(platform, 'Load of Platform'));
  expect(whole).toContain('Overloaded');
  expect(whole).not.toContain('Ben Okafor');
  await chloe.types(platform, `/crew load <@${ben.userId}>`);
  await chloe.waitsFor(platform, 'is for those who manage them');
  await chloe.types(platform, '/crew load @nobody');
  await chloe.waitsFor(platform, 'I do not know that member');
});
