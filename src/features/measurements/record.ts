import { AlreadyHandledError } from '../audit/index.js';
import { localDayOf } from '../calendar/index.js';
import { type Actor, actorId, isAllowed, type Permission } from '../people/index.js';
import { bucketOf, parseBucket } from './bucket.js';
import type { Measurement } from './measurement.js';
import type {
  LookOutcome,
  MeasurementDeps,
  RecordMeasurement,
  RecordOutcome,
  RecordProblem,
  TaskProblem,
} from './measurements-service.js';
import { bucketFault, isMonitored, type MonitoredTask } from './period.js';
import { answeredMessages } from './question.js';
import { parseValue } from './value.js';

export const longestNote = 500;

/** The task, when it is monitored and `actor` has the permission on it. */
export async function findMonitoredTask(
  deps: MeasurementDeps,
  taskId: string,
  actor: Actor,
  permission: Permission,
): Promise<TaskProblem | { kind: 'found'; task: MonitoredTask; today: string }> {
  const task = await deps.tasks.task(taskId);
  if (!task) return { kind: 'unknown task' };
  const memberIds = task.assigneeId === null ? [] : [task.assigneeId];
  if (!isAllowed(actor, permission, { memberIds, teamId: task.teamId })) {
    return { kind: 'not allowed', task };
  }
  if (!isMonitored(task)) return { kind: 'not monitored', task };
  const team = await deps.people.team(task.teamId);
  if (!team) throw new Error(`The team ${task.teamId} of ${task.id} does not exist`);
  return { kind: 'found', task, today: localDayOf(deps.clock.now(), team.timeZone) };
}

export async function look(
  deps: MeasurementDeps,
  taskId: string,
  writtenBucket: string | null,
  actor: Actor,
): Promise<LookOutcome> {
  const found = await findMonitoredTask(deps, taskId, actor, 'edit_tasks');
  if (found.kind !== 'found') return found;
  const { task, today } = found;
  const chosen = chooseBucket(task, writtenBucket, today);
  if (chosen.kind !== 'chosen') return chosen;
  const measurement = await deps.store.find(task, chosen.bucket);
  return { kind: 'found', task, today, bucket: chosen.bucket, measurement };
}

export async function record(
  deps: MeasurementDeps,
  command: RecordMeasurement,
): Promise<RecordOutcome> {
  const found = await findMonitoredTask(deps, command.taskId, command.actor, 'edit_tasks');
  if (found.kind !== 'found') return found;
  const { task, today } = found;
  const chosen = chooseBucket(task, command.bucket, today);
  if (chosen.kind === 'monitoring ended') return chosen;
  const parsed = parseValue(command.value);
  const note = command.note?.trim() || null;
  if (chosen.kind === 'invalid' || 'fault' in parsed || (note?.length ?? 0) > longestNote) {
    const faults = {
      ...(chosen.kind === 'invalid' && chosen.faults),
      ...('fault' in parsed && { value: `The value ${parsed.fault}.` }),
      ...((note?.length ?? 0) > longestNote && {
        note: `A note has at most ${longestNote} characters; this one has ${note?.length}.`,
      }),
    };
    return { kind: 'invalid', faults };
  }
  try {
    return await save(deps, task, chosen.bucket, parsed.value, note, command);
  } catch (error) {
    if (!(error instanceof AlreadyHandledError)) throw error;
    const measurement = await deps.store.find(task, chosen.bucket);
    if (!measurement) throw error;
    return { kind: 'recorded', task, measurement };
  }
}

function chooseBucket(
  task: MonitoredTask,
  written: string | null,
  today: string,
):
  | { kind: 'chosen'; bucket: string }
  | Extract<RecordProblem, { kind: 'monitoring ended' | 'invalid' }> {
  const { monitoring } = task;
  const { cadence } = monitoring;
  if (monitoring.state === 'ended') return { kind: 'monitoring ended', task };
  const bucket = written === null ? bucketOf(cadence, today) : parseBucket(written, cadence);
  const fault =
    bucket === null
      ? `Write ${cadence === 'daily' ? `a day like ${today}` : `a week like ${bucketOf('weekly', today)}`}.`
      : bucketFault(monitoring, bucket, today);
  if (bucket === null || fault !== null) {
    return { kind: 'invalid', faults: { bucket: fault ?? '' } };
  }
  return { kind: 'chosen', bucket };
}

function save(
  deps: MeasurementDeps,
  task: MonitoredTask,
  bucket: string,
  value: number,
  note: string | null,
  { actor, intentId, seenValues }: RecordMeasurement,
): Promise<RecordOutcome> {
  const { store, requests, inTransaction, audit, outbox, clock } = deps;
  return inTransaction(async (transaction) => {
    const present = await store.find(task, bucket, transaction);
    if (present && seenValues !== undefined && seenValues !== countValues(present)) {
      return { kind: 'changed meanwhile', task, measurement: present };
    }
    if (present && present.value === value && (present.note ?? null) === note) {
      return { kind: 'unchanged', task, measurement: present };
    }
    const at = clock.now();
    await audit.insert(
      {
        id: intentId,
        at,
        actorId: actorId(actor),
        action: present ? 'measurement corrected' : 'measurement recorded',
        subject: `task ${task.id}`,
        ...(present && { before: { bucket, value: present.value } }),
        after: { bucket, value, ...(note !== null && { note }) },
      },
      transaction,
    );
    const reading = {
      value,
      takenAt: at,
      takenBy: actorId(actor),
      ...(note !== null && { note }),
    };
    const measurement = await store.save(task, bucket, reading, present, transaction);
    const request = await requests.find(task.id, bucket, transaction);
    await outbox.enqueue(answeredMessages(task, measurement, actor, request), transaction);
    return { kind: 'recorded', task, measurement };
  });
}

/** How often the bucket has been given a value. */
export function countValues(measurement: Measurement | null): number {
  return measurement === null ? 0 : 1 + measurement.corrections.length;
}
