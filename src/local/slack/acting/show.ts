import { blocksOf } from '../block-kit/walk.js';
import { isJsonObject, textOf } from '../json.js';
import type { Platform } from '../platform.js';
import type { Channel, Message, User, ViewRecord } from '../workspace/model.js';
import type { Workspace } from '../workspace/workspace.js';
import type {
  ShownConversation,
  ShownFile,
  ShownMessage,
  ShownPerson,
  ShownView,
  ShownWorkspace,
} from './acting.js';

export function isVisibleTo(userId: string, { onlyVisibleTo }: Message): boolean {
  return onlyVisibleTo === undefined || onlyVisibleTo === userId;
}

function showPerson(user: User): ShownPerson {
  const { id, name, realName, title, tz, isAdmin, isBot } = user;
  return { id, name, realName, title, tz, isAdmin, isBot };
}

export function showMessage(message: Message, workspace: Workspace): ShownMessage {
  const author = workspace.user(message.userId);
  return {
    ts: message.ts,
    channelId: message.channelId,
    threadTs: message.threadTs ?? null,
    author: {
      id: message.userId,
      name: message.username ?? author?.realName ?? message.userId,
      isApp: author?.isBot ?? false,
    },
    text: message.text,
    blocks: message.blocks ?? [],
    attachments: message.attachments ?? [],
    files: (message.fileIds ?? []).flatMap((id) => showFile(id, workspace)),
    metadata: message.metadata ?? null,
    isEdited: message.edited !== undefined,
    isEphemeral: message.onlyVisibleTo !== undefined,
    replyCount: workspace.messages.replies(message.channelId, message.ts).length,
  };
}

function showFile(id: string, workspace: Workspace): ShownFile[] {
  const file = workspace.store.files.get(id);
  if (!file) return [];
  const { title, mimeType, altText } = file;
  return [{ id, title, mimeType, altText: altText ?? title, path: `/files/${id}` }];
}

export function showView(record: ViewRecord): ShownView {
  const text = (field: string): string | null => {
    const content = record.view[field];
    return isJsonObject(content) ? textOf(content['text']) : null;
  };
  return {
    id: record.id,
    hash: record.hash,
    rootViewId: record.rootViewId,
    callbackId: textOf(record.view['callback_id']),
    title: text('title') ?? '',
    submit: text('submit'),
    close: text('close') ?? 'Close',
    blocks: blocksOf(record.view),
  };
}

export function showConversation(
  channel: Channel,
  userId: string,
  workspace: Workspace,
): ShownConversation {
  const others = channel.memberIds.filter((memberId) => memberId !== userId);
  return {
    id: channel.id,
    kind: channel.kind,
    name: channel.name || others.map((id) => workspace.user(id)?.realName ?? id).join(', '),
    topic: channel.topic,
    memberIds: channel.memberIds,
    withApp: channel.kind === 'direct' && others.includes(workspace.bot.id),
    unread: unreadIn(channel, userId, workspace),
  };
}

function unreadIn(channel: Channel, userId: string, workspace: Workspace): number {
  const lastRead = workspace.store.lastRead.get(`${userId}/${channel.id}`) ?? '';
  const messages = workspace.messages.in(channel.id);
  const firstUnread = messages.findLastIndex(({ ts }) => ts <= lastRead) + 1;
  return messages
    .slice(firstUnread)
    .filter((message) => message.userId !== userId && isVisibleTo(userId, message)).length;
}

function unreadOf(userId: string, workspace: Workspace): number {
  return workspace
    .channels()
    .filter(({ memberIds }) => memberIds.includes(userId))
    .reduce((sum, channel) => sum + unreadIn(channel, userId, workspace), 0);
}

export function showWorkspace(user: User, platform: Platform): ShownWorkspace {
  const { workspace } = platform;
  const { team, commands } = workspace.seed;
  return {
    revision: workspace.changes.revision,
    team: { id: team.id, name: team.name },
    me: showPerson(user),
    app: showPerson(workspace.bot),
    people: workspace
      .users()
      .filter(({ id }) => id !== workspace.bot.id)
      .map((person) => ({ ...showPerson(person), unread: unreadOf(person.id, workspace) })),
    conversations: workspace
      .channels()
      .filter(({ memberIds }) => memberIds.includes(user.id))
      .map((channel) => showConversation(channel, user.id, workspace)),
    commands: commands.map(({ command, description, usageHint }) => ({
      command,
      description,
      usageHint,
    })),
  };
}
