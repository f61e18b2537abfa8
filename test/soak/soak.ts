import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { type App, createApp } from '../../src/app.js';
import { readConfig } from '../../src/config.js';
import { systemEnvironment } from '../../src/environment.js';
import { startLocalMongo } from '../../src/local/mongo/index.js';
import { systemClock } from '../../src/shared/clock.js';
import { newUuid } from '../../src/shared/ids.js';
import { type Random, seededRandom } from '../../src/shared/random.js';
import { slackEventsPath } from '../../src/slack/index.js';
import { ensureSample } from '../../src/stand-ins/ensure-sample.js';
import { BotProcess } from '../flows/support/bot-process.js';
import {
  cleanUpCrews,
  crewFolder,
  personsIn,
  sampleChannelId,
  settingsFor,
  startSampleSlack,
} from '../flows/support/crew.js';
import { silentLogger } from '../support/logger.js';
import { type Person, visibleText } from '../support/person.js';
import { entriesStillQueued, findFaults, figuresOf } from './ledger.js';

/**
 * A program: a web process and two workers on one database while engineers work; the workers are
 * killed at random. Afterwards it looks for what was lost or done twice.
 */
const minutes = Number(process.argv[2] ?? 20);
const seed = Number(process.argv[3] ?? 1);
const random = seededRandom(seed);
const folder = await crewFolder();
const slack = await startSampleSlack(folder);
const mongo = await startLocalMongo({ folder: join(folder, 'mongo') });
const settings = {
  ...settingsFor('http', slack.apiUrl, mongo.uri),
  NOTICES_PER_DAY: '100000',
  LOG_LEVEL: 'warn',
};
const config = readConfig(settings);
const environment = systemEnvironment(silentLogger);
const app = await createApp(config, environment);
await ensureSample({ ...environment, database: app.database, settings: config });

const begin = systemClock.now().getTime();
const end = begin + minutes * 60_000;
const isOver = () => systemClock.now().getTime() >= end;
const acknowledged = new Map<string, string>();
let created = 0;
let kills = 0;

const web = new BotProcess({ ...settings, CREWCHIEF_ROLE: 'web' });
const [, port = ''] = await web.prints(/localhost:(\d+)\/healthz/);
slack.setRequestUrl(`http://127.0.0.1:${port}${slackEventsPath}`);
const startWorker = () => new BotProcess({ ...settings, CREWCHIEF_ROLE: 'worker' });
const workers = [startWorker(), startWorker()];

const { mara: manager, ...others } = personsIn(slack);
const engineers = [others.aiko, others.ben, others.chloe, others.dev, others.elif];
await Promise.all([
  killWorkers(),
  report(),
  ...engineers.map((engineer, index) => work(engineer, seededRandom(seed * 100 + index))),
]);
await untilNothingIsQueued(app);
for (const process of [web, ...workers]) process.signal('SIGTERM');
const exits = await Promise.all([web, ...workers].map(({ exited }) => exited));

const faults = [
  ...exits.filter(({ code }) => code !== 0).map((exit) => `ended with ${JSON.stringify(exit)}`),
  ...(await findFaults(app.database.db, slack, acknowledged)),
];
const figures = await figuresOf(app.database.db);
process.stdout.write(
  `${minutes} minutes, seed ${seed}: ${kills} kills of workers, ${created} tasks created, ` +
    `${acknowledged.size} completions acknowledged, ${figures.sent} messages sent ` +
    `(waited ${figures.medianWaitMs} ms at the median, ${figures.p99WaitMs} ms at p99, ` +
    `${figures.longestWaitMs} ms at most), ${faults.length} faults\n`,
);
for (const fault of faults) process.stderr.write(`${fault}\n`);
await app.stop();
await slack.close();
await mongo.close();
await cleanUpCrews();
process.exitCode = faults.length === 0 ? 0 : 1;

async function killWorkers(): Promise<void> {
  while (!isOver()) {
    await wait(4_000 + random() * 16_000);
    const index = random() < 0.5 ? 0 : 1;
    const worker = workers[index];
    worker?.signal('SIGKILL');
    await worker?.exited;
    kills += 1;
    workers[index] = startWorker();
  }
}

/** A manager gives `engineer` a task, who completes it, now and then pressing Enter twice. */
async function work(engineer: Person, chance: Random): Promise<void> {
  const lead = await app.services.people.actorBySlackId(manager.userId);
  const assignee = await app.services.people.memberBySlackId(engineer.userId);
  if (!lead || !assignee?.teamId) throw new Error('The sample team is not as expected');
  while (!isOver()) {
    const outcome = await app.services.tasks.create({
      task: {
        title: `Task of ${assignee.name}`,
        notes: null,
        teamId: assignee.teamId,
        assigneeId: assignee.id,
        priority: 'normal',
        dueOn: null,
        estimatedHours: null,
        monitoring: null,
      },
      actor: lead,
      intentId: newUuid(),
    });
    if (outcome.kind !== 'created') throw new Error(`The task was not created: ${outcome.kind}`);
    created += 1;
    await complete(engineer, outcome.task.id, chance() < 0.1 ? 2 : 1);
    await wait(6_000 + chance() * 8_000);
  }
}

async function complete(engineer: Person, taskId: string, times: number): Promise<void> {
  const attempts = Array.from({ length: times }, () =>
    engineer.types(sampleChannelId, `/complete ${taskId} 1h`),
  );
  await Promise.all(attempts);
  const answers = (await engineer.sees(sampleChannelId)).map(visibleText);
  const isDone = answers.some((text) => text.includes(`${taskId} `) && text.includes('is done'));
  if (isDone) acknowledged.set(taskId, engineer.userId);
}

async function report(): Promise<void> {
  while (!isOver()) {
    await wait(60_000);
    const elapsed = Math.round((systemClock.now().getTime() - begin) / 60_000);
    process.stdout.write(
      `minute ${elapsed}: ${kills} kills, ${created} tasks, ${acknowledged.size} completions, ` +
        `${await entriesStillQueued(app.database.db)} messages waiting\n`,
    );
  }
}

async function untilNothingIsQueued({ database }: Pick<App, 'database'>): Promise<void> {
  const longestWaitMs = 5 * 60_000;
  const deadline = systemClock.now().getTime() + longestWaitMs;
  while ((await entriesStillQueued(database.db)) > 0 && systemClock.now().getTime() < deadline) {
    await wait(500);
  }
}
