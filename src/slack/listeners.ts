import type {
  AllMiddlewareArgs,
  App,
  BlockAction,
  ButtonAction,
  SlackCommandMiddlewareArgs,
} from '@slack/bolt';
import { isModal } from '../features/chat.js';
import type { PostedAt } from '../outbox/index.js';
import { toError } from '../shared/errors.js';
import { type Message, message } from '../shared/message.js';
import { slashCommands } from './commands.js';
import { answerWithin } from './deadline.js';
import type { Dispatcher } from './dispatcher.js';
import { registerHome } from './home.js';
import type { HomeTabs } from './home-tabs.js';
import { openEnvelope, withResponseUrl } from './modal-envelope.js';
import { readModalState, renderModal } from './rendering/index.js';
import { type Recipient, replyPrivately } from './private-reply.js';
import { finishLate, type FormDeps, replyWith, showAnswer, waitingModal } from './show-answer.js';

export interface ListenerDeps extends FormDeps, AnswerBudgets {
  readonly dispatcher: Dispatcher;
  readonly homeTabs: HomeTabs;
  /** Keeps that somebody pressed a button of the message that stands there. */
  readonly noteActedOn: (posted: PostedAt) => Promise<void>;
}

export interface AnswerBudgets extends Pick<FormDeps, 'modalBudgetMs'> {
  /** Milliseconds after which a request is acknowledged although its answer is not ready. */
  readonly answerBudgetMs: number;
}

/** Slack waits 3 s for an answer and for a form to be opened (docs.slack.dev, interactivity). */
export const slackBudgets: AnswerBudgets = { answerBudgetMs: 2_000, modalBudgetMs: 800 };

/** Connects Slack's requests with the dispatcher. */
export function registerListeners(app: App, deps: ListenerDeps): void {
  registerCommands(app, deps);
  registerButtons(app, deps);
  registerModals(app, deps);
  registerHome(app, deps.homeTabs);
}

/**
 * Commands are answered by a middleware: Bolt runs the chain of every listener for each request,
 * and most requests are commands.
 */
function registerCommands(app: App, deps: ListenerDeps): void {
  const ours = new Set<string>(slashCommands.map(({ command }) => command));
  app.use(async (args) => {
    if ('command' in args && ours.has(args.command.command)) await answerCommand(args, deps);
    else await args.next();
  });
}

async function answerCommand(
  { command, ack, client }: SlackCommandMiddlewareArgs & AllMiddlewareArgs,
  deps: ListenerDeps,
): Promise<void> {
  const recipient: Recipient = {
    slackId: command.user_id,
    intentId: `command/${command.trigger_id}`,
    responseUrl: command.response_url,
  };
  const dispatched = deps.dispatcher.command({
    slackId: recipient.slackId,
    intentId: recipient.intentId,
    command: command.command,
    text: command.text,
    channelId: command.channel_id,
  });
  if (dispatched.opensModal) {
    await ack();
    await showAnswer(dispatched, command.trigger_id, client, recipient, deps);
    return;
  }
  const answer = await answerWithin(deps.answerBudgetMs, dispatched.reply);
  if (!answer.inTime) {
    await ack({ response_type: 'ephemeral', ...render(message('chat/working', {}), deps) });
    await replyWith(await answer.later, recipient, deps);
  } else if (answer.value === null || isModal(answer.value)) {
    await ack();
  } else {
    await ack({ response_type: 'ephemeral', ...render(answer.value, deps) });
  }
}

function registerButtons(app: App, deps: ListenerDeps): void {
  app.action<BlockAction<ButtonAction>>(
    { type: 'block_actions' },
    async ({ ack, action, body, client }) => {
      if (action.type !== 'button') {
        await ack();
        return;
      }
      const recipient: Recipient = {
        slackId: body.user.id,
        intentId: `action/${body.trigger_id}`,
        responseUrl: body.response_url ?? null,
        inPrivateMessage: body.container['is_ephemeral'] === true,
      };
      const dispatched = deps.dispatcher.button({
        slackId: recipient.slackId,
        intentId: recipient.intentId,
        actionId: action.action_id,
        value: action.value ?? '',
        channelId: body.channel?.id ?? '',
      });
      if (!dispatched.opensModal) await answerWithin(deps.answerBudgetMs, dispatched.reply);
      await ack();
      await showAnswer(dispatched, body.trigger_id, client, recipient, deps);
      if (body.message && body.channel)
        await noteActedOn({ channel: body.channel.id, ts: body.message.ts }, deps);
    },
  );
}

/** The ledger may miss a press; nothing else depends on it. */
async function noteActedOn(posted: PostedAt, deps: ListenerDeps): Promise<void> {
  try {
    await deps.noteActedOn(posted);
  } catch (error) {
    deps.logger.warn({ err: toError(error), ...posted }, 'a press was not noted in the ledger');
  }
}

function registerModals(app: App, deps: ListenerDeps): void {
  app.view({ type: 'view_submission', callback_id: /^/ }, async ({ ack, body, view, client }) => {
    const { metadata, responseUrl } = openEnvelope(view.private_metadata);
    const recipient: Recipient = {
      slackId: body.user.id,
      intentId: `modal/${view.id}/${view.callback_id}`,
      responseUrl,
    };
    const submitted = deps.dispatcher.modal({
      slackId: recipient.slackId,
      intentId: recipient.intentId,
      callbackId: view.callback_id,
      values: readModalState(view.state),
      metadata,
    });
    const answer = await answerWithin(deps.answerBudgetMs, submitted);
    if (!answer.inTime) {
      await ack({ response_action: 'update', view: renderModal(waitingModal, deps.renderer) });
      await finishLate(await answer.later, view.id, client, recipient, deps);
      return;
    }
    const reply = answer.value;
    if ('errors' in reply) {
      await ack({ response_action: 'errors', errors: { ...reply.errors } });
    } else if ('modal' in reply) {
      const next = withResponseUrl(reply.modal, responseUrl);
      await ack({ response_action: 'update', view: renderModal(next, deps.renderer) });
    } else {
      await ack();
      if (reply.reply) await replyPrivately(reply.reply, recipient, deps);
    }
  });
}

function render(reply: Message, { renderer }: ListenerDeps) {
  return renderer.render(reply.template, reply.view);
}
