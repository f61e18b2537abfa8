import { LIMITS } from '../../block-kit/limits.js';
import type { JsonObject } from '../../json.js';
import type { Message } from '../../workspace/model.js';
import { apiMessage } from '../api-objects.js';
import { joinedChannel, postingChannel, visibleChannel } from '../channel-access.js';
import { readContent, requireContent } from '../message-content.js';
import type { Call, Method } from '../method.js';
import { SlackError } from '../slack-error.js';

const scopes = ['chat:write'];

function threadOf({ args, platform }: Call, channelId: string): { threadTs?: string } {
  const ts = args.text('thread_ts');
  if (ts === undefined) return {};
  const parent = platform.workspace.messages.find(channelId, ts);
  if (!parent || parent.onlyVisibleTo) throw new SlackError('thread_not_found');
  return { threadTs: parent.threadTs ?? parent.ts };
}

function post(call: Call): JsonObject {
  const { args, platform } = call;
  const { workspace } = platform;
  const channel = postingChannel(args.required('channel'), platform);
  const content = readContent(args, platform);
  requireContent(content);
  const username = args.text('username');
  if (username) call.needs('chat:write.customize');
  const message = workspace.messages.add({
    text: '',
    ...content,
    ...threadOf(call, channel.id),
    ...(username && { username }),
    ts: workspace.timestamps.next(),
    channelId: channel.id,
    userId: workspace.bot.id,
    botId: platform.options.seed.bot.botId,
  });
  return {
    channel: channel.id,
    ts: message.ts,
    message: apiMessage(message, platform, { withMetadata: true }),
  };
}

function postEphemeral(call: Call): JsonObject {
  const { args, platform } = call;
  const { workspace } = platform;
  const channel = joinedChannel(args.required('channel'), platform);
  const user = args.required('user');
  if (!workspace.user(user)) throw new SlackError('user_not_found');
  if (!channel.memberIds.includes(user)) throw new SlackError('user_not_in_channel');
  const content = readContent(args, platform);
  requireContent(content);
  const message = workspace.messages.add({
    text: '',
    ...content,
    ...threadOf(call, channel.id),
    ts: workspace.timestamps.next(),
    channelId: channel.id,
    userId: workspace.bot.id,
    botId: platform.options.seed.bot.botId,
    onlyVisibleTo: user,
  });
  return { message_ts: message.ts };
}

/** The app's own message that the arguments name; refused with `refusedWith` when it is another's. */
function ownMessage({ args, platform }: Call, refusedWith: string): Message {
  const channel = visibleChannel(args.required('channel'), platform);
  const message = platform.workspace.messages.find(channel.id, args.required('ts'));
  if (!message || message.onlyVisibleTo) throw new SlackError('message_not_found');
  if (message.userId !== platform.workspace.bot.id) throw new SlackError(refusedWith);
  return message;
}

function update(call: Call): JsonObject {
  const { args, platform } = call;
  const { workspace } = platform;
  const message = ownMessage(call, 'cant_update_message');
  const content = readContent(args, platform, LIMITS.updatedMessageText);
  if (!args.has('text') && !args.has('blocks') && !args.has('attachments')) {
    throw new SlackError('no_text');
  }
  const updated = workspace.messages.replace({
    ...message,
    ...content,
    edited: { userId: workspace.bot.id, ts: workspace.timestamps.next() },
  });
  return {
    channel: message.channelId,
    ts: message.ts,
    text: updated.text,
    message: apiMessage(updated, platform, { withMetadata: true }),
  };
}

export const chatMethods: readonly Method[] = [
  { name: 'chat.postMessage', tier: 'special', token: 'bot', scopes, run: post },
  { name: 'chat.postEphemeral', tier: 'tier4', token: 'bot', scopes, run: postEphemeral },
  { name: 'chat.update', tier: 'tier3', token: 'bot', scopes, run: update },
  {
    name: 'chat.delete',
    tier: 'tier3',
    token: 'bot',
    scopes,
    run: (call) => {
      const message = ownMessage(call, 'cant_delete_message');
      call.platform.workspace.messages.remove(message);
      return { channel: message.channelId, ts: message.ts };
    },
  },
  {
    name: 'chat.getPermalink',
    tier: 'special',
    token: 'bot',
    scopes: [],
    run: ({ args, platform }) => {
      const channel = visibleChannel(args.required('channel'), platform);
      const ts = args.required('message_ts');
      if (!platform.workspace.messages.find(channel.id, ts)) {
        throw new SlackError('message_not_found');
      }
      const anchor = `p${ts.replace('.', '')}`;
      return {
        channel: channel.id,
        permalink: `${platform.origin()}/archives/${channel.id}/${anchor}`,
      };
    },
  },
];
