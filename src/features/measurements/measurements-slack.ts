import { message } from '../../shared/message.js';
import type { ModalSpec, ModalValues } from '../../shared/modal.js';
import type {
  ButtonRequest,
  ChatFeature,
  ChatReply,
  CommandRequest,
  ModalReply,
  ModalRequest,
} from '../chat.js';
import { parseTaskId } from '../tasks/index.js';
import { measurementForm, openFormMetadata, recordForm } from './form.js';
import type { MeasurementReplies } from './replies.js';
import type { MeasurementsService } from './measurements-service.js';
import { recordAction } from './question.js';
import { questionsHome } from './questions-home.js';

const measureUsage = 'T-12 [value] [2026-11-20 or 2026-W47]';

/** `/crew measure`, `/crew measurements`, and the button and form behind the bot's questions. */
export function measurementsChat(
  measurements: MeasurementsService,
  replies: MeasurementReplies,
): ChatFeature {
  return {
    subcommands: [
      {
        name: 'measure',
        usage: measureUsage,
        summary: 'Record a value, also a late or corrected one',
        opensModal: (text) => words(text).length === 1,
        run: (request) => measure(request),
      },
      {
        name: 'measurements',
        usage: 'T-12',
        summary: 'The last values of a monitored task, with their gaps',
        run: async ({ text, actor }) => {
          const [taskId, ...rest] = words(text);
          if (taskId === undefined || rest.length > 0) return usage(taskId, 'measurements T-12');
          const id = parseTaskId(taskId) ?? taskId;
          return replies.toHistory(id, await measurements.history(id, actor));
        },
      },
    ],
    buttons: [{ actionId: recordAction, opensModal: true, run: openFromButton }],
    modals: [{ callbackId: recordForm, submit }],
    home: async (actor) => questionsHome(await measurements.openQuestionsTo(actor)),
  };

  async function measure({ text, actor, intentId }: CommandRequest): Promise<ChatReply> {
    const [written, value, bucket, ...rest] = words(text);
    if (written === undefined || rest.length > 0) return usage(written, `measure ${measureUsage}`);
    const taskId = parseTaskId(written) ?? written;
    if (value === undefined) return open(taskId, null, actor);
    const command = { actor, intentId, taskId, bucket: bucket ?? null, value, note: null };
    return replies.toRecord(taskId, await measurements.record(command));
  }

  function openFromButton({ value, actor }: ButtonRequest): Promise<ChatReply> {
    const [taskId = '', bucket = null] = value.split('/');
    return open(taskId, bucket, actor);
  }

  async function open(
    taskId: string,
    bucket: string | null,
    actor: CommandRequest['actor'],
  ): Promise<ModalSpec | ChatReply> {
    const outcome = await measurements.look(taskId, bucket, actor);
    return outcome.kind === 'found' ? measurementForm(outcome) : replies.toProblem(taskId, outcome);
  }

  async function submit({ actor, intentId, values, metadata }: ModalRequest): Promise<ModalReply> {
    const target = openFormMetadata(metadata);
    const outcome = await measurements.record({
      actor,
      intentId,
      ...target,
      value: textOf(values, 'value'),
      note: textOf(values, 'note'),
    });
    if (outcome.kind === 'invalid' && !outcome.faults.bucket) return { errors: outcome.faults };
    return { reply: await replies.toRecord(target.taskId, outcome) };
  }
}

function usage(taskId: string | undefined, command: string) {
  return message('measurements/usage', {
    hasTask: taskId !== undefined,
    usage: `/crew ${command}`,
  });
}

function words(text: string): string[] {
  return text.split(/\s+/).filter(Boolean);
}

function textOf(values: ModalValues, field: string): string {
  const value = values[field];
  return typeof value === 'string' ? value : '';
}
