import { join } from 'node:path';
import { type ChatReply, isModal, type ModalReply } from '../../../../src/features/chat.js';
import type { Message } from '../../../../src/shared/message.js';
import type { ModalSpec, ModalValues } from '../../../../src/shared/modal.js';
import { renderModal } from '../../../../src/slack/rendering/modal.js';
import { createRenderer } from '../../../../src/slack/rendering/renderer.js';
import { projectRoot } from '../../../../src/shared/project-root.js';
import type { TestPeople } from '../test-people.js';

const renderer = createRenderer(join(projectRoot, 'templates'));

/** The words of a reply that must be a message. */
export function wordsOf(reply: Message | ChatReply): string {
  if (!reply || isModal(reply)) throw new Error('there is no message');
  return renderer.render(reply.template, reply.view).text;
}

/** A reply that must be a form, within Slack's limits. */
export function formOf(reply: ChatReply): ModalSpec {
  if (!reply || !isModal(reply)) throw new Error(`there is no form but ${JSON.stringify(reply)}`);
  renderModal(reply, renderer);
  return reply;
}

/** What a form holds when it is submitted unchanged. */
export function valuesOf({ fields }: ModalSpec): ModalValues {
  return Object.fromEntries(fields.map(({ id, initial }) => [id, initial ?? null]));
}

export interface Typist {
  type(command: string, intentId?: string): Promise<ChatReply>;
  press(actionId: string, value: string): Promise<ChatReply>;
  submit(form: ModalSpec, changes: ModalValues, intentId?: string): Promise<ModalReply>;
}

/** Somebody in the chat; each of their requests is a new intent unless it is named. */
export async function typist(slackId: string, { feature }: TestPeople): Promise<Typist> {
  const actor = await feature.people.actorBySlackId(slackId);
  if (!actor) throw new Error(`${slackId} is no member`);
  const { subcommands, buttons, modals } = feature.chat;
  let count = 0;
  const next = () => `${slackId} ${(count += 1)}`;
  const channelId = 'CHERE';
  return {
    async type(command, intentId = next()) {
      const found = subcommands
        .filter(({ name }) => command === name || command.startsWith(`${name} `))
        .toSorted((left, right) => right.name.length - left.name.length)[0];
      if (!found) throw new Error(`there is no command ${command}`);
      const text = command.slice(found.name.length).trim();
      const reply = await found.run({ actor, intentId, text, channelId });
      if (reply && isModal(reply)) expect(found.opensModal?.(text)).toBe(true);
      return reply;
    },
    async press(actionId, value) {
      const button = buttons.find((one) => one.actionId === actionId);
      if (!button) throw new Error(`there is no button ${actionId}`);
      return button.run({ actor, intentId: next(), value, channelId });
    },
    async submit(form, changes, intentId = next()) {
      const modal = modals.find(({ callbackId }) => callbackId === form.callbackId);
      if (!modal) throw new Error(`nobody takes the form ${form.callbackId}`);
      const values = { ...valuesOf(form), ...changes };
      return modal.submit({ actor, intentId, values, metadata: form.metadata ?? '' });
    },
  };
}

/** The confirmation that must follow a form. */
export function confirmationOf(reply: ModalReply): string {
  if (!('reply' in reply)) throw new Error(`there is no confirmation but ${JSON.stringify(reply)}`);
  return wordsOf(reply.reply);
}

export function errorsOf(reply: ModalReply): Readonly<Record<string, string>> {
  if (!('errors' in reply)) throw new Error(`there are no errors but ${JSON.stringify(reply)}`);
  return reply.errors;
}
