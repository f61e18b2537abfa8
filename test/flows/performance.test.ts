import { visibleText } from '../support/person.js';
import { cleanUpCrews, startCrew } from './support/crew.js';

afterEach(cleanUpCrews);

test('a completed task shows in the score, with its reasons, to its owner and their manager alone', async () => {
  const { ben, chloe, mara, platform } = await startCrew();
  await ben.types(platform, '/complete T-6 2h');
  await ben.waitsFor(platform, 'is done: 2 h');

  await chloe.types(platform, `/crew score <@${ben.userId}>`);
  await chloe.waitsFor(platform, 'are for those who manage them');
  await mara.types(platform, `/crew why score <@${ben.userId}>`);
  expect(visibleText(await mara.waitsFor(platform, 'Why the score of Ben'))).toMatch(
    /of \d+ tasks completed/,
  );

  await ben.types(platform, '/crew score');
  const own = visibleText(await ben.waitsFor(platform, 'Performance of Ben'));
  expect(own).toContain('Skill utilisation');
  expect(own).toContain('tasks that require skills');
  expect(own).toMatch(/Seen by .*Mara/);
  expect(own).not.toMatch(/Seen by .*Chloe/);
});
