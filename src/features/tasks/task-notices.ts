import type { OutgoingMessage } from '../../outbox/index.js';
import { type Message, message } from '../../shared/message.js';
import { type Actor, actorId, type Member, type People, personView } from '../people/index.js';
import type { Task } from './task.js';
import { taskButtons } from './task-buttons.js';
import type { TaskCommand } from './task-changes.js';
import { editLines } from './edit-lines.js';
import { taskView } from './task-views.js';

type NotedCommand = TaskCommand | { readonly kind: 'create' };

export interface NotedChange {
  readonly before: Task;
  readonly after: Task;
  readonly command: NotedCommand;
  readonly actor: Actor;
  readonly intentId: string;
}

/** Whom a change concerns besides who makes it. */
const concernedBy: Record<
  NotedCommand['kind'],
  (before: Task, after: Task) => readonly (string | null)[]
> = {
  create: (_, after) => [after.assigneeId],
  assign: (before, after) => [after.assigneeId, before.assigneeId],
  edit: (_, after) => [after.assigneeId],
  start: () => [],
  block: () => [],
  complete: (_, after) => [after.createdById, after.assigneeId],
  cancel: (_, after) => [after.assigneeId],
  reopen: (_, after) => [after.assigneeId, after.createdById],
};

/** A task's messages to one member are one message in the chat. */
export function noticeKey(taskId: string): string {
  return `task/${taskId}`;
}

/** Those of the members who are to hear of what `actor` does; reads nothing when there are none. */
export async function othersAmong(
  people: Pick<People, 'members'>,
  memberIds: readonly (string | null)[],
  actor: Actor,
): Promise<readonly Member[]> {
  const others = memberIds.filter((id): id is string => id !== null && id !== actorId(actor));
  return others.length === 0 ? [] : people.members([...new Set(others)]);
}

export function concernedMembers(
  people: Pick<People, 'members'>,
  { before, after, command, actor }: NotedChange,
): Promise<readonly Member[]> {
  return othersAmong(people, concernedBy[command.kind](before, after), actor);
}

/**
 * The messages to the members concerned; one without Slack account gets none. A task's messages to
 * one member are one message in the chat, edited in place.
 */
export function noticesOf(
  change: NotedChange,
  concerned: readonly Member[],
): readonly OutgoingMessage[] {
  return concerned.flatMap(({ id, slackId, active }) => {
    const words = wordsFor(id, change);
    if (words === null || slackId === undefined || !active) return [];
    return [
      {
        id: `${change.intentId}/${id}`,
        to: slackId,
        message: words,
        key: noticeKey(change.after.id),
        taskId: change.after.id,
        causedBy: change.intentId,
        ...(correctsOnly(id, change) && { editsOnly: true }),
      },
    ];
  });
}

/**
 * Brings up to date what `members` were told about a task that goes to somebody else while they hear
 * of it by another message: whoever has no message about the task gets none.
 */
export function handoverEdits(
  { task, assigneeId, actor, intentId }: HandedOver,
  members: readonly Member[],
): readonly OutgoingMessage[] {
  const after = { ...task, assigneeId, version: task.version + 1 };
  const command = { kind: 'assign', assigneeId } as const;
  const concerned = members.filter(({ id }) => id === assigneeId || id === task.assigneeId);
  const change = { before: task, after, command, actor, intentId };
  return noticesOf(change, concerned).map((notice) => ({ ...notice, editsOnly: true }));
}

interface HandedOver {
  readonly task: Task;
  readonly assigneeId: string;
  readonly actor: Actor;
  /** Of this task's change alone. */
  readonly intentId: string;
}

/** Who was told of a completion learns that it holds no longer; who was not has nothing to unlearn. */
function correctsOnly(memberId: string, { after, command }: NotedChange): boolean {
  return command.kind === 'reopen' && memberId !== after.assigneeId;
}

function wordsFor(
  memberId: string,
  { before, after, command, actor }: NotedChange,
): Message | null {
  const view = { task: taskView(after), actor: personView(actor) };
  switch (command.kind) {
    case 'create':
    case 'assign':
      return memberId === after.assigneeId
        ? message('tasks/notice-assigned', { ...view, actions: taskButtons(after) })
        : message('tasks/notice-handed-over', view);
    case 'edit':
      return message('tasks/notice-edited', {
        ...view,
        changes: editLines(before, after),
        actions: taskButtons(after),
      });
    case 'complete':
      return message('tasks/notice-completed', view);
    case 'cancel':
      return message('tasks/notice-cancelled', { ...view, reason: command.reason });
    case 'reopen':
      return message('tasks/notice-reopened', {
        ...view,
        reason: command.reason,
        own: memberId === after.assigneeId,
      });
    case 'start':
    case 'block':
      return null;
  }
}
