import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import bolt from '@slack/bolt';
import { type App, createApp } from '../../src/app.js';
import { readConfig } from '../../src/config.js';
import { systemEnvironment } from '../../src/environment.js';
import { readPeopleFile } from '../../src/features/people/index.js';
import { createLogger } from '../../src/shared/logger.js';
import { boltLogger } from '../../src/slack/bolt-logger.js';

/** What the child process tells its parent once it answers requests. */
export interface ServerReady {
  readonly port: number;
  /** Tasks that may be completed, one a request, with the Slack id of who has it; none for the bare app. */
  readonly tasks: readonly { readonly id: string; readonly assignee: string }[];
}

const signingSecret = 'bench-signing-secret';
const botToken = 'xoxb-bench';
/** Who share the tasks: nobody completes thousands. */
const engineers = Array.from({ length: 100 }, (_, index) => `U0BENCH${index}`);
const logger = createLogger('error');

/** Slack as far as starting a bot needs it. */
async function startSlackStub(): Promise<string> {
  const server = createServer((request, response) => {
    request.resume();
    response.setHeader('content-type', 'application/json');
    response.end(
      '{"ok":true,"user_id":"U0BOT","bot_id":"B0BOT","team_id":"T0BENCH","team":"Bench"}',
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/`;
}

/** A Bolt app that acknowledges `/complete` and does nothing else. */
async function startBareApp(apiUrl: string): Promise<ServerReady> {
  const receiver = new bolt.HTTPReceiver({ signingSecret, logger: boltLogger(logger) });
  const app = new bolt.App({
    token: botToken,
    receiver,
    convoStore: false,
    deferInitialization: true,
    clientOptions: { slackApiUrl: apiUrl },
    logger: boltLogger(logger),
  });
  app.command('/complete', async ({ ack }) => ack());
  await app.init();
  const server = await receiver.start(0);
  return { port: (server.address() as AddressInfo).port, tasks: [] };
}

/** The whole bot on the local store, with tasks in progress to complete. */
async function startCrewchief(apiUrl: string, taskCount: number): Promise<ServerReady> {
  const folder = mkdtempSync(join(tmpdir(), 'crewchief-bench-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const config = readConfig({
    SLACK_BOT_TOKEN: botToken,
    SLACK_SIGNING_SECRET: signingSecret,
    SLACK_API_URL: apiUrl,
    CREWCHIEF_DATA: folder,
    CREWCHIEF_ADMINS: 'U0ADMIN',
    PORT: '0',
  });
  const app = await createApp(config, systemEnvironment(logger));
  const { port } = await app.start();
  return { port, tasks: await createTasks(app, taskCount) };
}

/** One task by the service, and copies of its document. */
async function createTasks(
  { services, database }: App,
  count: number,
): Promise<ServerReady['tasks']> {
  const people = {
    teams: [{ name: 'Bench', channel: 'C0BENCH', managers: ['U0ADMIN'], time_zone: 'UTC' }],
    members: [
      { slack_id: 'U0ADMIN', name: 'Admin', role: 'admin', team: 'Bench', time_zone: 'UTC' },
      ...engineers.map((id) => ({ slack_id: id, name: id, team: 'Bench', time_zone: 'UTC' })),
    ],
  };
  const read = readPeopleFile(JSON.stringify(people), 'json');
  if ('faults' in read) throw new Error(JSON.stringify(read.faults));
  await services.importPeople(read.rows, { dryRun: false });
  const actors = await Promise.all(engineers.map((id) => services.people.actorBySlackId(id)));
  const [actor] = actors;
  const [team] = await services.people.teams();
  if (!actor || !team) throw new Error('The people of the bench were not imported');
  const created = await services.tasks.create({
    actor,
    intentId: 'bench',
    task: {
      title: 'Task',
      notes: null,
      teamId: team.id,
      assigneeId: actor.memberId,
      priority: 'normal',
      dueOn: null,
      estimatedHours: null,
      monitoring: null,
    },
  });
  if (created.kind !== 'created') throw new Error(`The task of the bench: ${created.kind}`);
  const { id, number, ...task } = created.task;
  const copies = Array.from({ length: count - 1 }, (_, index) => {
    const shared = (index + 1) % engineers.length;
    return { _id: `T-${number + 1 + index}`, shared, number: number + 1 + index };
  });
  await database.db.collection<{ _id: string }>('tasks').insertMany(
    copies.map(({ _id, number: copy, shared }) => {
      const memberId = actors[shared]?.memberId ?? null;
      return { ...task, _id, number: copy, assigneeId: memberId, createdById: memberId };
    }),
  );
  return [
    { id, assignee: engineers[0] ?? '' },
    ...copies.map(({ _id, shared }) => ({ id: _id, assignee: engineers[shared] ?? '' })),
  ];
}

const [which, taskCount = '0'] = process.argv.slice(2);
const apiUrl = await startSlackStub();
const ready =
  which === 'bare' ? await startBareApp(apiUrl) : await startCrewchief(apiUrl, Number(taskCount));
process.send?.(ready);
process.once('disconnect', () => process.exit(0));
