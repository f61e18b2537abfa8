import type { JsonObject } from '../json.js';
import type { Platform } from '../platform.js';
import { Arguments } from '../web-api/arguments.js';
import { readContent, requireContent } from '../web-api/message-content.js';
import { SlackError } from '../web-api/slack-error.js';
import type { Message, ResponseUrl } from '../workspace/model.js';

type Place = Pick<ResponseUrl, 'userId' | 'channelId' | 'originalTs' | 'threadTs'>;

/**
 * Does what an answer to an interaction asks for, be it the body of an acknowledgement or a
 * request to its response URL: a new message, ephemeral unless `in_channel`, or the replacement or
 * removal of the original. Returns the message it left, if any. Throws `SlackError`.
 */
export function respond(place: Place, answer: JsonObject, platform: Platform): Message | undefined {
  const { messages, timestamps, bot } = platform.workspace;
  const args = new Arguments(answer);
  const original = place.originalTs && messages.find(place.channelId, place.originalTs);
  if (args.flag('delete_original')) {
    if (!original) throw new SlackError('message_not_found');
    messages.remove(original);
    return undefined;
  }
  const content = readContent(args, platform);
  requireContent(content);
  if (args.flag('replace_original') && original) {
    const edited = { userId: bot.id, ts: timestamps.next() };
    return messages.replace({ ...original, ...content, edited });
  }
  const threadTs = args.text('thread_ts') ?? place.threadTs;
  return messages.add({
    text: '',
    ...content,
    ts: timestamps.next(),
    channelId: place.channelId,
    userId: bot.id,
    botId: platform.options.seed.bot.botId,
    ...(threadTs && { threadTs }),
    ...(args.text('response_type') !== 'in_channel' && { onlyVisibleTo: place.userId }),
  });
}
