import { type Message, message } from '../../../shared/message.js';
import type { ButtonHandler, Replacement } from '../../chat.js';
import type { Actor } from '../../people/index.js';
import { buttonIds, taskButtons } from '../task-buttons.js';
import type { UndoOutcome } from '../task-outcomes.js';
import { undoMinutes } from '../record-change.js';
import { taskView } from '../task-views.js';
import type { ChatDeps } from './chat-deps.js';
import { historyLines } from './history.js';

/** The button beside what somebody just did, in a private answer or on a card. */
export function undoButtonHandler(deps: ChatDeps): ButtonHandler {
  return {
    actionId: buttonIds.undo,
    run: async ({ actor, intentId, value }): Promise<Replacement> => {
      const outcome = await deps.tasks.undo({ undoes: value, actor, intentId });
      return { ...(await undoReply(deps, actor, outcome)), replacesOriginal: true };
    },
  };
}

async function undoReply(
  { people }: Pick<ChatDeps, 'people'>,
  actor: Actor,
  outcome: UndoOutcome,
): Promise<Message> {
  const timeZone = actor.kind === 'member' ? actor.timeZone : 'UTC';
  switch (outcome.kind) {
    case 'undone': {
      const { task, entry } = outcome;
      return message('tasks/undone', {
        task: taskView(task),
        assignee: await assigneeOf(people, task.assigneeId),
        action: entry.action,
        actions: taskButtons(task),
      });
    }
    case 'already undone': {
      const [undoing] = await historyLines(people, [outcome.undoing], timeZone);
      return message('tasks/undone-already', { task: taskView(outcome.task), undoing });
    }
    case 'changed since':
      return message('tasks/undo-changed-since', {
        task: taskView(outcome.task),
        since: await historyLines(people, outcome.since, timeZone),
      });
    case 'too late':
      return message('tasks/undo-too-late', {
        task: taskView(outcome.task),
        minutes: undoMinutes,
        finished: outcome.task.status === 'done' || outcome.task.status === 'cancelled',
        assigned: outcome.entry.action === 'task assigned',
      });
    case 'not allowed':
      return message('tasks/undo-not-allowed', { taskId: outcome.task.id });
    case 'not undoable':
      return message('tasks/not-undoable', {});
  }
}

async function assigneeOf(
  people: ChatDeps['people'],
  assigneeId: string | null,
): Promise<string | null> {
  return assigneeId === null ? null : ((await people.member(assigneeId))?.name ?? assigneeId);
}
