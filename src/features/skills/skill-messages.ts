import type { OutgoingMessage } from '../../outbox/index.js';
import { message } from '../../shared/message.js';
import { localDayOf } from '../calendar/index.js';
import { dayText } from '../day-text.js';
import { type Member, personView, slackIdOf } from '../people/index.js';
import { levelOf } from './level-requests.js';
import type { SkillAnswer } from './skills-store.js';

export const skillButtonIds = {
  accept: 'skills.accept',
  notNow: 'skills.not-now',
  confirm: 'skills.confirm',
  refuse: 'skills.refuse',
  listConfirm: 'skills.list-confirm',
  listRefuse: 'skills.list-refuse',
} as const;

/**
 * Asks each of `to` to confirm what the member accepted, or edits what asked them before.
 * @param edition tells one wording of a request from the next
 */
export function confirmationRequests({
  answer,
  member,
  to,
  edition,
  passedOnTo = [],
}: {
  readonly answer: SkillAnswer;
  readonly member: Member;
  readonly to: readonly Member[];
  readonly edition: string;
  /** To whom it was passed on, as nobody had decided. */
  readonly passedOnTo?: readonly Member[];
}): readonly OutgoingMessage[] {
  const { id, suggested, evidence, passedOn } = answer;
  const names = passedOnTo.map(({ name }) => name).join(', ') || 'the admins';
  return to.flatMap((each): OutgoingMessage[] => {
    const slackId = slackIdOf(each);
    if (slackId === null) return [];
    const view = {
      who: personView(member),
      ...suggested,
      current: levelOf(member, suggested.name),
      tasks: evidence.tasks,
      shareOfEstimate: evidence.shareOfEstimate,
      lastCompletedOn: localDayOf(evidence.lastCompletedAt, each.timeZone),
      passedOn: passedOn && { to: names, on: dayText(passedOn.since) },
      actions: {
        confirm: { actionId: skillButtonIds.confirm, value: id },
        refuse: { actionId: skillButtonIds.refuse, value: id },
      },
    };
    return [
      {
        id: `skill/${id}/${edition}/${each.id}`,
        to: slackId,
        key: `skill/${id}`,
        message: message('skills/to-confirm', view),
      },
    ];
  });
}

/** Edits what was asked, and tells the member what was decided. */
export function decidedMessages(
  answer: SkillAnswer,
  member: Member,
  concerned: readonly Member[],
  {
    decidedBy,
    inPlaceOf,
  }: { readonly decidedBy: Member | null; readonly inPlaceOf: Member | null },
): readonly OutgoingMessage[] {
  const view = {
    ...answer.suggested,
    isConfirmed: answer.state === 'confirmed',
    by: decidedBy && personView(decidedBy),
    inPlaceOf: inPlaceOf?.name ?? null,
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
