import { type Message, message } from '../../../shared/message.js';
import type { ButtonHandler } from '../../chat.js';
import { personView } from '../../people/index.js';
import type { AnswerSuggestionOutcome } from '../answer-suggestion.js';
import type { ConfirmLevelOutcome, DecidedLevel } from '../confirm-level.js';
import { skillButtonIds } from '../skill-messages.js';
import { suggestionRule } from '../suggestion.js';
import type { ChatDeps } from './chat-deps.js';
import { readSuggested } from './suggestion-view.js';

export function answerButtons({ skills }: ChatDeps): readonly ButtonHandler[] {
  return ([true, false] as const).flatMap((yes): readonly ButtonHandler[] => [
    {
      actionId: yes ? skillButtonIds.accept : skillButtonIds.notNow,
      run: async ({ actor, intentId, value }) => {
        const suggested = readSuggested(value);
        return answerReply(await skills.answer({ actor, intentId, suggested, accepted: yes }));
      },
    },
    {
      actionId: yes ? skillButtonIds.confirm : skillButtonIds.refuse,
      run: async ({ actor, intentId, value: answerId }) =>
        confirmReply(await skills.confirm({ actor, intentId, answerId, confirmed: yes })),
    },
    {
      actionId: yes ? skillButtonIds.listConfirm : skillButtonIds.listRefuse,
      run: async ({ actor, intentId, value: answerId }) => {
        const outcome = await skills.confirm({ actor, intentId, answerId, confirmed: yes });
        return outcome.kind === 'decided' ? decidedReply(outcome) : confirmReply(outcome);
      },
    },
  ]);
}

function answerReply(outcome: AnswerSuggestionOutcome): Message {
  switch (outcome.kind) {
    case 'not allowed':
      return message('skills/not-yours', {});
    case 'invalid':
      return message('skills/not-set', { fault: outcome.fault });
    case 'no longer suggested':
      return message('skills/no-longer-suggested', { ...outcome.suggested });
    case 'nobody confirms':
      return message('skills/nobody-confirms', { ...outcome.suggested });
    case 'set':
      return message('skills/level-set', { ...outcome.suggested });
    case 'put off':
      return message('skills/put-off', {
        ...outcome.suggested,
        fewestTasks: suggestionRule.fewestTasks,
      });
    case 'asked':
      return message('skills/asked', {
        ...outcome.suggested,
        asked: outcome.asked.map(personView),
      });
  }
}

/** Nothing where the message itself is edited to say it. */
function confirmReply(outcome: ConfirmLevelOutcome): Message | null {
  switch (outcome.kind) {
    case 'unknown':
    case 'not allowed':
      return message('skills/not-yours', {});
    case 'invalid':
      return message('skills/not-set', { fault: outcome.fault });
    case 'decided':
      return null;
    case 'has left':
      return message('skills/has-left', { name: outcome.member.name });
    case 'decided before':
      return decidedReply(outcome);
  }
}

function decidedReply({ answer, member, decidedBy }: DecidedLevel): Message {
  return message('skills/decided', {
    ...answer.suggested,
    isConfirmed: answer.state === 'confirmed',
    who: personView(member),
    by: decidedBy && personView(decidedBy),
    inPlaceOf: null,
  });
}
