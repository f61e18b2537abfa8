import type { OutgoingMessage } from '../../outbox/index.js';
import { message } from '../../shared/message.js';
import { localDayOf } from '../calendar/index.js';
import type { Member } from '../people/index.js';
import type { SkillAnswer } from './skills-store.js';

export const skillButtonIds = {
  accept: 'skills.accept',
  notNow: 'skills.not-now',
  confirm: 'skills.confirm',
  refuse: 'skills.refuse',
} as const;

/** Asks each of `asked` to confirm what the member accepted. */
export function confirmationRequests(
  answer: SkillAnswer,
  current: number | null,
  member: Member,
  asked: readonly Member[],
): readonly OutgoingMessage[] {
  return asked.flatMap(({ id, slackId, timeZone }) =>
    slackId === undefined
      ? []
      : [
          {
            id: `skill/${answer.id}/asked/${id}`,
            to: slackId,
            key: `skill/${answer.id}`,
            message: message('skills/to-confirm', {
              who: personView(member),
              ...answer.suggested,
              current,
              tasks: answer.evidence.tasks,
              shareOfEstimate: answer.evidence.shareOfEstimate,
              lastCompletedOn: localDayOf(answer.evidence.lastCompletedAt, timeZone),
              actions: {
                confirm: { actionId: skillButtonIds.confirm, value: answer.id },
                refuse: { actionId: skillButtonIds.refuse, value: answer.id },
              },
            }),
          },
        ],
  );
}

/** Edits what was asked, and tells the member what was decided. */
export function decidedMessages(
  answer: SkillAnswer,
  member: Member,
  concerned: readonly Member[],
  decidedBy: Member | null,
): readonly OutgoingMessage[] {
  const view = {
    ...answer.suggested,
    isConfirmed: answer.state === 'confirmed',
    by: decidedBy && personView(decidedBy),
  };
  const edits = concerned.flatMap(({ id, slackId }) =>
    slackId === undefined
      ? []
      : [
          {
            id: `skill/${answer.id}/decided/${id}`,
            to: slackId,
            key: `skill/${answer.id}`,
            editsOnly: true,
            message: message('skills/decided', { ...view, who: personView(member) }),
          },
        ],
  );
  if (member.slackId === undefined) return edits;
  const told = {
    id: `skill/${answer.id}/told`,
    to: member.slackId,
    message: message('skills/notice-decided', view),
  };
  return [...edits, told];
}

function personView({ name, slackId }: Member) {
  return { name, slackId: slackId ?? null };
}
