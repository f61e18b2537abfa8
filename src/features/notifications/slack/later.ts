import type { OutboxEntry } from '../../../outbox/index.js';
import { type Message, message } from '../../../shared/message.js';
import { localDayAndTime } from '../../calendar/index.js';
import type { ButtonHandler, ModalHandler } from '../../chat.js';
import { isPerson } from '../delivery-policy.js';
import { messageTypes } from '../message-types.js';
import { isSnooze, snoozes } from '../snooze.js';
import type { NotificationsChatDeps } from './chat-deps.js';

const laterAction = 'notifications.later';
const muteChoice = 'mute';

/**
 * What stands below each notice in a direct message: the way to have it later, or not again. A word
 * that only says how something ended needs neither.
 */
export function footerOf({
  id,
  to,
  message: { template },
}: Pick<OutboxEntry, 'id' | 'to' | 'message'>): Message | null {
  const type = messageTypes[template];
  if (!isPerson(to) || type?.urgency !== 'notice' || type.settles) return null;
  return message('notifications/footer', {
    actions: { later: { actionId: laterAction, value: id } },
  });
}

/** Opens the form that asks when a notice is to come again. */
export function laterButton({ notifications }: NotificationsChatDeps): ButtonHandler {
  return {
    actionId: laterAction,
    opensModal: true,
    async run({ actor, value }) {
      const entry =
        actor.kind === 'member' && (await notifications.messageTo(actor.slackId ?? '', value));
      if (!entry) return message('notifications/not-yours', {});
      const choices = Object.entries(snoozes).map(([choice, label]) => ({ value: choice, label }));
      const mute =
        entry.taskId === undefined
          ? []
          : [{ value: muteChoice, label: `Never: mute ${entry.taskId}` }];
      return {
        callbackId: laterAction,
        title: 'Later',
        submit: 'Save',
        metadata: value,
        fields: [
          {
            id: 'when',
            kind: 'radio',
            label: 'Show me this message again',
            options: [...choices, ...mute],
            initial: 'tomorrow',
          },
        ],
      };
    },
  };
}

export function laterModal({ notifications }: NotificationsChatDeps): ModalHandler {
  return {
    callbackId: laterAction,
    async submit({ actor, intentId, values, metadata }) {
      if (actor.kind !== 'member') return { reply: null };
      const entry = await notifications.messageTo(actor.slackId ?? '', metadata);
      const when = String(values['when']);
      if (!entry) return { reply: message('notifications/not-yours', {}) };
      const { taskId } = entry;
      if (when === muteChoice && taskId !== undefined) {
        const member = { id: actor.memberId, slackId: entry.to };
        await notifications.change({ actor, intentId }, member, ({ mutedTaskIds }) => ({
          mutedTaskIds: [...mutedTaskIds.filter((id) => id !== taskId), taskId],
        }));
        return { reply: message('notifications/muted', { taskId }) };
      }
      if (!isSnooze(when)) return { errors: { when: 'Choose when.' } };
      const at = await notifications.repeat(entry, when, actor.memberId, intentId);
      return {
        reply: message('notifications/comes-again', { at: localDayAndTime(at, actor.timeZone) }),
      };
    },
  };
}
