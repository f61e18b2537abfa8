import type { WorkspaceSeed } from '../../src/local/slack/index.js';

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
