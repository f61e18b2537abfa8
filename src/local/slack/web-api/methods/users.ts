import type { JsonObject } from '../../json.js';
import type { User } from '../../workspace/model.js';
import { apiUser, emailOf } from '../api-objects.js';
import type { Call, Method } from '../method.js';
import { pageOf } from '../paging.js';
import { SlackError } from '../slack-error.js';

function shown(user: User | undefined, { platform }: Call): JsonObject {
  if (!user) throw new SlackError('user_not_found');
  return apiUser(user, platform, platform.options.scopes.includes('users:read.email'));
}

export const userMethods: readonly Method[] = [
  {
    name: 'users.info',
    tier: 'tier4',
    token: 'bot',
    scopes: ['users:read'],
    run: (call) => ({
      user: shown(call.platform.workspace.user(call.args.required('user')), call),
    }),
  },
  {
    name: 'users.list',
    tier: 'tier2',
    token: 'bot',
    scopes: ['users:read'],
    run: (call) => {
      const { page, nextCursor } = pageOf(call.platform.workspace.users(), call.args, {
        defaultLimit: 200,
        maxLimit: 1000,
      });
      return {
        members: page.map((user) => shown(user, call)),
        response_metadata: { next_cursor: nextCursor },
      };
    },
  },
  {
    name: 'users.lookupByEmail',
    tier: 'tier3',
    token: 'bot',
    scopes: ['users:read.email'],
    run: (call) => {
      const email = call.args.required('email').toLowerCase();
      const user = call.platform.workspace
        .users()
        .find((candidate) => !candidate.isBot && emailOf(candidate, call.platform) === email);
      if (!user) throw new SlackError('users_not_found');
      return { user: shown(user, call) };
    },
  },
];
