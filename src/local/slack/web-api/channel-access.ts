import type { Platform } from '../platform.js';
import type { Channel } from '../workspace/model.js';
import { SlackError } from './slack-error.js';

/** The conversation `id` as far as the app can know of it. Throws `channel_not_found`. */
export function visibleChannel(id: string, platform: Platform): Channel {
  const channel = platform.workspace.channel(id);
  const isMember = channel?.memberIds.includes(platform.options.seed.bot.userId);
  if (!channel || (channel.kind !== 'public' && !isMember)) {
    throw new SlackError('channel_not_found');
  }
  return channel;
}

/** The conversation `id`. Throws `channel_not_found`, or `not_in_channel` for a non-member. */
export function joinedChannel(id: string, platform: Platform): Channel {
  const channel = visibleChannel(id, platform);
  if (!channel.memberIds.includes(platform.options.seed.bot.userId)) {
    throw new SlackError('not_in_channel');
  }
  return channel;
}

/** Where a message to `target` goes: a conversation, or the direct messages of a member. */
export function postingChannel(target: string, platform: Platform): Channel {
  const { workspace, options } = platform;
  if (workspace.user(target)) return workspace.direct([options.seed.bot.userId, target]);
  const channel = visibleChannel(target, platform);
  return options.scopes.includes('chat:write.public') ? channel : joinedChannel(target, platform);
}
