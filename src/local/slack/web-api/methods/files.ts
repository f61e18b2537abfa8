import { newSlackId } from '../../ids.js';
import { type JsonObject, textOf } from '../../json.js';
import type { StoredFile } from '../../workspace/model.js';
import { apiFile } from '../api-objects.js';
import { postingChannel } from '../channel-access.js';
import type { Call, Method } from '../method.js';
import { SlackError } from '../slack-error.js';

export const MAX_FILE_BYTES = 16 * 1024 * 1024;

const mimeTypes: Record<string, string> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  gif: 'image/gif',
  svg: 'image/svg+xml',
  csv: 'text/csv',
  txt: 'text/plain',
  json: 'application/json',
  pdf: 'application/pdf',
};

function getUploadUrl({ args, platform }: Call): JsonObject {
  const name = args.required('filename');
  const size = Number(args.required('length'));
  if (!Number.isInteger(size) || size <= 0) throw new SlackError('invalid_arguments');
  if (size > MAX_FILE_BYTES) throw new SlackError('file_upload_size_restricted');
  const altText = args.text('alt_txt');
  const file: StoredFile = {
    id: newSlackId('F'),
    name,
    title: name,
    mimeType: mimeTypes[name.split('.').at(-1)?.toLowerCase() ?? ''] ?? 'application/octet-stream',
    size,
    ...(altText && { altText }),
    createdAt: platform.workspace.clock.now().getTime(),
    state: 'awaiting_upload',
  };
  platform.workspace.store.files.put(file.id, file);
  return { file_id: file.id, upload_url: `${platform.origin()}/upload/${file.id}` };
}

function completeUpload({ args, platform }: Call): JsonObject {
  const { store } = platform.workspace;
  const given = args.list('files', 'invalid_arguments') ?? [];
  if (given.length === 0) throw new SlackError('invalid_arguments');
  const files = given.map((entry): StoredFile => {
    const file = store.files.get(textOf(entry['id']));
    if (file?.state !== 'uploaded') throw new SlackError('file_not_found');
    const title = typeof entry['title'] === 'string' ? entry['title'] : file.title;
    return { ...file, title, state: 'complete' };
  });
  const channelId = args.text('channel_id');
  const channel = channelId ? postingChannel(channelId, platform) : undefined;
  for (const file of files) store.files.put(file.id, file);
  if (channel) {
    const { workspace, options } = platform;
    const threadTs = args.text('thread_ts');
    workspace.messages.add({
      ts: workspace.timestamps.next(),
      channelId: channel.id,
      userId: workspace.bot.id,
      botId: options.seed.bot.botId,
      text: args.text('initial_comment') ?? '',
      ...(threadTs && { threadTs }),
      fileIds: files.map(({ id }) => id),
    });
  }
  return { files: files.map((file) => apiFile(file, platform)) };
}

export const fileMethods: readonly Method[] = [
  {
    name: 'files.getUploadURLExternal',
    tier: 'tier4',
    token: 'bot',
    scopes: ['files:write'],
    run: getUploadUrl,
  },
  {
    name: 'files.completeUploadExternal',
    tier: 'tier4',
    token: 'bot',
    scopes: ['files:write'],
    run: completeUpload,
  },
];
