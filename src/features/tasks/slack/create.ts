import { type Message, message } from '../../../shared/message.js';
import type { ModalReply, ModalHandler, ModalRequest, Subcommand } from '../../chat.js';
import { type Actor, actorId, personView } from '../../people/index.js';
import { noButtons, taskButtons } from '../task-buttons.js';
import type { CreateOutcome } from '../task-outcomes.js';
import { cleanTitle, titleFault } from '../task-texts.js';
import { taskView } from '../task-views.js';
import type { ChatDeps } from './chat-deps.js';
import { daysOffOf } from './day-off.js';
import { mayCreateIn } from '../task-permissions.js';
import { newTaskForm, newTaskFormId } from './new-task-form.js';
import { readNewTask } from './new-task-values.js';
import type { FormChoices } from './task-fields.js';
import { inputFaults, submitted } from './words.js';

const usage = '/crew task new [title]';

export function createSubcommand(deps: ChatDeps): Subcommand {
  return {
    name: 'task new',
    usage: '[title]',
    summary: 'Add a task, monitored or not; a form asks for the rest',
    opensModal: () => true,
    run: async ({ actor, text }) => {
      const title = cleanTitle(text);
      const fault = title === '' ? null : titleFault(title);
      if (fault !== null) return inputFaults([fault], usage);
      const choices = await choicesFor(deps, actor);
      return choices ? newTaskForm(choices, { title }, 'task') : message('tasks/no-team', {});
    },
  };
}

export function createModal(deps: ChatDeps): ModalHandler {
  return { callbackId: newTaskFormId, submit: (request) => submit(deps, request) };
}

async function submit(deps: ChatDeps, request: ModalRequest): Promise<ModalReply> {
  const { actor, intentId, values, metadata } = request;
  const choices = await choicesFor(deps, actor);
  if (!choices) return { reply: message('tasks/no-team', {}) };
  const monitored = submitted(values, 'monitored') === 'yes';
  if (monitored && metadata === 'task') {
    return { modal: newTaskForm(choices, values, 'monitoring') };
  }
  const read = readNewTask(values, choices.teams[0].id, monitored);
  if ('faults' in read) return { errors: read.faults };
  const outcome = await deps.tasks.create({ task: read.task, actor, intentId });
  if (outcome.kind === 'invalid') return { errors: outcome.faults };
  return { reply: await createReply(deps, actor, outcome) };
}

async function createReply(
  deps: ChatDeps,
  actor: Actor,
  outcome: Exclude<CreateOutcome, { kind: 'invalid' }>,
): Promise<Message> {
  if (outcome.kind === 'not allowed') return message('tasks/not-allowed-here', {});
  const { task } = outcome;
  if (outcome.kind === 'already handled') {
    return message('tasks/already-handled', { task: taskView(task) });
  }
  const own = task.assigneeId === actorId(actor);
  const assignee =
    task.assigneeId === null || own ? null : await deps.people.member(task.assigneeId);
  return message('tasks/created', {
    task: taskView(task),
    assignee: assignee && personView(assignee),
    own,
    daysOff: await daysOffOf(deps, task),
    actions: own ? taskButtons(task) : noButtons,
  });
}

/** The teams in which the actor may create tasks, their own first; null when there is none. */
async function choicesFor(
  { people, calendars, clock }: ChatDeps,
  actor: Actor,
): Promise<FormChoices | null> {
  const allowed = (await people.teams()).filter(({ id }) => mayCreateIn(actor, id));
  const isOwn = (id: string) => actor.kind === 'member' && actor.teamId === id;
  const [first, ...rest] = [
    ...allowed.filter(({ id }) => isOwn(id)),
    ...allowed.filter(({ id }) => !isOwn(id)),
  ];
  if (!first) return null;
  const members = await people.activeMembers();
  const calendar = await calendars.calendarOfTeam(first);
  return { teams: [first, ...rest], members, calendar, now: clock.now() };
}
