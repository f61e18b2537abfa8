import { type JsonObject, withoutUndefined } from '../json.js';
import type { Platform } from '../platform.js';
import type { Channel, Message, StoredFile, User, ViewRecord } from '../workspace/model.js';
import { blocksOf } from '../block-kit/walk.js';

/** Colours of avatars, picked by the place in the alphabet. */
const COLOURS = ['4bbe2e', 'e7392d', '3c989f', '674b1b', 'd58247', '9f69e7', '2b6836', '5b89d5'];

export function apiUser(user: User, platform: Platform, withEmail: boolean): JsonObject {
  const { team, bot } = platform.options.seed;
  const profile = withoutUndefined({
    real_name: user.realName,
    real_name_normalized: user.realName,
    display_name: user.name,
    display_name_normalized: user.name,
    title: user.title,
    team: team.id,
    email: withEmail && !user.isBot ? emailOf(user, platform) : undefined,
    bot_id: user.id === bot.userId ? bot.botId : undefined,
    api_app_id: user.id === bot.userId ? bot.appId : undefined,
  });
  return {
    id: user.id,
    team_id: team.id,
    name: user.name,
    real_name: user.realName,
    deleted: false,
    color: COLOURS[user.name.charCodeAt(0) % COLOURS.length],
    tz: user.tz,
    is_admin: user.isAdmin,
    is_owner: false,
    is_bot: user.isBot,
    is_app_user: false,
    profile,
  };
}

export function emailOf(user: User, platform: Platform): string {
  return `${user.name}@${platform.options.seed.team.domain}.example`;
}

export function apiChannel(channel: Channel, platform: Platform): JsonObject {
  const botId = platform.options.seed.bot.userId;
  return withoutUndefined({
    id: channel.id,
    name: channel.name || undefined,
    is_channel: channel.kind === 'public',
    is_group: channel.kind === 'private',
    is_im: channel.kind === 'direct',
    is_mpim: channel.kind === 'group',
    is_private: channel.kind !== 'public',
    is_archived: false,
    is_member: channel.kind === 'direct' ? undefined : channel.memberIds.includes(botId),
    user:
      channel.kind === 'direct'
        ? channel.memberIds.find((memberId) => memberId !== botId)
        : undefined,
    topic: { value: channel.topic, creator: '', last_set: 0 },
    num_members: channel.memberIds.length,
  });
}

/** A message as the Web API and the interaction payloads show it. */
export function apiMessage(
  message: Message,
  platform: Platform,
  options: { readonly withMetadata: boolean } = { withMetadata: false },
): JsonObject {
  const { team, bot } = platform.options.seed;
  const replies = platform.workspace.messages.replies(message.channelId, message.ts);
  const files = (message.fileIds ?? [])
    .map((id) => platform.workspace.store.files.get(id))
    .filter((file) => file !== undefined);
  return withoutUndefined({
    type: 'message',
    user: message.userId,
    bot_id: message.botId,
    app_id: message.botId && bot.appId,
    username: message.username,
    text: message.text,
    ts: message.ts,
    team: team.id,
    thread_ts: message.threadTs ?? (replies.length > 0 ? message.ts : undefined),
    reply_count: replies.length > 0 ? replies.length : undefined,
    latest_reply: replies.at(-1)?.ts,
    blocks: message.blocks,
    attachments: message.attachments,
    metadata: options.withMetadata ? message.metadata : undefined,
    files: files.length > 0 ? files.map((file) => apiFile(file, platform)) : undefined,
    edited: message.edited && { user: message.edited.userId, ts: message.edited.ts },
  });
}

export function apiFile(file: StoredFile, platform: Platform): JsonObject {
  const url = `${platform.origin()}/files/${file.id}/${encodeURIComponent(file.name)}`;
  return {
    id: file.id,
    created: Math.floor(file.createdAt / 1000),
    name: file.name,
    title: file.title,
    mimetype: file.mimeType,
    filetype: file.name.split('.').at(-1) ?? '',
    user: platform.options.seed.bot.userId,
    size: file.size,
    url_private: url,
    url_private_download: url,
    permalink: url,
  };
}

/** A view as `views.*` return it and interaction payloads carry it. */
export function apiView(
  record: ViewRecord,
  platform: Platform,
  stateValues: JsonObject = {},
): JsonObject {
  const { team, bot } = platform.options.seed;
  const text = (field: string): unknown => record.view[field] ?? '';
  return withoutUndefined({
    id: record.id,
    team_id: team.id,
    type: record.type,
    blocks: blocksOf(record.view),
    private_metadata: text('private_metadata'),
    callback_id: text('callback_id'),
    external_id: text('external_id'),
    title: record.view['title'],
    submit: record.view['submit'] ?? null,
    close: record.view['close'] ?? null,
    clear_on_close: record.view['clear_on_close'] ?? false,
    notify_on_close: record.view['notify_on_close'] ?? false,
    state: { values: stateValues },
    hash: record.hash,
    root_view_id: record.rootViewId,
    previous_view_id: record.previousViewId,
    app_id: bot.appId,
    app_installed_team_id: team.id,
    bot_id: bot.botId,
  });
}
