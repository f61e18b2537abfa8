import { LIMITS } from '../block-kit/limits.js';
import { messageBlockProblems, metadataProblems } from '../block-kit/validate.js';
import { blocksOf, textLength, withIds } from '../block-kit/walk.js';
import { asList, isJsonObject, type JsonObject } from '../json.js';
import type { Platform } from '../platform.js';
import type { Message } from '../workspace/model.js';
import type { Arguments } from './arguments.js';
import { refusal, SlackError } from './slack-error.js';

type Writable<T> = { -readonly [Field in keyof T]?: T[Field] };
export type MessageContent = Writable<
  Pick<Message, 'text' | 'blocks' | 'attachments' | 'metadata'>
>;

/** The content given in `args`, checked; a field that is absent was not given. */
export function readContent(
  args: Arguments,
  platform: Platform,
  textLimit: number = LIMITS.messageText,
): MessageContent {
  const content: MessageContent = {};
  const text = args.text('text');
  const blocks = args.list('blocks', 'invalid_blocks_format');
  const attachments = args.list('attachments', 'invalid_attachments');
  const metadata = args.object('metadata', 'invalid_metadata_format');
  if (text !== undefined) content.text = checkedText(text, textLimit);
  if (blocks) content.blocks = checkedBlocks(blocks, platform);
  if (attachments) content.attachments = checkedAttachments(attachments);
  if (metadata && Object.keys(metadata).length > 0) content.metadata = checkedMetadata(metadata);
  return content;
}

/** Throws `no_text` when there is nothing to show. */
export function requireContent(content: MessageContent): void {
  if (!content.text && !content.blocks?.length && !content.attachments?.length) {
    throw new SlackError('no_text');
  }
}

function checkedText(text: string, limit: number): string {
  if (text.length > limit) throw new SlackError('msg_too_long');
  return text;
}

/** The blocks with ids filled in. Throws `invalid_blocks`, `msg_blocks_too_long`, `invalid_slack_file`. */
function checkedBlocks(blocks: readonly JsonObject[], platform: Platform): JsonObject[] {
  const problems = messageBlockProblems(blocks);
  if (problems.length > 0) throw refusal('invalid_blocks', problems);
  if (textLength(blocks) > LIMITS.messageBlocksText) throw new SlackError('msg_blocks_too_long');
  requireKnownFiles(blocks, platform);
  return withIds(blocks);
}

/** Throws `invalid_blocks` when an image names a file that was never uploaded whole. */
export function requireKnownFiles(blocks: readonly JsonObject[], platform: Platform): void {
  for (const block of blocks) {
    for (const image of [block, block['accessory'], ...asList(block['elements'])]) {
      const reference = isJsonObject(image) ? image['slack_file'] : undefined;
      const id = isJsonObject(reference) ? reference['id'] : undefined;
      if (typeof id === 'string' && platform.workspace.store.files.get(id)?.state !== 'complete') {
        throw refusal('invalid_blocks', [{ message: 'invalid slack file', pointer: '/blocks' }]);
      }
    }
  }
}

function checkedAttachments(attachments: JsonObject[]): JsonObject[] {
  if (attachments.length > LIMITS.attachments) throw new SlackError('too_many_attachments');
  for (const attachment of attachments) {
    const problems = messageBlockProblems(blocksOf(attachment));
    if (problems.length > 0) throw refusal('invalid_attachments', problems);
  }
  return attachments;
}

function checkedMetadata(metadata: JsonObject): JsonObject {
  const problems = metadataProblems(metadata);
  if (problems.length > 0) throw refusal('invalid_metadata_schema', problems);
  if (Buffer.byteLength(JSON.stringify(metadata)) > LIMITS.metadataBytes) {
    throw new SlackError('metadata_too_large');
  }
  return metadata;
}
