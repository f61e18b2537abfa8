import { message } from '../../shared/message.js';
import type { ChatFeature } from '../chat.js';
import { offerView, termsOf } from './offer-message.js';
import { answerButtons, declineModalHandler } from './slack/answer.js';
import type { ChatDeps } from './slack/chat-deps.js';
import { limitsButton, limitsButtonId, limitsModal, limitsSubcommand } from './slack/limits.js';
import { offersSubcommand, whyOfferSubcommand } from './slack/offers.js';
import { teamRuleModal, teamRuleSubcommand } from './slack/team-rule.js';

export function assignmentsChat(deps: ChatDeps): ChatFeature {
  return {
    subcommands: [
      offersSubcommand(deps),
      whyOfferSubcommand(deps),
      limitsSubcommand(deps),
      teamRuleSubcommand(deps),
    ],
    buttons: [...answerButtons(deps), limitsButton(deps)],
    modals: [declineModalHandler(deps), limitsModal(deps), teamRuleModal(deps)],
    home: async ({ memberId, timeZone, slackId }) => {
      const [offer, limits] = await Promise.all([
        deps.assignments.openOfferOf(memberId),
        deps.assignments.limitsOf(memberId),
      ]);
      const task = offer && (await deps.tasks.task(offer.taskId));
      const receiver = { timeZone, ...(slackId !== null && { slackId }) };
      const shown =
        offer && task
          ? offerView(
              offer,
              await termsOf({ ...deps, rules: deps.assignments }, offer, task),
              receiver,
            )
          : null;
      return message('assignments/home', {
        offer: shown && {
          taskId: shown.task.id,
          title: shown.task.title,
          estimatedHours: shown.estimatedHours,
          answerBy: shown.answerBy,
          silence: shown.silence,
          laterAt: shown.laterAt,
        },
        ...limits,
        actions: {
          accept: shown?.actions.accept ?? null,
          decline: shown?.actions.decline ?? null,
          later: shown?.actions.later ?? null,
          limits: { actionId: limitsButtonId, value: 'open' },
        },
      });
    },
  };
}
