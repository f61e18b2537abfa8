import { performance } from 'node:perf_hooks';
import { setTimeout as wait } from 'node:timers/promises';
import { quantile } from 'simple-statistics';
import { readPeopleFile, systemActor } from '../src/features/people/index.js';
import { type LocalSlack, startLocalSlack } from '../src/local/slack/index.js';
import { systemClock } from '../src/shared/clock.js';
import { createLogger } from '../src/shared/logger.js';
import { botScopes, slackEventsPath, slashCommands } from '../src/slack/index.js';
import { BotProcess } from '../test/flows/support/bot-process.js';
import { cleanUpCrews, crewFolder, settingsFor } from '../test/flows/support/crew.js';
import { withDatabase } from '../test/flows/support/many-teams.js';
import { credentials } from '../test/support/local-slack.js';
import { eventually, Person, visibleText } from '../test/support/person.js';
import type { BenchRow } from './bench-row.js';

const engineers = Array.from({ length: 40 }, (_, index) => `U0ENG${index}`);
const manager = 'U0MANAGER';
const channel = 'C0BENCH';
const bot = {
  userId: 'U0CREWCHIEF',
  botId: 'B0CREWCHIEF',
  appId: 'A0CREWCHIEF',
  name: 'Crewchief',
};
const budgetMs = 1_000;
const waitForMs = 60_000;

/**
 * From typing `/complete` to the next offer standing in the direct conversation, one engineer after
 * the other: the whole bot in a process of its own, on its local store and with a local Slack.
 */
export async function benchNextOffer(): Promise<BenchRow[]> {
  const folder = await crewFolder();
  try {
    await seed(folder);
    const slack = await startSlack(folder);
    try {
      return [row(await measure(folder, slack))];
    } finally {
      await slack.close();
    }
  } finally {
    await cleanUpCrews();
  }
}

async function measure(folder: string, slack: LocalSlack): Promise<readonly number[]> {
  const process = new BotProcess({
    ...settingsFor('http', slack.apiUrl),
    CREWCHIEF_DATA: folder,
    LOG_LEVEL: 'error',
  });
  const [, port] = await process.prints(/localhost:(\d+)/);
  slack.setRequestUrl(`http://127.0.0.1:${port}${slackEventsPath}`);
  const persons = engineers.map((id) => new Person(slack.acting, id));
  for (const person of persons) await heard(slack, person, /Task \d+/);
  await wait(2_000);
  const latencies: number[] = [];
  for (const [index, person] of persons.entries()) {
    const started = performance.now();
    await person.types(channel, `/complete T-${index + 1} 2h`);
    await heard(slack, person, /Would you take/);
    latencies.push(performance.now() - started);
  }
  process.signal('SIGTERM');
  await process.exited;
  return latencies;
}

async function heard(slack: LocalSlack, person: Person, text: RegExp): Promise<void> {
  const direct = await person.direct(bot.userId);
  const look = async () =>
    (await person.sees(direct)).find((message) => text.test(visibleText(message)));
  await eventually(slack.acting, String(text), look, waitForMs);
}

function row(latencies: readonly number[]): BenchRow {
  const p95 = quantile([...latencies], 0.95);
  return {
    name: `/complete to the next offer posted, idle, p95 of ${latencies.length}`,
    value: p95,
    unit: 'ms',
    reference: 'budget',
    referenceValue: budgetMs,
    ratio: budgetMs / p95,
    budget: '<= 1 s',
  };
}

function startSlack(folder: string): Promise<LocalSlack> {
  return startLocalSlack({
    folder: `${folder}/slack`,
    seed: {
      team: { id: 'T0LOCAL', name: 'Bench', domain: 'bench' },
      bot,
      users: [manager, ...engineers].map((id) => ({
        id,
        name: id.toLowerCase(),
        realName: id,
        tz: 'UTC',
      })),
      channels: [{ id: channel, name: 'bench', memberIds: [bot.userId, ...engineers] }],
      commands: slashCommands,
    },
    port: 0,
    clock: systemClock,
    credentials,
    scopes: botScopes.map(({ scope }) => scope),
    logger: createLogger('silent'),
  });
}

/** Everybody holds one task and hears of work at any hour; as many tasks again are nobody's. */
function seed(folder: string): Promise<void> {
  return withDatabase(folder, async ({ services }) => {
    const team = { name: 'Bench', channel, managers: [manager], time_zone: 'UTC' };
    const members = [manager, ...engineers].map((id) => ({
      slack_id: id,
      name: id,
      role: id === manager ? 'manager' : 'engineer',
      team: team.name,
      time_zone: team.time_zone,
    }));
    const read = readPeopleFile(JSON.stringify({ teams: [team], members }), 'json');
    if ('faults' in read) throw new Error(JSON.stringify(read.faults));
    await services.importPeople(read.rows, { dryRun: false });
    const [created] = await services.people.teams();
    if (!created) throw new Error('the people of the bench were not imported');
    const holders = await Promise.all(engineers.map((id) => services.people.memberBySlackId(id)));
    for (const [index, holder] of [...holders, ...holders.map(() => null)].entries()) {
      const byBench = { actor: systemActor, intentId: `bench/${index}` };
      const outcome = await services.tasks.create({
        ...byBench,
        task: {
          title: `Task ${index + 1}`,
          notes: null,
          teamId: created.id,
          assigneeId: holder?.id ?? null,
          priority: 'normal',
          dueOn: null,
          estimatedHours: 2,
          monitoring: null,
        },
      });
      if (outcome.kind !== 'created') throw new Error(`a task of the bench: ${outcome.kind}`);
      if (!holder) continue;
      const anyHour = { ...byBench, intentId: `any hour/${index}` };
      await services.notifications.change(anyHour, holder, () => ({ hours: 'any' }));
    }
  });
}
