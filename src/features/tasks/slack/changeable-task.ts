import { type Message, message } from '../../../shared/message.js';
import { type Actor, authorise } from '../../people/index.js';
import type { Task } from '../task.js';
import { targetOf } from '../task-permissions.js';
import { statusAfter, type TaskAction } from '../task-states.js';
import { notPossible } from './change-reply.js';
import type { ChatDeps } from './chat-deps.js';

/** The task that a form is to open for, or why `actor` cannot do `action` to it. */
export async function changeableTask(
  { tasks, logger }: ChatDeps,
  actor: Actor,
  taskId: string,
  action: TaskAction,
): Promise<{ readonly task: Task } | { readonly refusal: Message }> {
  const task = await tasks.task(taskId);
  if (!task) return { refusal: message('tasks/unknown-task', { taskId }) };
  if (!authorise(actor, 'edit_tasks', targetOf(task), logger, { taskId, what: action })) {
    return { refusal: message('tasks/not-allowed', { taskId, assigning: false }) };
  }
  if (statusAfter(action, task.status) === null) return { refusal: notPossible(task, action) };
  return { task };
}
