import { eventually, visibleText } from '../support/person.js';
import { cleanUpCrews, startCrew } from './support/crew.js';

afterEach(cleanUpCrews);

test('a message that cannot be rendered is told to the admins each time, and holds up none behind it', async () => {
  const crew = await startCrew();
  const { mara, ben, slack, platform, app } = crew;
  const unknown = { id: 'broken', to: 'U0BEN', message: { template: 'flows/unknown', view: {} } };
  const good = { template: 'deliveries/retried', view: { id: 'the one behind' } };
  await app.database.inTransaction((transaction) =>
    app.services.outbox.enqueue([unknown, { id: 'good', to: 'U0BEN', message: good }], transaction),
  );

  await ben.waitsFor(await crew.directTo(ben), 'the one behind');
  const marasMessages = await crew.directTo(mara);
  const notice = await mara.waitsFor(marasMessages, 'A message could not be delivered');
  expect(visibleText(notice)).toContain('template flows/unknown');

  await mara.types(platform, '/crew deliveries retry broken');
  const told = await eventually(slack.acting, 'a second notice', async () => {
    const messages = await mara.sees(marasMessages);
    const notices = messages.filter((each) => visibleText(each).includes('could not be delivered'));
    return notices.length > 1 ? notices : undefined;
  });
  expect(told).toHaveLength(2);
});
