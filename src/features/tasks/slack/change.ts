import type {
  ButtonHandler,
  ChatReply,
  CommandRequest,
  ModalHandler,
  Subcommand,
} from '../../chat.js';
import { message } from '../../../shared/message.js';
import { type Actor, type FoundMember, findMember, namesakesReply } from '../../people/index.js';
import { buttonIds, parseReference, referenceTo } from '../task-buttons.js';
import type { TaskCommand } from '../task-changes.js';
import { parseTaskId } from '../task-id.js';
import { textLimits } from '../task-texts.js';
import { changeReply } from './change-reply.js';
import { changeableTask } from './changeable-task.js';
import type { ChatDeps } from './chat-deps.js';
import { inputFaults, readTaskId, splitFirstWord, submitted } from './words.js';

type Reasoned = 'block' | 'cancel';

const usages = {
  assign: '/crew task assign T-12 @member',
  start: '/crew task start T-12',
  block: '/crew task block T-12 reason',
  cancel: '/crew task cancel T-12 reason',
  reopen: '/crew task reopen T-12 [reason]',
} as const;

/** `/crew task assign|start|block|cancel|reopen`. */
export function changeSubcommands(deps: ChatDeps): readonly Subcommand[] {
  return [
    {
      name: 'task assign',
      usage: 'T-12 @member',
      summary: 'Give a task to somebody, or, with the word me, to yourself',
      run: (request) => assign(deps, request),
    },
    {
      name: 'task start',
      usage: 'T-12',
      summary: 'Start, or go on after a block',
      run: (request) => changeByText(deps, request, 'start', () => ({ kind: 'start' })),
    },
    reasonedSubcommand(deps, 'block', 'Say that work cannot go on, and why'),
    reasonedSubcommand(deps, 'cancel', 'Give a task up, and say why'),
    {
      name: 'task reopen',
      usage: 'T-12 [reason]',
      summary: 'Open a done or cancelled task again',
      run: (request) =>
        changeByText(deps, request, 'reopen', (reason) => ({ kind: 'reopen', reason })),
    },
  ];
}

function reasonedSubcommand(deps: ChatDeps, kind: Reasoned, summary: string): Subcommand {
  return {
    name: `task ${kind}`,
    usage: 'T-12 [reason]',
    summary,
    opensModal: (text) => parseTaskId(text) !== null,
    run: (request) => {
      const taskId = parseTaskId(request.text);
      return taskId === null
        ? changeByText(deps, request, kind, (reason) => ({ kind, reason }))
        : askForReason(deps, request.actor, taskId, kind);
    },
  };
}

async function changeByText(
  deps: ChatDeps,
  { actor, intentId, text }: CommandRequest,
  action: keyof typeof usages,
  commandWith: (rest: string) => TaskCommand,
): Promise<ChatReply> {
  const usage = usages[action];
  const [word, rest] = splitFirstWord(text);
  const id = readTaskId(word, usage);
  if ('refusal' in id) return id.refusal;
  const { taskId } = id;
  const outcome = await deps.tasks.change({ taskId, command: commandWith(rest), actor, intentId });
  return changeReply(deps, { actor, taskId, action, usage }, outcome);
}

async function assign(deps: ChatDeps, request: CommandRequest): Promise<ChatReply> {
  const [word, rest] = splitFirstWord(request.text);
  const id = readTaskId(word, usages.assign);
  if ('refusal' in id) return id.refusal;
  if (rest === '') return inputFaults(['Say who gets the task.'], usages.assign);
  const found = await findAssignee(deps, request.actor, rest);
  if (found.kind === 'namesakes') return namesakesReply(found);
  if (found.kind === 'unknown member') {
    return message('tasks/unknown-member', { usage: usages.assign });
  }
  const assigneeId = found.member.id;
  return changeByText(deps, request, 'assign', () => ({ kind: 'assign', assigneeId }));
}

/** Whoever the text names; `me` is the actor. */
async function findAssignee(
  { people }: ChatDeps,
  actor: Actor,
  text: string,
): Promise<FoundMember> {
  const own =
    /^me$/i.test(text) && actor.kind === 'member' ? await people.member(actor.memberId) : null;
  return own ? { kind: 'found', member: own } : findMember(people, text);
}

export function startButton(deps: ChatDeps): ButtonHandler {
  return {
    actionId: buttonIds.start,
    run: async ({ actor, intentId, value }) => {
      const reference = parseReference(value);
      const command = { kind: 'start' } as const;
      const outcome = await deps.tasks.change({ ...reference, command, actor, intentId });
      const { taskId } = reference;
      return changeReply(deps, { actor, taskId, action: 'start', usage: usages.start }, outcome);
    },
  };
}

export function blockButton(deps: ChatDeps): ButtonHandler {
  return {
    actionId: buttonIds.block,
    opensModal: true,
    run: ({ actor, value }) => askForReason(deps, actor, parseReference(value).taskId, 'block'),
  };
}

const reasonForm = 'tasks.reason';

async function askForReason(
  deps: ChatDeps,
  actor: Actor,
  taskId: string,
  kind: Reasoned,
): Promise<ChatReply> {
  const found = await changeableTask(deps, actor, taskId, kind);
  if ('refusal' in found) return found.refusal;
  return {
    callbackId: reasonForm,
    title: kind === 'block' ? `Block ${taskId}` : `Cancel ${taskId}`,
    submit: kind === 'block' ? 'Block' : 'Cancel the task',
    close: 'Back',
    metadata: `${kind} ${referenceTo(found.task)}`,
    fields: [
      {
        id: 'reason',
        kind: 'text',
        label: kind === 'block' ? 'What is in the way?' : 'Why is it given up?',
        multiline: true,
        maxLength: textLimits.reason,
      },
    ],
  };
}

export function reasonModal(deps: ChatDeps): ModalHandler {
  return {
    callbackId: reasonForm,
    submit: async ({ actor, intentId, values, metadata }) => {
      const [word, reference] = splitFirstWord(metadata);
      const kind: Reasoned = word === 'block' ? 'block' : 'cancel';
      const { taskId, version } = parseReference(reference);
      const command = { kind, reason: submitted(values, 'reason') };
      const outcome = await deps.tasks.change({ taskId, version, command, actor, intentId });
      if (outcome.kind === 'invalid') return { errors: outcome.faults };
      const asked = { actor, taskId, action: kind, usage: usages[kind] };
      return { reply: await changeReply(deps, asked, outcome) };
    },
  };
}
