import { slackBudgets } from '../../src/slack/index.js';
import { visibleText } from '../support/person.js';
import { atEndOfTest, cleanUpCrews, type Crew, startCrew } from './support/crew.js';
import { entriesShownTo, settledEntries } from './support/deliveries.js';
import { type Door, startDoor } from './support/door.js';
import { gate } from '../support/gate.js';
import { letPass } from './support/gateway.js';

afterEach(cleanUpCrews);

/** A crew whose database is behind a door. */
async function crewBehindDoor(): Promise<{ readonly crew: Crew; readonly door: Door }> {
  const doors: Door[] = [];
  // Registered before the crew, which is then stopped while it still reaches its database.
  atEndOfTest(async () => {
    for (const door of doors) await door.close();
  });
  const crew = await startCrew({
    answerBudgets: slackBudgets,
    mongoUri: async (server) => {
      const door = await startDoor(server);
      doors.push(door);
      return door.uri;
    },
  });
  const [door] = doors;
  if (!door) throw new Error('There is no door');
  return { crew, door };
}

/** A task and what was done to it; the jobs that catch up meanwhile change others. */
async function historyOf(taskId: string, { services, database }: Crew['app']) {
  const entries = database.db.collection('audit_log').find({ subject: `task ${taskId}` });
  return { task: await services.tasks.task(taskId), entries: await entries.toArray() };
}

test('while the database is away a command is answered with a reference, and afterwards with its result', async () => {
  const { crew, door } = await crewBehindDoor();
  const { ben, mara, platform, app } = crew;
  await mara.waitsFor(platform, 'T-1: goal probably met');
  const before = await historyOf('T-6', app);

  door.shut();
  const { outcome } = await ben.types(platform, '/complete T-6 2h');
  const answer = await ben.waitsFor(platform, /reference/i);
  door.open();

  expect(outcome).toBe('acknowledged');
  expect(answer.isEphemeral).toBe(true);
  expect(await historyOf('T-6', app)).toEqual(before);
  const { reply } = await ben.types(platform, '/complete T-6 2h');
  expect(reply && visibleText(reply)).toContain('is done: 2 h');
  expect(await app.services.tasks.task('T-6')).toMatchObject({ status: 'done', actualHours: 2 });
});

test('a decision pressed while the database is away changes nothing; pressed again it takes effect once', async () => {
  const { crew, door } = await crewBehindDoor();
  const { mara, platform, app } = crew;
  const card = await mara.waitsFor(platform, 'T-1: goal probably met');
  const before = await historyOf('T-1', app);

  door.shut();
  await mara.clicks(card, /^Extend to /);
  await mara.waitsFor(platform, /reference/i);
  door.open();

  expect(await historyOf('T-1', app)).toEqual(before);
  await mara.clicks(card, /^Extend to /);
  await mara.waitsFor(platform, 'T-1 is extended to');
  expect(await app.database.db.collection('task_extensions').countDocuments()).toBe(1);
});

test('messages queued before the database went away are delivered once, when it is back', async () => {
  const { crew, door } = await crewBehindDoor();
  const { mara, platform, app, gateway } = crew;
  await mara.waitsFor(platform, 'T-1: goal probably met');
  await settledEntries(app.database.db);
  const away = gate();
  gateway.onCall = async (passage) => {
    gateway.onCall = letPass;
    await passage.forward();
    door.shut();
    passage.reply();
    away.open();
  };

  await mara.types(platform, '/crew task assign T-16 <@U0BEN>');
  await crew.ben.waitsFor(await crew.directTo(crew.ben), 'assigned T-16');
  await away.opened;
  door.open();

  const entries = (await settledEntries(app.database.db)).filter(({ to }) => to === 'U0BEN');
  expect(entries).toMatchObject([{ status: 'sent' }]);
  expect(await entriesShownTo('U0BEN', crew)).toEqual(entries.map(({ _id }) => _id));
});

test.each(['http', 'socket'] as const)(
  'a Slack that fails in every way during a run loses and doubles no message, delivered by %s',
  async (delivery) => {
    const kinds = ['500', 'drop-response-after-doing-it', '429', 'timeout'] as const;
    const crew = await startCrew({
      delivery,
      prepare: async ({ acting }) => {
        for (const kind of kinds) await acting.injectFault({ method: 'chat.postMessage', kind });
      },
    });

    await crew.app.services.evaluations.evaluateDue({ dryRun: false });
    const entries = await settledEntries(crew.app.database.db);

    expect(entries.length).toBeGreaterThanOrEqual(kinds.length);
    expect(entries.filter(({ status }) => status !== 'sent')).toEqual([]);
    for (const receiver of new Set(entries.map(({ to }) => to))) {
      const sent = entries.filter(({ to }) => to === receiver).map(({ _id }) => _id);
      expect(await entriesShownTo(receiver, crew)).toEqual(sent);
    }
  },
);
