import type { WebClient } from '@slack/web-api';
import { type ChatReply, isModal, type ModalReply } from '../features/chat.js';
import { toError } from '../shared/errors.js';
import { type Message, message } from '../shared/message.js';
import type { ModalSpec } from '../shared/modal.js';
import { answerWithin } from './deadline.js';
import type { Dispatched } from './dispatcher.js';
import { withResponseUrl } from './modal-envelope.js';
import { type PrivateReplyDeps, type Recipient, replyPrivately } from './private-reply.js';
import { renderModal } from './rendering/index.js';

export interface FormDeps extends PrivateReplyDeps {
  /** Milliseconds after which a form opens without its content, which follows. */
  readonly modalBudgetMs: number;
}

export const waitingModal: ModalSpec = {
  callbackId: 'chat/waiting',
  title: 'Crewchief',
  intro: message('chat/working', {}),
  fields: [],
};

function messageModal(intro: Message): ModalSpec {
  return { ...waitingModal, intro };
}

export async function replyWith(
  reply: ChatReply,
  recipient: Recipient,
  deps: FormDeps,
): Promise<void> {
  if (reply !== null && !isModal(reply)) await replyPrivately(reply, recipient, deps);
}

/** Opens the form that answers a request, or sends the message that does. */
export async function showAnswer(
  { opensModal, reply }: Dispatched<ChatReply>,
  triggerId: string,
  client: WebClient,
  recipient: Recipient,
  deps: FormDeps,
): Promise<void> {
  if (!opensModal) return replyWith(await reply, recipient, deps);
  const answer = await answerWithin(deps.modalBudgetMs, reply);
  if (answer.inTime) {
    if (answer.value === null || !isModal(answer.value))
      return replyWith(answer.value, recipient, deps);
    await openModal(answer.value, triggerId, client, recipient, deps);
    return;
  }
  const viewId = await openModal(waitingModal, triggerId, client, recipient, deps);
  if (viewId === null) return;
  const late = await answer.later;
  const modal =
    late !== null && isModal(late) ? late : messageModal(late ?? message('chat/done', {}));
  await updateModal(viewId, modal, client, recipient, deps);
}

/** A form that was taking long has been acknowledged with a waiting page; shows how it ended. */
export async function finishLate(
  reply: ModalReply,
  viewId: string,
  client: WebClient,
  recipient: Recipient,
  deps: FormDeps,
): Promise<void> {
  if ('modal' in reply) return updateModal(viewId, reply.modal, client, recipient, deps);
  const outcome =
    'errors' in reply
      ? message('chat/not-saved', { problems: Object.values(reply.errors) })
      : (reply.reply ?? message('chat/done', {}));
  return updateModal(viewId, messageModal(outcome), client, recipient, deps);
}

/** @returns the id of the opened view, or null when Slack refused and the member was told. */
async function openModal(
  spec: ModalSpec,
  triggerId: string,
  client: WebClient,
  recipient: Recipient,
  deps: FormDeps,
): Promise<string | null> {
  try {
    const view = renderModal(withResponseUrl(spec, recipient.responseUrl), deps.renderer);
    const opened = await client.views.open({ trigger_id: triggerId, view });
    return opened.view?.id ?? null;
  } catch (error) {
    deps.logger.warn(
      { err: toError(error), intentId: recipient.intentId },
      'a form could not be opened',
    );
    await replyPrivately(message('chat/form-not-opened', {}), recipient, deps);
    return null;
  }
}

async function updateModal(
  viewId: string,
  spec: ModalSpec,
  client: WebClient,
  recipient: Recipient,
  deps: FormDeps,
): Promise<void> {
  try {
    const view = renderModal(withResponseUrl(spec, recipient.responseUrl), deps.renderer);
    await client.views.update({ view_id: viewId, view });
  } catch (error) {
    deps.logger.warn(
      { err: toError(error), intentId: recipient.intentId },
      'a form could not be updated',
    );
    if (spec.intro) await replyPrivately(spec.intro, recipient, deps);
  }
}
