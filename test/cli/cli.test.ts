import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { MongoClient } from 'mongodb';
import { createApp } from '../../src/app.js';
import { readConfig } from '../../src/config.js';
import { systemEnvironment } from '../../src/environment.js';
import { startLocalMongo } from '../../src/local/mongo/index.js';
import { createLocalSlackClient, startLocalSlack } from '../../src/local/slack/index.js';
import { systemClock } from '../../src/shared/clock.js';
import { botScopes } from '../../src/slack/scopes.js';
import { BotProcess } from '../flows/support/bot-process.js';
import {
  cleanUpCrews,
  crewFolder,
  atEndOfTest,
  settingsFor,
  startSampleSlack,
} from '../flows/support/crew.js';
import { credentials, sampleSeed } from '../support/local-slack.js';
import { silentLogger } from '../support/logger.js';
import { Person } from '../support/person.js';
import { type CommandResult, crewchief } from './command-line.js';

const timeoutMs = 120_000;
const peopleFile = [
  'slack_id,name,role,team,time_zone,skills',
  'U0GITA,Gita Rao,engineer,Platform,Asia/Kolkata,typscript:4; rust:2',
].join('\n');
const faultyFile = [
  'slack_id,name,role,team,time_zone',
  'U0GITA,Gita Rao,engineer,Platform,Asia/Kolkata',
  'U0HUGO,Hugo Blanc,captain,Platform,Europe/Paris',
].join('\n');

/** The tasks of a report printed as JSON. */
function linesOf({ out }: CommandResult): readonly Record<string, unknown>[] {
  return (JSON.parse(out) as { lines: Record<string, unknown>[] }).lines;
}

describe('on the sample team, with no bot running', () => {
  let folder: string;
  let call: (...line: string[]) => Promise<CommandResult>;
  beforeAll(async () => {
    folder = await crewFolder();
    call = (...line) => crewchief(line, { CREWCHIEF_DATA: folder });
    await writeFile(join(folder, 'people.csv'), peopleFile);
    await writeFile(join(folder, 'faulty.csv'), faultyFile);
    const config = readConfig({ CREWCHIEF_DATA: folder });
    const app = await createApp(config, systemEnvironment(silentLogger));
    await app.stop();
  });
  afterAll(cleanUpCrews);

  test(
    'an evaluation is announced by a dry run, done once, and then not due any more',
    async () => {
      const announced = await call('run', '--evaluation', '--dry-run', '--json');
      expect(announced.code).toBe(0);
      expect(linesOf(announced)).toMatchObject([{ task: 'T-1', failed: false }]);

      const done = await call('run', '--evaluation', '--team', 'Platform', '--json');
      expect(done.code).toBe(0);
      expect(linesOf(done)).toEqual(linesOf(announced));

      const again = await call('run', '--evaluation');
      expect(again).toMatchObject({ code: 0, out: 'Nothing is due.\n' });
    },
    timeoutMs,
  );

  test(
    "the day's and the week's questions are asked once",
    async () => {
      const first = await call('run', '--all');
      expect(first.code).toBe(0);
      expect(first.out).toMatch(/^daily +Platform +\d+ +asked$/m);
      expect(first.out).toMatch(/^weekly +Platform +\d+ +asked$/m);

      const second = await call('run', '--daily');
      expect(second.out).toContain('still waiting for an answer');
      expect(second.out).not.toMatch(/ asked$/m);
    },
    timeoutMs,
  );

  test.each([
    [['run'], 'Say what to run'],
    [['run', '--daily', '--team', 'Nowhere'], 'There is no team "Nowhere"'],
    [['import', 'missing.csv'], 'missing.csv cannot be read: there is no such file.'],
    [['import', 'people.txt'], 'neither .csv, .json, .ics nor .crewchief'],
    [['fly'], 'unknown command'],
  ])(
    'the call %j is refused with code 2',
    async (line, problem) => {
      const { code, err } = await call(...line);

      expect(code).toBe(2);
      expect(err).toContain(problem);
    },
    timeoutMs,
  );

  test(
    'an import is announced by a dry run and done with --apply',
    async () => {
      const announced = await call('import', 'people.csv');
      expect(announced).toMatchObject({ code: 0 });
      expect(announced.out).toContain('1 to add');
      expect(announced.out).toMatch(/new skill +typscript \(is typescript meant\?\)/);
      expect(announced.out).toMatch(/new skill +rust$/m);
      expect(announced.out).toContain('Dry run: nothing was written');

      const done = await call('import', 'people.csv', '--apply');
      expect(done).toMatchObject({ code: 0 });
      expect(done.out).toContain('1 to add');

      const again = await call('import', 'people.csv', '--apply', '--json');
      expect(JSON.parse(again.out)).toMatchObject({ added: [], changed: [], unchanged: 1 });
    },
    timeoutMs,
  );

  test(
    'a faulty file is refused whole, with the line and field of each fault',
    async () => {
      const { code, out } = await call('import', 'faulty.csv', '--apply');

      expect(code).toBe(1);
      expect(out).toMatch(/^line 3 +role +/m);
      expect(out).toContain('Nothing was imported');
    },
    timeoutMs,
  );

  test(
    'doctor finds nothing wrong',
    async () => {
      const { code, out } = await call('doctor', '--json');

      expect(code).toBe(0);
      const { findings } = JSON.parse(out) as { findings: { check: string; state: string }[] };
      expect(findings.filter(({ state }) => state === 'fault')).toEqual([]);
    },
    timeoutMs,
  );
});

describe('on a database that nobody has used yet', () => {
  afterEach(cleanUpCrews);

  test.each([
    [['run', '--all', '--dry-run'], /nothing was written/],
    [['import', 'people.csv'], /nothing was written/],
    [['doctor'], /✓ +admins +U0MARA/],
  ])(
    'the call %j writes nothing',
    async (line, says) => {
      const folder = await crewFolder();
      await writeFile(join(folder, 'people.csv'), 'slack_id,name,role\nU0GITA,Gita Rao,engineer');
      const mongo = await startLocalMongo({ folder: join(folder, 'mongo') });
      atEndOfTest(() => mongo.close());
      const slack = await startSampleSlack(folder);
      atEndOfTest(() => slack.close());

      const { code, out } = await crewchief(line, {
        ...settingsFor('http', slack.apiUrl, mongo.uri),
        CREWCHIEF_ADMINS: 'U0MARA',
        CREWCHIEF_DATA: folder,
      });

      expect(out).toMatch(says);
      expect(code).toBe(0);
      const client = new MongoClient(mongo.uri);
      expect(await client.db().collections()).toEqual([]);
      await client.close();
    },
    timeoutMs,
  );

  test(
    'doctor says that the sample team is still to come',
    async () => {
      const { code, out } = await crewchief(['doctor'], { CREWCHIEF_DATA: await crewFolder() });

      expect(out).toMatch(/✓ +people +the sample team comes with the first start/);
      expect(code).toBe(0);
    },
    timeoutMs,
  );
});

describe('doctor', () => {
  afterEach(cleanUpCrews);

  test(
    'names the scopes that the token lacks',
    async () => {
      const folder = await crewFolder();
      const slack = await startLocalSlack({
        folder: join(folder, 'slack'),
        seed: sampleSeed,
        port: 0,
        clock: systemClock,
        credentials,
        scopes: ['chat:write', 'commands'],
        logger: silentLogger,
      });
      atEndOfTest(() => slack.close());

      const { code, out } = await crewchief(['doctor'], {
        ...settingsFor('http', slack.apiUrl),
        CREWCHIEF_DATA: folder,
      });

      expect(code).toBe(1);
      expect(out).toMatch(/✗ +Slack +the token lacks .*im:write.*files:write/);
    },
    timeoutMs,
  );

  test.each([
    ['connections:write', credentials.appToken, [], 0, /✓ +Socket Mode +Slack takes the app token/],
    [
      'no scope',
      credentials.appToken,
      ['authorizations:read'],
      1,
      /✗ +Socket Mode +Slack refuses SLACK_APP_TOKEN: missing_scope.* connections:write/,
    ],
    ['a stranger', 'xapp-stranger', [], 1, /✗ +Socket Mode .*invalid_auth\. Copy the token again/],
  ])(
    'says whether Slack lets the app token connect: %s',
    async (_what, appToken, appScopes, expected, line) => {
      const folder = await crewFolder();
      const slack = await startLocalSlack({
        folder: join(folder, 'slack'),
        seed: sampleSeed,
        port: 0,
        clock: systemClock,
        credentials,
        scopes: botScopes.map(({ scope }) => scope),
        ...(appScopes.length > 0 && { appScopes }),
        logger: silentLogger,
      });
      atEndOfTest(() => slack.close());

      const { code, out } = await crewchief(['doctor'], {
        ...settingsFor('socket', slack.apiUrl),
        SLACK_APP_TOKEN: appToken,
        CREWCHIEF_ADMINS: 'U0MARA',
        CREWCHIEF_DATA: folder,
      });

      expect(out).toMatch(line);
      expect(code).toBe(expected);
    },
    timeoutMs,
  );

  test(
    'lists every fault of half a configuration, with code 2',
    async () => {
      const { code, err } = await crewchief(['doctor'], {
        CREWCHIEF_DATA: await crewFolder(),
        SLACK_BOT_TOKEN: 'xoxb-1',
        PORT: 'many',
      });

      expect(code).toBe(2);
      expect(err).toContain('2 faults');
      expect(err).toContain('neither SLACK_SIGNING_SECRET');
      expect(err).toContain('PORT is "many"');
    },
    timeoutMs,
  );

  test(
    'lists a database that is away with what to look at, and goes on to Slack',
    async () => {
      const { code, out, err } = await crewchief(['doctor'], {
        ...settingsFor('http', 'http://127.0.0.1:9/api/'),
        CREWCHIEF_DATA: await crewFolder(),
        MONGODB_URI: 'mongodb://127.0.0.1:9/crewchief?directConnection=true',
      });

      expect(code).toBe(1);
      expect(err).toBe('');
      expect(out).toMatch(/✗ +database and clock +MongoDB cannot be reached.*Check MONGODB_URI/);
      expect(out).toMatch(/✗ +Slack +Slack cannot be reached.*Check SLACK_API_URL/);
    },
    timeoutMs,
  );

  test(
    'says where to get a bot token that Slack takes, and goes on to the database',
    async () => {
      const folder = await crewFolder();
      const slack = await startSampleSlack(folder);
      atEndOfTest(() => slack.close());

      const { code, out } = await crewchief(['doctor'], {
        ...settingsFor('http', slack.apiUrl),
        SLACK_BOT_TOKEN: 'xoxb-stranger',
        CREWCHIEF_DATA: folder,
      });

      expect(code).toBe(1);
      expect(out).toMatch(/✗ +Slack +Slack refuses SLACK_BOT_TOKEN: invalid_auth\. Copy the /);
      expect(out).toMatch(/✓ +database and clock/);
    },
    timeoutMs,
  );
});

describe('with a bot running on the same data', () => {
  afterEach(cleanUpCrews);

  test(
    'commands work on its store, doctor says how others do, and the bot goes on',
    async () => {
      const folder = await crewFolder();
      const settings = { CREWCHIEF_DATA: folder, PORT: '0', LOG_LEVEL: 'warn' };
      await writeFile(join(folder, 'people.csv'), peopleFile);
      const bot = new BotProcess(settings);
      const [pageUrl] = await bot.prints(/http:\S+/);

      const imported = await crewchief(['import', 'people.csv', '--apply'], settings);
      expect(imported).toMatchObject({ code: 0, err: '' });

      const mara = new Person(createLocalSlackClient(pageUrl), 'U0MARA');
      await mara.types('C0PLATFORM', '/crew people');
      await mara.waitsFor('C0PLATFORM', 'Gita Rao');

      const { out } = await crewchief(['doctor'], { CREWCHIEF_DATA: folder });
      const [, uri = ''] = /look inside with: mongosh "(.*)"/.exec(out) ?? [];
      const client = new MongoClient(uri);
      expect(await client.db().collection('members').countDocuments({ name: 'Gita Rao' })).toBe(1);
      await client.close();

      bot.signal('SIGTERM');
      expect(await bot.exited).toEqual({ code: 0, signal: null });
    },
    timeoutMs,
  );
});
