import type { OutgoingMessage } from '../../outbox/index.js';
import { message } from '../../shared/message.js';
import type { AuditEntry } from '../audit/index.js';
import { type Actor, actorId, type People, personView } from '../people/index.js';
import type { Task } from './task.js';
import { auditActions, taskAfter, type TaskChanges } from './task-changes.js';
import { taskButtons, noButtons } from './task-buttons.js';
import { noticeKey, othersAmong } from './task-notices.js';
import { taskView } from './task-views.js';

interface Undoing {
  readonly task: Task;
  readonly changes: TaskChanges;
  readonly entry: AuditEntry;
  readonly actor: Actor;
}

const commandActions: readonly string[] = Object.values(auditActions);

/**
 * Corrects what members were told of the change; who was not told learns nothing. Whoever made the
 * change hears of it in any case when somebody else undoes it.
 */
export async function noticesOfUndo(
  people: Pick<People, 'members'>,
  { task, changes, entry, actor }: Undoing,
): Promise<readonly OutgoingMessage[]> {
  const restored = taskAfter(task, changes);
  const told = commandActions.includes(entry.action)
    ? [task.assigneeId, restored.assigneeId, task.createdById]
    : [];
  const concerned = await othersAmong(people, [...told, entry.actorId], actor);
  return concerned.flatMap(({ id, slackId, active }) => {
    if (slackId === undefined || !active) return [];
    const isAssignee = restored.assigneeId === id;
    const notice: OutgoingMessage = {
      id: `undo/${entry.id}/${id}`,
      to: slackId,
      key: noticeKey(task.id),
      taskId: task.id,
      message: message('tasks/notice-undone', {
        task: taskView(restored),
        actor: personView(actor),
        action: entry.action,
        own: isAssignee,
        actions: isAssignee ? taskButtons(restored) : noButtons,
      }),
    };
    return id === entry.actorId && id !== actorId(actor)
      ? [notice]
      : [{ ...notice, editsOnly: true }];
  });
}
