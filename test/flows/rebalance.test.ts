import { visibleText } from '../support/person.js';
import { cleanUpCrews, startCrew } from './support/crew.js';

afterEach(cleanUpCrews);

test('a manager sees what could move, moves it, and puts it back, each by a click', async () => {
  const { ben, mara, chloe, platform, directTo, app } = await startCrew();
  const { tasks, people } = app.services;
  const [benActor, maraActor] = await Promise.all([
    people.actorBySlackId(ben.userId),
    people.actorBySlackId(mara.userId),
  ]);
  const [team] = await people.teams();
  if (!benActor || !maraActor || !team) throw new Error('the sample team is not there');
  for (let index = 0; index < 4; index += 1) {
    await tasks.create({
      actor: maraActor,
      intentId: `rebalance/${index}`,
      task: {
        title: `Write chapter ${index + 1}`,
        notes: null,
        teamId: team.id,
        assigneeId: benActor.memberId,
        priority: 'normal',
        dueOn: null,
        estimatedHours: 30,
        monitoring: null,
      },
    });
  }
  const held = () => tasks.ongoingTasksOf([benActor.memberId]);
  const before = (await held()).map(({ id }) => id);

  await chloe.types(platform, '/crew rebalance --what-if');
  await chloe.waitsFor(platform, 'Only the managers');
  await mara.types(platform, '/crew rebalance');
  await mara.waitsFor(platform, 'Write /crew rebalance --what-if');
  await mara.types(platform, '/crew rebalance --what-if');
  const suggestion = await mara.waitsFor(platform, 'What if Platform');
  expect(visibleText(suggestion)).toContain('Write chapter');
  expect((await held()).map(({ id }) => id)).toEqual(before);

  await mara.clicks(suggestion, 'Apply all');
  const applied = await mara.waitsFor(platform, 'told to those concerned');
  expect((await held()).length).toBeLessThan(before.length);
  await ben.waitsFor(await directTo(ben), 'shared out work anew');

  await mara.clicks(applied, 'Put it all back');
  await mara.waitsFor(platform, 'is with Ben Okafor again');
  expect((await held()).map(({ id }) => id)).toEqual(before);
});
