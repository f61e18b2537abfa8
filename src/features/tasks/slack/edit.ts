import type { ModalSpec, ModalValues } from '../../../shared/modal.js';
import type { ChatReply, CommandRequest, ModalHandler, Subcommand } from '../../chat.js';
import { formatSkills } from '../../people/index.js';
import { writeHours } from '../hours.js';
import type { Task } from '../task.js';
import { parseReference, referenceTo } from '../task-buttons.js';
import { parseTaskId } from '../task-id.js';
import { changeReply } from './change-reply.js';
import { changeableTask } from './changeable-task.js';
import type { ChatDeps } from './chat-deps.js';
import { FormReader } from './form-reader.js';
import { readPlanning } from './planning-values.js';
import { editFields } from './task-fields.js';
import { filled, readTaskId, submitted } from './words.js';

const usage = '/crew task edit T-12';
const editForm = 'tasks.edit';

export function editSubcommand(deps: ChatDeps): Subcommand {
  return {
    name: 'task edit',
    usage: 'T-12',
    summary: 'Change a task’s title, priority, dates, estimate, skills and what it depends on',
    opensModal: (text) => parseTaskId(text) !== null,
    run: (request) => openForm(deps, request),
  };
}

async function openForm(deps: ChatDeps, { actor, text }: CommandRequest): Promise<ChatReply> {
  const id = readTaskId(text, usage);
  if ('refusal' in id) return id.refusal;
  const found = await changeableTask(deps, actor, id.taskId, 'edit');
  return 'refusal' in found ? found.refusal : formFor(found.task);
}

function formFor(task: Task): ModalSpec {
  const initial: ModalValues = {
    title: task.title,
    priority: task.priority,
    dueOn: task.dueOn,
    estimatedHours: task.estimatedHours === null ? null : writeHours(task.estimatedHours),
    requiredSkills: formatSkills(task.requiredSkills),
    dependsOn: task.dependsOn.join(', '),
    pinned: task.pinned ? 'yes' : 'no',
  };
  return {
    callbackId: editForm,
    title: `Edit ${task.id}`,
    submit: 'Save',
    metadata: referenceTo(task),
    fields: editFields().map((field) => filled(field, submitted(initial, field.id))),
  };
}

export function editModal(deps: ChatDeps): ModalHandler {
  return {
    callbackId: editForm,
    submit: async ({ actor, intentId, values, metadata }) => {
      const form = new FormReader(values);
      const edits = { title: form.text('title'), ...readPlanning(form) };
      if (Object.keys(form.faults).length > 0) return { errors: form.faults };
      const { taskId, version } = parseReference(metadata);
      const command = { kind: 'edit', edits } as const;
      const outcome = await deps.tasks.change({ taskId, version, command, actor, intentId });
      if (outcome.kind === 'invalid') return { errors: outcome.faults };
      return { reply: await changeReply(deps, { actor, taskId, action: 'edit', usage }, outcome) };
    },
  };
}
