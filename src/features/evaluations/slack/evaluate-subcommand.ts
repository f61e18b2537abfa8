import { message } from '../../../shared/message.js';
import type { Subcommand } from '../../chat.js';
import { parseTaskId } from '../../tasks/index.js';
import { receiptView } from './card-view.js';
import { dayText } from '../../day-text.js';
import type { Evaluations } from '../evaluations-service.js';

/** `/crew evaluate T-12`: what the rule would say today; nothing is written. */
export function evaluateSubcommand({ evaluations }: { evaluations: Evaluations }): Subcommand {
  return {
    name: 'evaluate',
    usage: 'T-12',
    summary: 'What would be decided about a monitored task as of today (for managers)',
    run: async ({ actor, text }) => {
      const taskId = parseTaskId(text);
      if (taskId === null)
        return message('evaluations/evaluate-usage', { text: text.slice(0, 60) });
      const preview = await evaluations.preview({ taskId, actor });
      switch (preview.kind) {
        case 'unknown task':
          return message('evaluations/unknown-task', { taskId });
        case 'not allowed':
          return message('evaluations/not-allowed', { taskId });
        case 'not monitored':
          return message('evaluations/not-monitored', { taskId });
        case 'not started':
          return message('evaluations/not-started', {
            taskId,
            startDate: dayText(preview.startDate),
          });
        case 'previewed': {
          const { task, assessment, lastDay } = preview;
          const { receipt, proposedEndDate } = assessment;
          return message('evaluations/preview', {
            task: { id: task.id, title: task.title },
            asOf: dayText(lastDay),
            endDate: dayText(task.monitoring.endDate),
            state: task.monitoring.state,
            recommendation: receipt.result.decision,
            ...receiptView(receipt, task.monitoring),
            proposedEnd: dayText(proposedEndDate),
          });
        }
      }
    },
  };
}
