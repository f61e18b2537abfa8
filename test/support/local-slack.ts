import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type LocalSlack,
  type LocalSlackOptions,
  startLocalSlack,
  type WorkspaceSeed,
} from '../../src/local/slack/index.js';
import { systemClock } from '../../src/shared/clock.js';
import { createLogger } from '../../src/shared/logger.js';

export const credentials = {
  botToken: 'xoxb-local-bot',
  appToken: 'xapp-local-app',
  signingSecret: 'local-signing-secret',
} as const;

export const sampleSeed: WorkspaceSeed = {
  team: { id: 'T0LOCAL', name: 'Example Crew', domain: 'example-crew' },
  bot: { userId: 'U0BOT', botId: 'B0BOT', appId: 'A0APP', name: 'Crewchief' },
  users: [
    { id: 'U0MARA', name: 'mara', realName: 'Mara Lindqvist', tz: 'Europe/Berlin', isAdmin: true },
    { id: 'U0OMAR', name: 'omar', realName: 'Omar Haddad', tz: 'America/New_York' },
    { id: 'U0YUKI', name: 'yuki', realName: 'Yuki Tanaka', tz: 'Asia/Tokyo' },
  ],
  channels: [
    {
      id: 'C0TEAM',
      name: 'team-payments',
      topic: 'Payments team',
      memberIds: ['U0BOT', 'U0MARA', 'U0OMAR', 'U0YUKI'],
    },
    { id: 'C0RANDOM', name: 'random', memberIds: ['U0MARA', 'U0OMAR'] },
    { id: 'C0LEADS', name: 'leads', memberIds: ['U0MARA'], isPrivate: true },
  ],
  commands: [
    { command: '/complete', description: 'Complete a task', usageHint: '[T-12] [5.5h] [notes]' },
    {
      command: '/crew',
      description: 'Ask Crewchief',
      usageHint: 'help | task | why',
      shouldEscape: true,
    },
  ],
};

export const allScopes = [
  'app_mentions:read',
  'channels:history',
  'channels:read',
  'chat:write',
  'commands',
  'files:write',
  'im:history',
  'im:read',
  'im:write',
  'users:read',
  'users:read.email',
] as const;

const cleanUps: (() => Promise<unknown>)[] = [];

/** Registers `action` to be run by `cleanUp`, last registered first. */
export function atEnd(action: () => Promise<unknown>): void {
  cleanUps.push(action);
}

/** Ends everything that the test started; call it in `afterEach`. */
export async function cleanUp(): Promise<void> {
  for (const action of cleanUps.splice(0).toReversed()) await action();
}

export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'local-slack-'));
  atEnd(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** A workspace of the sample seed in a temporary folder, gone after `cleanUp`. */
export async function startWorkspace(
  overrides: Partial<LocalSlackOptions> = {},
): Promise<LocalSlack> {
  const slack = await startLocalSlack({
    folder: overrides.folder ?? (await temporaryFolder()),
    seed: sampleSeed,
    port: 0,
    clock: systemClock,
    credentials,
    scopes: allScopes,
    logger: createLogger('silent'),
    ...overrides,
  });
  atEnd(() => slack.close());
  return slack;
}
