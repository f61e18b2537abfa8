import { isModal } from '../../../src/features/chat.js';
import type { Message } from '../../../src/shared/message.js';
import type { ModalSpec, ModalValues } from '../../../src/shared/modal.js';
import { Dispatcher } from '../../../src/slack/dispatcher.js';
import { createRenderer, renderModal } from '../../../src/slack/rendering/index.js';
import { join } from 'node:path';
import { silentLogger } from '../../support/logger.js';
import { projectRoot } from '../../../src/shared/project-root.js';
import { actorNamed } from './people-of-test.js';
import { startTasksFixture } from './tasks-fixture.js';

export type ChatFixture = Awaited<ReturnType<typeof startChatFixture>>;

/** What somebody sees as an answer: a private message, a form, or the faults of one. */
export interface Answer {
  readonly message?: Message;
  /** The message's words. */
  readonly text?: string;
  readonly form?: ModalSpec;
  readonly errors?: Readonly<Record<string, string>>;
  readonly opensModal?: boolean;
}

/** The tasks feature behind the real dispatcher, every answer rendered as Slack would get it. */
export async function startChatFixture() {
  const fixture = await startTasksFixture();
  const renderer = createRenderer(join(projectRoot, 'templates'));
  const dispatcher = new Dispatcher({
    features: [fixture.chat],
    people: fixture.people,
    newId: () => 'reference',
    logger: silentLogger,
  });

  const shown = (message: Message): Answer => ({
    message,
    text: renderer.render(message.template, message.view).text,
  });
  const answered = (reply: Message | ModalSpec | null): Answer => {
    if (reply === null) return {};
    if (!isModal(reply)) return shown(reply);
    renderModal(reply, renderer);
    return { form: reply };
  };
  const sender = (who: string) => ({
    slackId: `U0${who.toUpperCase()}`,
    intentId: fixture.newIntent(),
    channelId: 'C0WEB',
  });

  return {
    ...fixture,

    async type(who: string, typed: string): Promise<Answer> {
      const [, command = '', text = ''] = /^(\/\w+) ?([^]*)$/.exec(typed) ?? [];
      const { opensModal, reply } = dispatcher.command({ ...sender(who), command, text });
      return { ...answered(await reply), opensModal };
    },

    /** The tasks' part of somebody's Home tab. */
    async home(who: string): Promise<Answer> {
      const part = await fixture.chat.home?.(actorNamed(who));
      return part ? shown(part) : {};
    },

    async press(who: string, { message }: Answer, name: string): Promise<Answer> {
      const { actions = {} } = (message?.view ?? {}) as {
        actions?: Record<string, { actionId: string; value: string } | null>;
      };
      const button = actions[name];
      if (!button) throw new Error(`${message?.template} has no button ${name}`);
      const { opensModal, reply } = dispatcher.button({ ...sender(who), ...button });
      return { ...answered(await reply), opensModal };
    },

    /** Submits the form as it was opened, but for `values`. */
    async submit(who: string, { form }: Answer, values: ModalValues): Promise<Answer> {
      if (!form) throw new Error('no form is open');
      const initial = form.fields.map((field) => [field.id, field.initial ?? null] as const);
      const reply = await dispatcher.modal({
        ...sender(who),
        callbackId: form.callbackId,
        metadata: form.metadata ?? '',
        values: { ...Object.fromEntries(initial), ...values },
      });
      if ('errors' in reply) return { errors: reply.errors };
      if ('modal' in reply) return answered(reply.modal);
      return answered(reply.reply);
    },
  };
}
