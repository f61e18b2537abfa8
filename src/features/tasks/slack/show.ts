import { type Message, message } from '../../../shared/message.js';
import type { CommandRequest, Subcommand } from '../../chat.js';
import type { AuditEntry } from '../../audit/index.js';
import { localDayOf } from '../../calendar/index.js';
import { type Actor, actorId, systemActor } from '../../people/index.js';
import type { Task } from '../task.js';
import { noButtons, taskButtons } from '../task-buttons.js';
import { mayChange } from '../task-permissions.js';
import { historyLine, personView, taskView } from '../task-views.js';
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
  { people }: ChatDeps,
  actor: Actor,
  task: Task,
  history: readonly AuditEntry[],
): Promise<Message> {
  const ids = [task.assigneeId, task.createdById, ...history.flatMap(namesIn)];
  const named = new Set(ids.filter((id) => id !== null));
  const members = new Map((await people.members([...named])).map((each) => [each.id, each]));
  const nameOf = (id: string) =>
    id === actorId(systemActor) ? systemActor.name : (members.get(id)?.name ?? id);
  const assignee = task.assigneeId === null ? undefined : members.get(task.assigneeId);
  const timeZone = actor.kind === 'member' ? actor.timeZone : 'UTC';
  return message('tasks/card', {
    task: taskView(task),
    assignee: assignee ? personView(assignee) : null,
    creatorName: nameOf(task.createdById),
    createdOn: localDayOf(task.createdAt, timeZone),
    history: history.map((entry) => historyLine(entry, nameOf, timeZone)),
    actions: mayChange(actor, task) ? taskButtons(task) : noButtons,
  });
}

function namesIn({ actorId: by, after }: AuditEntry): readonly string[] {
  const assigneeId = after?.['assigneeId'];
  return typeof assigneeId === 'string' ? [by, assigneeId] : [by];
}
