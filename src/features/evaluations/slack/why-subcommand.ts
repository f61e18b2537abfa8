import { message } from '../../../shared/message.js';
import { isLocalDay } from '../../calendar/index.js';
import type { Subcommand } from '../../chat.js';
import { parseTaskId } from '../../tasks/index.js';
import type { Audience } from '../audience.js';
import { cardView } from './card-view.js';
import { instantText } from '../../day-text.js';
import type { Evaluation } from '../evaluation.js';
import { settledView } from './evaluation-words.js';
import type { Evaluations } from '../evaluations-service.js';
import { receiptDetails } from './receipt-view.js';

/** `/crew why T-12 [2026-11-20]`: the receipt of an evaluation, in words. */
export function whySubcommand({ evaluations }: { evaluations: Evaluations }): Subcommand {
  return {
    name: 'why',
    usage: 'T-12 [2026-11-20]',
    summary: 'Why a monitored task was decided as it was: inputs, steps, thresholds, replay check',
    run: async ({ actor, text }) => {
      const [taskText = '', endDate = null, ...rest] = text.split(/\s+/);
      const taskId = parseTaskId(taskText);
      if (taskId === null || rest.length > 0 || (endDate !== null && !isLocalDay(endDate))) {
        return message('evaluations/why-usage', { text: text.slice(0, 60) });
      }
      const explanation = await evaluations.explain({ taskId, endDate, actor });
      switch (explanation.kind) {
        case 'unknown task':
          return message('evaluations/unknown-task', { taskId });
        case 'not allowed':
          return message('evaluations/not-allowed-to-see', { taskId });
        case 'not evaluated':
          if (explanation.task.monitoring === null) {
            return message('evaluations/not-monitored', { taskId });
          }
          return message('evaluations/not-evaluated', {
            taskId,
            endDate,
            monitoredUntil: explanation.task.monitoring.endDate,
            periods: explanation.periods.join(', '),
          });
        case 'explained': {
          const { evaluation, audience, otherPeriods } = explanation;
          return message('evaluations/why', whyView(evaluation, audience, otherPeriods));
        }
      }
    },
  };
}

function whyView(evaluation: Evaluation, audience: Audience, otherPeriods: readonly string[]) {
  const { settlement, receipt, unit, evaluatedAt } = evaluation;
  const { actions: _buttonsOfTheCard, ...card } = cardView(evaluation, audience);
  return {
    ...card,
    recommendation: receipt.result.decision,
    evaluatedAt: instantText(evaluatedAt, audience.team.timeZone),
    ...receiptDetails(receipt, unit),
    choice: settlement?.choice ?? null,
    decided: settlement && settledView(evaluation, settlement, audience).decided,
    otherPeriods: otherPeriods.join(', '),
  };
}
