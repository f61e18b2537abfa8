import type { Replacement } from '../features/chat.js';
import type { Outbox } from '../outbox/index.js';
import type { Logger } from '../shared/logger.js';
import type { Message } from '../shared/message.js';
import type { InTransaction } from '../storage/index.js';
import type { MessageRenderer } from './rendering/index.js';
import { postToResponseUrl } from './response-url.js';

export interface PrivateReplyDeps {
  readonly renderer: MessageRenderer;
  readonly outbox: Outbox;
  readonly inTransaction: InTransaction;
  readonly logger: Logger;
}

export interface Recipient {
  readonly slackId: string;
  readonly intentId: string;
  /** Null when the request came without one. */
  readonly responseUrl: string | null;
  /** Whether the request was made in a message that nobody else sees. */
  readonly inPrivateMessage?: boolean;
}

/** Answers privately where the request was made; when Slack refuses that, by a direct message. */
export async function replyPrivately(
  reply: Message | Replacement,
  { slackId, intentId, responseUrl, inPrivateMessage = false }: Recipient,
  deps: PrivateReplyDeps,
): Promise<void> {
  if (responseUrl !== null) {
    const rendered = deps.renderer.render(reply.template, reply.view);
    const failure = await postToResponseUrl(
      responseUrl,
      rendered,
      inPrivateMessage && 'replacesOriginal' in reply,
    );
    if (failure === null) return;
    deps.logger.warn({ err: failure, intentId }, 'private answer goes by direct message instead');
  }
  await deps.inTransaction((transaction) =>
    deps.outbox.enqueue([{ id: `reply/${intentId}`, to: slackId, message: reply }], transaction),
  );
}
