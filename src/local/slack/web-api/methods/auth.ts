import type { Method } from '../method.js';

export const authMethods: readonly Method[] = [
  {
    name: 'api.test',
    tier: 'tier4',
    token: 'none',
    scopes: [],
    run: ({ args }) => {
      const error = args.text('error');
      return error ? { ok: false, error } : {};
    },
  },
  {
    name: 'auth.test',
    tier: 'special',
    token: 'bot',
    scopes: [],
    run: ({ platform }) => {
      const { team, bot } = platform.options.seed;
      return {
        url: `${platform.origin()}/`,
        team: team.name,
        user: platform.workspace.bot.name,
        team_id: team.id,
        user_id: bot.userId,
        bot_id: bot.botId,
        is_enterprise_install: false,
      };
    },
  },
  {
    name: 'apps.connections.open',
    tier: 'special',
    token: 'app',
    scopes: ['connections:write'],
    run: ({ platform }) => ({ url: platform.socketUrl() }),
  },
];
