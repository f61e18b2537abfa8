import type { JsonObject } from '../../json.js';
import type { Channel, ChannelKind, Message } from '../../workspace/model.js';
import { apiChannel, apiMessage } from '../api-objects.js';
import { joinedChannel, visibleChannel } from '../channel-access.js';
import type { Call, Method } from '../method.js';
import { SlackError } from '../slack-error.js';
import { pageOf } from '../paging.js';

const scopePrefix: Record<ChannelKind, string> = {
  public: 'channels',
  private: 'groups',
  direct: 'im',
  group: 'mpim',
};
const kindOfType: Record<string, ChannelKind> = {
  public_channel: 'public',
  private_channel: 'private',
  im: 'direct',
  mpim: 'group',
};
const readScopes = Object.values(scopePrefix).map((prefix) => `${prefix}:read`);
const historyScopes = Object.values(scopePrefix).map((prefix) => `${prefix}:history`);

function readable(call: Call): Channel {
  const channel = visibleChannel(call.args.required('channel'), call.platform);
  call.needs(`${scopePrefix[channel.kind]}:read`);
  return channel;
}

function historyOf(call: Call): { channel: Channel; messages: Message[] } {
  const channel = joinedChannel(call.args.required('channel'), call.platform);
  call.needs(`${scopePrefix[channel.kind]}:history`);
  const { args, platform } = call;
  const oldest = Number(args.text('oldest') ?? 0);
  const latest = Number(args.text('latest') ?? Number.POSITIVE_INFINITY);
  const inclusive = args.flag('inclusive');
  const messages = platform.workspace.messages.in(channel.id).filter(({ ts, onlyVisibleTo }) => {
    const at = Number(ts);
    const isWithin = inclusive ? at >= oldest && at <= latest : at > oldest && at < latest;
    return isWithin && onlyVisibleTo === undefined;
  });
  return { channel, messages };
}

function answer(call: Call, messages: readonly Message[]): JsonObject {
  const { page, nextCursor } = pageOf(messages, call.args, { defaultLimit: 100, maxLimit: 999 });
  const withMetadata = call.args.flag('include_all_metadata');
  return {
    messages: page.map((message) => apiMessage(message, call.platform, { withMetadata })),
    has_more: nextCursor !== '',
    response_metadata: { next_cursor: nextCursor },
  };
}

function replies(call: Call): JsonObject {
  const { channel, messages } = historyOf(call);
  const ts = call.args.required('ts');
  const named = call.platform.workspace.messages.find(channel.id, ts);
  if (!named || named.onlyVisibleTo) throw new SlackError('thread_not_found');
  const root = named.threadTs ?? named.ts;
  return answer(
    call,
    messages.filter((message) => message.ts === root || message.threadTs === root),
  );
}

function openDirect({ args, platform }: Call): JsonObject {
  const { workspace } = platform;
  const users = (args.text('users') ?? '').split(',').filter((id) => id !== '');
  const given = args.text('channel');
  if (users.length === 0 && !given) throw new SlackError('users_list_not_supplied');
  if (users.some((id) => !workspace.user(id))) throw new SlackError('user_not_found');
  if (users.length > 8) throw new SlackError('too_many_users');
  const channel = given
    ? joinedChannel(given, platform)
    : workspace.direct([workspace.bot.id, ...users]);
  return { channel: args.flag('return_im') ? apiChannel(channel, platform) : { id: channel.id } };
}

function listChannels(call: Call): JsonObject {
  const { args, platform } = call;
  const kinds = (args.text('types') ?? 'public_channel').split(',').map((type) => {
    const kind = kindOfType[type.trim()];
    if (!kind) throw new SlackError('invalid_types');
    call.needs(`${scopePrefix[kind]}:read`);
    return kind;
  });
  const botId = platform.workspace.bot.id;
  const channels = platform.workspace
    .channels()
    .filter(
      ({ kind, memberIds }) =>
        kinds.includes(kind) && (kind === 'public' || memberIds.includes(botId)),
    );
  const { page, nextCursor } = pageOf(channels, args, { defaultLimit: 100, maxLimit: 999 });
  return {
    channels: page.map((channel) => apiChannel(channel, platform)),
    response_metadata: { next_cursor: nextCursor },
  };
}

export const conversationMethods: readonly Method[] = [
  {
    name: 'conversations.open',
    tier: 'tier3',
    token: 'bot',
    scopes: ['im:write', 'mpim:write'],
    run: openDirect,
  },
  {
    name: 'conversations.info',
    tier: 'tier3',
    token: 'bot',
    scopes: readScopes,
    run: (call) => ({ channel: apiChannel(readable(call), call.platform) }),
  },
  {
    name: 'conversations.list',
    tier: 'tier2',
    token: 'bot',
    scopes: readScopes,
    run: listChannels,
  },
  {
    name: 'conversations.members',
    tier: 'tier4',
    token: 'bot',
    scopes: readScopes,
    run: (call) => {
      const { page, nextCursor } = pageOf(readable(call).memberIds, call.args, {
        defaultLimit: 100,
        maxLimit: 999,
      });
      return { members: page, response_metadata: { next_cursor: nextCursor } };
    },
  },
  {
    name: 'conversations.history',
    tier: 'tier3',
    token: 'bot',
    scopes: historyScopes,
    run: (call) => {
      const { messages } = historyOf(call);
      const ownTopLevel = messages.filter(({ threadTs }) => threadTs === undefined);
      return answer(call, ownTopLevel.toReversed());
    },
  },
  {
    name: 'conversations.replies',
    tier: 'tier3',
    token: 'bot',
    scopes: historyScopes,
    run: replies,
  },
];
