import { type Message, message } from '../../../shared/message.js';
import type { CommandRequest, Subcommand } from '../../chat.js';
import type { AuditEntry } from '../../audit/index.js';
import { localDayOf } from '../../calendar/index.js';
import { type Actor, personView } from '../../people/index.js';
import { dueCalendars } from '../due-calendars.js';
import { isOngoing, type Task } from '../task.js';
import { noButtons, taskButtons } from '../task-buttons.js';
import { mayChange } from '../task-permissions.js';
import { taskView } from '../task-views.js';
import { daysOffOf } from './day-off.js';
import { dueView } from './due-view.js';
import { historyLines } from './history.js';
import type { ChatDeps } from './chat-deps.js';
import { readTaskId } from './words.js';

const usage = '/crew task T-12';

export function showSubcommand(deps: ChatDeps): Subcommand {
  return {
    name: 'task',
    usage: 'T-12',
    summary: 'Show a task and what happened to it',
    run: (request) => show(deps, request),
  };
}

async function show(deps: ChatDeps, { actor, text }: CommandRequest): Promise<Message> {
  const id = readTaskId(text, usage);
  if ('refusal' in id) return id.refusal;
  const { taskId } = id;
  const outcome = await deps.tasks.show({ actor, taskId });
  switch (outcome.kind) {
    case 'unknown task':
      return message('tasks/unknown-task', { taskId });
    case 'not allowed':
      return message('tasks/not-visible', { taskId });
    case 'shown':
      return card(deps, actor, outcome.task, outcome.history);
  }
}

async function card(
  deps: ChatDeps,
  actor: Actor,
  task: Task,
  history: readonly AuditEntry[],
): Promise<Message> {
  const { people, clock } = deps;
  const timeZone = actor.kind === 'member' ? actor.timeZone : 'UTC';
  const [assignee, creator, lines] = await Promise.all([
    task.assigneeId === null ? null : people.member(task.assigneeId),
    people.member(task.createdById),
    historyLines(people, history, timeZone),
  ]);
  const calendar = (await dueCalendars(deps, [task])).get(task.id);
  const today = localDayOf(clock.now(), timeZone);
  return message('tasks/card', {
    task: taskView(task),
    due: dueView(task, today, calendar),
    daysOff: isOngoing(task) ? await daysOffOf(deps, task) : [],
    assignee: assignee ? personView(assignee) : null,
    creatorName: creator?.name ?? task.createdById,
    createdOn: localDayOf(task.createdAt, timeZone),
    history: lines,
    actions: mayChange(actor, task) ? taskButtons(task) : noButtons,
  });
}
