import { once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { createApp } from '../src/app.js';
import { readConfig } from '../src/config.js';
import { systemEnvironment } from '../src/environment.js';
import { startLocalMongo } from '../src/local/mongo/index.js';
import { OperationalError } from '../src/shared/errors.js';
import { startBotProcess } from './support/bot-process.js';
import { atEnd, cleanUp, startWorkspace, temporaryFolder } from './support/local-slack.js';
import { silentLogger } from './support/logger.js';

afterEach(cleanUp);

/** The port of a program that is no Crewchief. */
async function takenPort(): Promise<string> {
  const server = createServer().listen(0);
  await once(server, 'listening');
  atEnd(async () => server.close());
  return String((server.address() as AddressInfo).port);
}

async function startLocalServer(): Promise<string> {
  const server = await startLocalMongo({ folder: await temporaryFolder() });
  atEnd(() => server.close());
  return server.uri;
}

async function folderWith(file: string, content: string): Promise<string> {
  const folder = await temporaryFolder();
  await mkdir(join(folder, file, '..'), { recursive: true, mode: 0o700 });
  await writeFile(join(folder, file), content);
  return folder;
}

/** Settings that keep to a folder of the test and to any free port. */
const inFolder = async (folder?: string) => ({
  CREWCHIEF_DATA: folder ?? (await temporaryFolder()),
  PORT: '0',
  LOG_LEVEL: 'warn',
});

const faults: readonly [string, () => Promise<Record<string, string>>, RegExp][] = [
  [
    'the port of the local workspace is taken',
    async () => ({ ...(await inFolder()), PORT: await takenPort() }),
    /^Port \d+ is in use by another program\. Set PORT, or stop that program\.$/,
  ],
  [
    'the port for Slack is taken',
    async () => ({
      ...(await inFolder()),
      PORT: await takenPort(),
      MONGODB_URI: await startLocalServer(),
      SLACK_BOT_TOKEN: 'xoxb-local-bot',
      SLACK_SIGNING_SECRET: 'secret',
      SLACK_API_URL: (await startWorkspace()).apiUrl,
    }),
    /Port \d+ is in use/,
  ],
  [
    'the port for health checks is taken in Socket Mode',
    async () => ({
      ...(await inFolder()),
      PORT: await takenPort(),
      MONGODB_URI: await startLocalServer(),
      SLACK_BOT_TOKEN: 'xoxb-local-bot',
      SLACK_APP_TOKEN: 'xapp-local-app',
      SLACK_API_URL: (await startWorkspace()).apiUrl,
    }),
    /Port \d+ is in use/,
  ],
  [
    'the data folder cannot be written',
    async () => inFolder(join(await folderWith('file', 'no folder'), 'file', 'data')),
    /The data folder .* cannot be used: .* set CREWCHIEF_DATA/,
  ],
  [
    'the data folder lies where no folder can be',
    async () => inFolder('/proc/crewchief/data'),
    /The data folder .* cannot be used: .* set CREWCHIEF_DATA/,
  ],
  [
    'the database file is not ours',
    async () => inFolder(await folderWith('mongo/data.mdb', 'a letter to my aunt'.repeat(1_000))),
    /The data folder .* cannot be used: .* set CREWCHIEF_DATA/,
  ],
  [
    "the local workspace's file is not ours",
    async () => inFolder(await folderWith('slack/data.mdb', 'a letter to my aunt'.repeat(1_000))),
    /The data folder .* cannot be used: .* set CREWCHIEF_DATA/,
  ],
  [
    'Slack refuses the token',
    async () => ({
      ...(await inFolder()),
      MONGODB_URI: await startLocalServer(),
      SLACK_BOT_TOKEN: 'xoxb-of-another-workspace',
      SLACK_SIGNING_SECRET: 'secret',
      SLACK_API_URL: (await startWorkspace()).apiUrl,
    }),
    /Slack refuses the connection: invalid_auth\. Check SLACK_BOT_TOKEN/,
  ],
];

async function start(settings: Readonly<Record<string, string>>): Promise<void> {
  const app = await createApp(readConfig(settings), systemEnvironment(silentLogger));
  atEnd(() => app.stop());
  await app.start();
}

describe('the start ends with a remedy when', () => {
  test.each(faults)('%s', async (_, settings, remedy) => {
    const starting = start(await settings());

    await expect(starting).rejects.toThrow(remedy);
    await expect(starting).rejects.toBeInstanceOf(OperationalError);
  });
});

test('a start that cannot be is told without a stack, and ends with exit code 1', async () => {
  const folder = await folderWith('mongo/data.mdb', 'a letter to my aunt'.repeat(1_000));

  const { code, errors } = await startBotProcess(await inFolder(folder)).ended;

  expect(errors).toMatch(/^Crewchief cannot go on\. The data folder .*\n$/);
  expect(code).toBe(1);
});

test('a second bot is refused in the data folder of the first, which goes on', async () => {
  const settings = await inFolder();
  const first = startBotProcess(settings);
  const pageUrl = (await first.says('http://127')).trim();

  const { code, errors } = await startBotProcess(settings).ended;

  expect(errors).toMatch(/Another Crewchief uses the data folder .* set CREWCHIEF_DATA/);
  expect(code).toBe(1);
  expect((await fetch(pageUrl)).status).toBe(200);
});

test('a bot whose local store dies says so and ends with exit code 1', async () => {
  const bot = startBotProcess(await inFolder());
  await bot.says('http://127');

  bot.kill('SIGUSR2');

  expect(await bot.says('the local store has stopped')).toContain('"level":40');
  const { code, errors } = await bot.ended;
  expect(errors).toBe(
    'Crewchief cannot go on. The local store has stopped. Start Crewchief again.\n',
  );
  expect(code).toBe(1);
});

test('a bot that is told to stop ends with exit code 0', async () => {
  const bot = startBotProcess(await inFolder());
  await bot.says('http://127');

  bot.kill('SIGTERM');

  expect(await bot.ended).toEqual({ code: 0, errors: '' });
});

/** A server that takes what it is told and never answers; `called` resolves once somebody calls. */
async function silentServer() {
  const server = createServer().listen(0);
  await once(server, 'listening');
  atEnd(async () => server.close());
  const { port } = server.address() as AddressInfo;
  return { called: once(server, 'connection'), address: `127.0.0.1:${port}` };
}

test.each([
  ['the database', async (address: string) => ({ MONGODB_URI: `mongodb://${address}/crewchief` })],
  [
    'Slack',
    async (address: string) => ({
      MONGODB_URI: await startLocalServer(),
      SLACK_BOT_TOKEN: 'xoxb-local-bot',
      SLACK_SIGNING_SECRET: 'secret',
      SLACK_API_URL: `http://${address}/api/`,
    }),
  ],
])('a bot that is told to stop while it waits for %s stops at once', async (_, settingsFor) => {
  const { called, address } = await silentServer();
  const bot = startBotProcess({ ...(await inFolder()), ...(await settingsFor(address)) });
  await called;

  bot.kill('SIGTERM');

  expect(await bot.ended).toEqual({ code: 0, errors: '' });
});
