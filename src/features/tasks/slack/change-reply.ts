import { type Message, message } from '../../../shared/message.js';
import { type Actor, actorId, personView } from '../../people/index.js';
import { editLines } from '../edit-lines.js';
import { taskButtons, undoButton } from '../task-buttons.js';
import type { ChangeOutcome } from '../task-outcomes.js';
import type { TaskAction } from '../task-states.js';
import { taskView } from '../task-views.js';
import type { ChatDeps } from './chat-deps.js';
import { type DayOff, daysOffOf } from './day-off.js';
import { inputFaults } from './words.js';

export interface Asked {
  readonly actor: Actor;
  readonly taskId: string;
  readonly action: TaskAction;
  readonly usage: string;
}

type Refusal = Exclude<ChangeOutcome, { kind: 'changed' }>;
type Changed = Extract<ChangeOutcome, { kind: 'changed' }>;

/** What the actor is told about a change that they asked for. */
export async function changeReply(
  deps: ChatDeps,
  asked: Asked,
  outcome: ChangeOutcome,
): Promise<Message> {
  if (outcome.kind !== 'changed') return refusal(asked, outcome);
  const { assigneeId } = outcome.task;
  const planned = asked.action === 'assign' || asked.action === 'edit';
  const daysOff = planned ? await daysOffOf(deps, outcome.task) : [];
  if (asked.action !== 'assign' || assigneeId === null) {
    return confirmation(asked, outcome, daysOff);
  }
  const assignee = await deps.people.member(assigneeId);
  return message('tasks/assigned', {
    task: taskView(outcome.task),
    assignee: assignee && personView(assignee),
    own: assigneeId === actorId(asked.actor),
    daysOff,
    actions: { ...taskButtons(outcome.task), undo: undoButton(outcome.intentId) },
  });
}

function edited({ task, before, intentId }: Changed, daysOff: readonly DayOff[]): Message {
  return message('tasks/edited', {
    task: taskView(task),
    changes: editLines(before, task),
    daysOff,
    actions: { undo: undoButton(intentId) },
  });
}

function confirmation({ action }: Asked, changed: Changed, daysOff: readonly DayOff[]): Message {
  const { task, before, intentId } = changed;
  const view = { task: taskView(task), actions: taskButtons(task) };
  const ended = {
    task: taskView(task),
    monitoringEnded: isMonitored(before),
    actions: { undo: undoButton(intentId) },
  };
  switch (action) {
    case 'assign':
      return message('tasks/assigned', {
        task: view.task,
        assignee: null,
        own: false,
        daysOff,
        actions: { ...view.actions, undo: undoButton(intentId) },
      });
    case 'edit':
      return edited(changed, daysOff);
    case 'start':
      return message('tasks/started', view);
    case 'block':
      return message('tasks/blocked', view);
    case 'complete':
      return message('tasks/completed', ended);
    case 'cancel':
      return message('tasks/cancelled', ended);
    case 'reopen':
      return message('tasks/reopened', view);
  }
}

function isMonitored({ monitoring }: Changed['task']): boolean {
  return monitoring !== null && monitoring.state !== 'ended';
}

const participles: Record<TaskAction, string> = {
  assign: 'assigned',
  edit: 'edited',
  start: 'started',
  block: 'blocked',
  complete: 'completed',
  cancel: 'cancelled',
  reopen: 'reopened',
};

function refusal({ actor, taskId, action, usage }: Asked, outcome: Refusal): Message {
  switch (outcome.kind) {
    case 'already handled':
      return message('tasks/already-handled', { task: taskView(outcome.task) });
    case 'changed meanwhile':
      return message('tasks/changed-meanwhile', {
        task: taskView(outcome.task),
        actions: taskButtons(outcome.task),
      });
    case 'not possible':
      return notPossible(outcome.task, action);
    case 'unchanged':
      return message('tasks/unchanged', { task: taskView(outcome.task) });
    case 'waits for':
      return message('tasks/waits-for', {
        task: taskView(outcome.task),
        unfinished: outcome.unfinished.map(taskView),
      });
    case 'not allowed':
      return message('tasks/not-allowed', { taskId, assigning: action === 'assign' });
    case 'unknown task':
      return message('tasks/unknown-task', { taskId });
    case 'already assigned':
      return message('tasks/already-assigned', {
        task: taskView(outcome.task),
        assignee: personView(outcome.member),
        own: outcome.member.id === actorId(actor),
      });
    case 'unknown member':
      return message('tasks/unknown-member', { usage });
    case 'inactive member':
      return message('tasks/inactive-member', { member: personView(outcome.member) });
    case 'not in team':
      return message('tasks/not-in-team', {
        member: personView(outcome.member),
        teamName: outcome.teamName,
      });
    case 'invalid':
      return inputFaults(Object.values(outcome.faults), usage);
  }
}

export function notPossible(task: Changed['task'], action: TaskAction): Message {
  return message('tasks/not-possible', {
    task: taskView(task),
    participle: participles[action],
    finished: task.status === 'done' || task.status === 'cancelled',
  });
}
