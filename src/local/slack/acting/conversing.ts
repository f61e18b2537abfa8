import type { Events } from '../delivery/events.js';
import type { Platform } from '../platform.js';
import type { Channel, Message, User } from '../workspace/model.js';
import { type Acting, ActingError } from './acting.js';
import { isVisibleTo, showConversation, showMessage, showWorkspace } from './show.js';
import { encodeTypedText } from './typed-text.js';

export function requireMember(userId: string, { workspace }: Platform): User {
  const user = workspace.user(userId);
  if (!user || userId === workspace.bot.id) throw new ActingError(`There is no member ${userId}`);
  return user;
}

export function requireConversation(
  userId: string,
  channelId: string,
  { workspace }: Platform,
): Channel {
  const channel = workspace.channel(channelId);
  if (!channel?.memberIds.includes(userId)) {
    throw new ActingError(`${userId} is not in a conversation ${channelId}`);
  }
  return channel;
}

function announce(
  message: Message,
  channel: Channel,
  { workspace, options }: Platform,
  events: Events,
): void {
  const botId = workspace.bot.id;
  if (!channel.memberIds.includes(botId)) return;
  const common = {
    user: message.userId,
    ts: message.ts,
    text: message.text,
    team: options.seed.team.id,
    channel: channel.id,
    event_ts: message.ts,
    ...(message.threadTs && { thread_ts: message.threadTs }),
  };
  if (channel.kind === 'direct') events.send({ type: 'message', ...common, channel_type: 'im' });
  else if (message.text.includes(`<@${botId}>`)) events.send({ type: 'app_mention', ...common });
}

type Conversing = Pick<
  Acting,
  | 'memberToActAs'
  | 'workspace'
  | 'messages'
  | 'markRead'
  | 'sendMessage'
  | 'openDirectMessage'
  | 'nextChange'
>;

/** Reading and writing in conversations. */
export function createConversing(platform: Platform, events: Events): Conversing {
  const { workspace } = platform;
  return {
    memberToActAs: async ({ preferred }) => {
      const people = workspace.users().filter(({ id }) => id !== workspace.bot.id);
      const person =
        people.find(({ id }) => id === preferred) ?? people.find(({ isBot }) => !isBot);
      if (!person) throw new ActingError('The workspace has no people');
      return { userId: person.id };
    },
    workspace: async ({ userId }) => showWorkspace(requireMember(userId, platform), platform),
    messages: async ({ userId, channelId, threadTs }) => {
      requireConversation(userId, channelId, platform);
      return workspace.messages
        .in(channelId)
        .filter((message) => isVisibleTo(userId, message))
        .filter((message) =>
          threadTs
            ? message.ts === threadTs || message.threadTs === threadTs
            : message.threadTs === undefined,
        )
        .map((message) => showMessage(message, workspace));
    },
    markRead: async ({ userId, channelId }) => {
      const last = workspace.messages.in(channelId).at(-1);
      const key = `${userId}/${channelId}`;
      if (last && workspace.store.lastRead.get(key) !== last.ts) {
        workspace.store.lastRead.put(key, last.ts);
        workspace.changes.announce();
      }
      return null;
    },
    sendMessage: async ({ userId, channelId, text, threadTs }) => {
      requireMember(userId, platform);
      const channel = requireConversation(userId, channelId, platform);
      if (text.trim() === '') throw new ActingError('A message needs text');
      if (threadTs && !workspace.messages.find(channelId, threadTs)) {
        throw new ActingError(`There is no thread ${threadTs}`);
      }
      const message = workspace.messages.add({
        ts: workspace.timestamps.next(),
        channelId,
        userId,
        text: encodeTypedText(text, workspace),
        ...(threadTs && { threadTs }),
      });
      announce(message, channel, platform, events);
      return showMessage(message, workspace);
    },
    openDirectMessage: async ({ userId, withUserId }) => {
      requireMember(userId, platform);
      if (!workspace.user(withUserId)) throw new ActingError(`There is no member ${withUserId}`);
      return showConversation(workspace.direct([userId, withUserId]), userId, workspace);
    },
    nextChange: ({ after, timeoutMs }) =>
      new Promise((resolve) => {
        if (workspace.changes.revision > after) return resolve(workspace.changes.revision);
        const stop = workspace.changes.subscribe((revision) => finish(revision));
        const timer = setTimeout(() => finish(after), timeoutMs).unref();
        function finish(revision: number): void {
          clearTimeout(timer);
          stop();
          resolve(revision);
        }
      }),
  };
}
