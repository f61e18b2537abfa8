import { type Message, message } from '../../../shared/message.js';
import type { DecideOutcome } from '../decide-evaluation.js';
import { settledView } from './evaluation-words.js';

/** The private answer to a decision that did not take effect; null when it did. */
export function refusalReply(outcome: DecideOutcome): Message | null {
  switch (outcome.kind) {
    case 'decided':
    case 'already handled':
      return null;
    case 'unknown evaluation':
      return message('evaluations/unknown-evaluation', {});
    case 'not allowed':
      return message('evaluations/not-allowed', { taskId: outcome.evaluation.taskId });
    case 'own task':
      return message('evaluations/own-task', {
        taskId: outcome.evaluation.taskId,
        managers: outcome.managers.join(', '),
      });
    case 'overtaken':
      return message('evaluations/overtaken', {
        taskId: outcome.evaluation.taskId,
        status: outcome.task.status,
      });
    case 'not offered':
      return message('evaluations/not-offered', { taskId: outcome.evaluation.taskId });
    case 'invalid':
      return message('evaluations/invalid-decision', {
        taskId: outcome.evaluation.taskId,
        faults: Object.values(outcome.faults),
      });
    case 'settled':
      return message('evaluations/settled', settledReplyView(outcome));
  }
}

function settledReplyView({
  evaluation,
  audience,
}: Extract<DecideOutcome, { kind: 'settled' }>): object {
  const { taskId, settlement } = evaluation;
  if (settlement === null) return { taskId, choice: null, decided: null };
  const { decided } = settledView(evaluation, settlement, audience);
  return { taskId, choice: settlement.choice, decided };
}
