import { join } from 'node:path';
import { MongoClient } from 'mongodb';
import { startLocalMongo } from '../../src/local/mongo/index.js';
import { slackEventsPath } from '../../src/slack/index.js';
import { Person } from '../support/person.js';
import { BotProcess } from './support/bot-process.js';
import {
  atEndOfTest,
  cleanUpCrews,
  settingsFor,
  startCrew,
  startSampleSlack,
} from './support/crew.js';
import { startDoor } from './support/door.js';
import { gate } from '../support/gate.js';
import { letPass, startGateway } from './support/gateway.js';

afterEach(cleanUpCrews);

const timeoutMs = 120_000;

/** A bot in a process of its own, with Slack and the database in this one. */
async function startBotApart() {
  const { folder, stop } = await startCrew();
  await stop();
  const slack = await startSampleSlack(folder);
  atEndOfTest(() => slack.close());
  const mongo = await startLocalMongo({ folder: join(folder, 'mongo'), fsync: false });
  atEndOfTest(() => mongo.close());
  const [door, gateway] = await Promise.all([startDoor(mongo), startGateway(slack.apiUrl)]);
  atEndOfTest(door.close);
  atEndOfTest(gateway.close);
  const bot = new BotProcess({
    ...settingsFor('http', gateway.apiUrl, door.uri),
    LOG_LEVEL: 'warn',
  });
  const [, port] = await bot.prints(/localhost:(\d+)/);
  slack.setRequestUrl(`http://127.0.0.1:${port}${slackEventsPath}`);
  return { bot, door, gateway, mongo, ben: new Person(slack.acting, 'U0BEN') };
}

test(
  'a bot told to stop answers the request under way, ends in order and keeps no job locked',
  async () => {
    const { bot, gateway, mongo, ben } = await startBotApart();
    const asked = gate();
    const told = gate();
    gateway.onCall = async (passage) => {
      if (passage.method === 'views.open') {
        asked.open();
        await told.opened;
      }
      await letPass(passage);
    };
    await ben.types('C0PLATFORM', '/complete');
    await asked.opened;

    bot.signal('SIGTERM');
    told.open();

    expect((await ben.waitsForModal('Complete a task')).submit).toBe('Complete');
    expect(await bot.exited).toEqual({ code: 0, signal: null });
    const client = new MongoClient(mongo.uri);
    try {
      const jobs = await client.db().collection('agendaJobs').find().toArray();
      expect(jobs.length).toBeGreaterThan(0);
      expect(jobs.filter(({ lockedAt }) => lockedAt !== null && lockedAt !== undefined)).toEqual(
        [],
      );
    } finally {
      await client.close();
    }
  },
  timeoutMs,
);

test(
  'a bot told to stop while its database is away ends all the same',
  async () => {
    const { bot, door } = await startBotApart();

    door.shut();
    bot.signal('SIGTERM');

    expect(await bot.exited).toMatchObject({ signal: null });
  },
  timeoutMs,
);
