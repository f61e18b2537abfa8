import { type ActionButton, type Message, message } from '../../../shared/message.js';
import { localDayOf } from '../../calendar/index.js';
import type { MemberActor } from '../../people/index.js';
import { dueCalendars } from '../due-calendars.js';
import { mostPressingFirst } from '../pressing.js';
import { taskButtons } from '../task-buttons.js';
import type { ChatDeps } from './chat-deps.js';
import { dueView } from './due-view.js';

/** Each takes two blocks of the hundred that a Home tab may have. */
const tasksShown = 10;

/** The member's own open tasks, the most pressing first, with what can be done to each. */
export async function tasksHome(
  deps: ChatDeps,
  { memberId, timeZone }: MemberActor,
): Promise<Message> {
  const tasks = mostPressingFirst(await deps.tasks.ongoingTasksOf([memberId]));
  const shown = tasks.slice(0, tasksShown);
  const calendars = await dueCalendars(deps, shown);
  const today = localDayOf(deps.clock.now(), timeZone);
  const actions: Record<string, ActionButton | null> = {};
  for (const [slot, task] of shown.entries()) {
    for (const [name, button] of Object.entries(taskButtons(task))) {
      actions[`${name}${slot}`] = button;
    }
  }
  return message('tasks/home', {
    tasks: shown.map((task, slot) => {
      const { id, title, status, blockedReason, priority } = task;
      const due = dueView(task, today, calendars.get(id));
      return { id, title, status, blockedReason, priority, due, slot };
    }),
    rest: tasks.length - shown.length,
    actions,
  });
}
