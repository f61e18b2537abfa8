import { once } from 'node:events';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { startLocalMongo } from '../../src/local/mongo/index.js';
import { slackEventsPath } from '../../src/slack/index.js';
import { BotProcess } from './support/bot-process.js';
import {
  atEndOfTest,
  cleanUpCrews,
  crewFolder,
  personsIn,
  settingsFor,
  startCrew,
  startSampleSlack,
} from './support/crew.js';
import {
  allDelivered,
  expectEachTaskOnce,
  seedDueTasks,
  startManyTeamsSlack,
  withDatabase,
} from './support/many-teams.js';

afterEach(cleanUpCrews);

const timeoutMs = 120_000;

async function serveMongo(folder: string): Promise<string> {
  const mongo = await startLocalMongo({ folder: join(folder, 'mongo'), fsync: false });
  atEndOfTest(() => mongo.close());
  return mongo.uri;
}

test(
  'two workers on one database evaluate each task once and tell of it once, in order',
  async () => {
    const folder = await crewFolder();
    await seedDueTasks(folder);
    const slack = await startManyTeamsSlack(folder);
    atEndOfTest(() => slack.close());
    const settings = {
      ...settingsFor('http', slack.apiUrl, await serveMongo(folder)),
      CREWCHIEF_ROLE: 'worker',
    };

    const workers = [new BotProcess(settings), new BotProcess(settings)];
    const delivered = await allDelivered(slack);
    for (const worker of workers) worker.signal('SIGTERM');

    for (const { exited } of workers) expect(await exited).toEqual({ code: 0, signal: null });
    await expectEachTaskOnce(folder, delivered);
  },
  timeoutMs,
);

/** Gives requests to `ports` in turn, as a load balancer does. @returns its port. */
async function balance(ports: readonly number[]): Promise<number> {
  let turn = 0;
  const server = createServer((incoming, outgoing) => {
    const { method, url: path, headers } = incoming;
    const port = ports[turn++ % ports.length];
    const passedOn = request({ port, method, path, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 500, answer.headers);
      answer.pipe(outgoing);
    });
    incoming.pipe(passedOn);
  }).listen(0);
  await once(server, 'listening');
  atEndOfTest(async () => server.close());
  return (server.address() as AddressInfo).port;
}

test(
  'what two web processes are told at once happens once, and a worker tells of it',
  async () => {
    const { folder, platform, stop } = await startCrew();
    await stop();
    const slack = await startSampleSlack(folder);
    atEndOfTest(() => slack.close());
    const settings = settingsFor('http', slack.apiUrl, await serveMongo(folder));
    const webs = [1, 2].map(() => new BotProcess({ ...settings, CREWCHIEF_ROLE: 'web' }));
    const worker = new BotProcess({ ...settings, CREWCHIEF_ROLE: 'worker' });
    await worker.prints(/delivers messages and runs jobs/);
    const ports = webs.map(async (web) =>
      Number((await web.prints(/answers Slack.*localhost:(\d+)\/healthz/))[1]),
    );
    const port = await balance(await Promise.all(ports));
    slack.setRequestUrl(`http://127.0.0.1:${port}${slackEventsPath}`);
    const { mara, tomas } = personsIn(slack);
    const card = await mara.waitsFor(platform, 'T-1: goal probably met');

    await Promise.all([mara, mara, tomas, tomas].map((who) => who.clicks(card, /^Extend to /)));

    const decided = await mara.waitsFor(platform, 'T-1 is extended to');
    expect(decided.ts).toBe(card.ts);
    await withDatabase(folder, async ({ database: { db } }) => {
      expect(await db.collection('task_extensions').countDocuments()).toBe(1);
    });
  },
  timeoutMs,
);
