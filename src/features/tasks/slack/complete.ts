import { type Message, message } from '../../../shared/message.js';
import type { ModalSpec } from '../../../shared/modal.js';
import type {
  ButtonHandler,
  ChatReply,
  CommandRequest,
  ModalHandler,
  Subcommand,
} from '../../chat.js';
import type { Actor } from '../../people/index.js';
import { namesHours, readHours, splitHours } from '../hours.js';
import type { Task } from '../task.js';
import { buttonIds, parseReference, referenceTo } from '../task-buttons.js';
import { parseTaskId } from '../task-id.js';
import { notesFault, textLimits } from '../task-texts.js';
import { taskView } from '../task-views.js';
import { changeReply } from './change-reply.js';
import { changeableTask } from './changeable-task.js';
import type { ChatDeps } from './chat-deps.js';
import { inputFaults, readTaskId, splitFirstWord, submitted } from './words.js';

const usage = '/complete T-12 5.5h [notes]';
const completeForm = 'tasks.complete';

/** What the form shows filled in. */
interface Draft {
  readonly task: Task | null;
  readonly hours: string;
  readonly notes: string;
  readonly intro?: Message;
}

export function completeSubcommand(deps: ChatDeps): Subcommand {
  return {
    name: 'complete',
    usage: '[T-12] [5.5h] [notes]',
    summary: 'Finish a task: with no task, or no hours, a form asks for them',
    opensModal: (text) => !completesAtOnce(text),
    run: (request) =>
      completesAtOnce(request.text) ? byText(deps, request) : byForm(deps, request),
  };
}

/** Whether the text says both task and hours, rightly or wrongly, so that no form has to ask. */
function completesAtOnce(text: string): boolean {
  const [word, rest] = splitFirstWord(text);
  if (word === '' || namesHours(word)) return false;
  return rest !== '' || parseTaskId(word) === null;
}

async function byText(
  deps: ChatDeps,
  { actor, intentId, text }: CommandRequest,
): Promise<ChatReply> {
  const [word, rest] = splitFirstWord(text);
  const id = readTaskId(word, usage);
  if ('refusal' in id) return id.refusal;
  const { taskId } = id;
  const said = splitHours(rest);
  const hours = readHours(said.hours);
  if (!hours.ok) return inputFaults([hours.fault], usage);
  const command = { kind: 'complete', hours: hours.value, notes: said.rest } as const;
  const outcome = await deps.tasks.change({ taskId, command, actor, intentId });
  return changeReply(deps, { actor, taskId, action: 'complete', usage }, outcome);
}

async function byForm(deps: ChatDeps, { actor, text }: CommandRequest): Promise<ChatReply> {
  const taskId = parseTaskId(text);
  if (taskId !== null) return formFor(deps, actor, taskId);
  const said = splitHours(text);
  const hours = said.hours === '' ? null : readHours(said.hours);
  const faults = [hours?.ok === false ? hours.fault : null, notesFault(said.rest)];
  if (faults.some((fault) => fault !== null)) {
    return inputFaults(
      faults.filter((fault) => fault !== null),
      usage,
    );
  }
  return form(deps, actor, { task: null, hours: said.hours, notes: said.rest });
}

/** The form with one task chosen, or why that one cannot be completed. */
async function formFor(deps: ChatDeps, actor: Actor, taskId: string): Promise<ChatReply> {
  const found = await changeableTask(deps, actor, taskId, 'complete');
  if ('refusal' in found) return found.refusal;
  return form(deps, actor, { task: found.task, hours: '', notes: '' });
}

async function form({ tasks }: ChatDeps, actor: Actor, draft: Draft): Promise<Message | ModalSpec> {
  const mine = await tasks.list({
    actor,
    whose: { kind: 'mine' },
    status: 'open',
    monitoredOnly: false,
    limit: 100,
  });
  const choices = choicesOf(draft.task, mine.kind === 'listed' ? mine.tasks : []);
  if (choices.length === 0) return message('tasks/nothing-to-complete', {});
  const chosen = draft.task ?? (choices.length === 1 ? choices[0] : undefined);
  return {
    callbackId: completeForm,
    title: 'Complete a task',
    submit: 'Complete',
    ...(draft.intro && { intro: draft.intro }),
    fields: [
      {
        id: 'task',
        kind: 'select',
        label: 'Task',
        options: choices.map((task) => ({
          value: referenceTo(task),
          label: `${task.id} · ${task.title}`,
        })),
        ...(chosen && { initial: referenceTo(chosen) }),
      },
      {
        id: 'hours',
        kind: 'text',
        label: 'Hours spent',
        hint: 'Such as 5.5, 5h30m or 90m.',
        maxLength: 30,
        ...(draft.hours !== '' && { initial: draft.hours }),
      },
      {
        id: 'notes',
        kind: 'text',
        label: 'Notes',
        optional: true,
        multiline: true,
        maxLength: textLimits.notes,
        ...(draft.notes !== '' && { initial: draft.notes }),
      },
    ],
  };
}

/** Tasks being worked on come first; at most the hundred that a select can hold. */
function choicesOf(chosen: Task | null, mine: readonly Task[]): readonly Task[] {
  const others = mine.filter(({ id }) => id !== chosen?.id);
  const inProgress = others.filter(({ status }) => status === 'in progress');
  const waiting = others.filter(({ status }) => status !== 'in progress');
  return [...(chosen ? [chosen] : []), ...inProgress, ...waiting].slice(0, 100);
}

export function completeButton(deps: ChatDeps): ButtonHandler {
  return {
    actionId: buttonIds.complete,
    opensModal: true,
    run: ({ actor, value }) => formFor(deps, actor, parseReference(value).taskId),
  };
}

export function completeModal(deps: ChatDeps): ModalHandler {
  return {
    callbackId: completeForm,
    submit: async ({ actor, intentId, values }) => {
      const reference = submitted(values, 'task');
      if (reference === '') return { errors: { task: 'Choose a task.' } };
      const hours = readHours(submitted(values, 'hours'));
      if (!hours.ok) return { errors: { hours: hours.fault } };
      const { taskId, version } = parseReference(reference);
      const notes = submitted(values, 'notes');
      const command = { kind: 'complete', hours: hours.value, notes } as const;
      const outcome = await deps.tasks.change({ taskId, version, command, actor, intentId });
      if (outcome.kind === 'invalid') return { errors: outcome.faults };
      if (outcome.kind !== 'changed meanwhile') {
        const asked = { actor, taskId, action: 'complete', usage } as const;
        return { reply: await changeReply(deps, asked, outcome) };
      }
      const { task } = outcome;
      const intro = message('tasks/form-changed', { task: taskView(task) });
      const again = await form(deps, actor, {
        task,
        hours: submitted(values, 'hours'),
        notes,
        intro,
      });
      return 'callbackId' in again ? { modal: again } : { reply: again };
    },
  };
}
