import { AlreadyHandledError } from '../audit/index.js';
import { type Actor, actorId } from '../people/index.js';
import { readEntry } from './entry.js';
import type { Measurement } from './measurement.js';
import type {
  LookOutcome,
  MeasurementDeps,
  RecordMeasurement,
  RecordOutcome,
} from './measurements-service.js';
import { findMonitoredTask } from './monitored-task.js';
import { chooseBucket, type MonitoredTask } from './period.js';
import { answeredMessages } from './question.js';

interface Entry {
  readonly bucket: string;
  readonly value: number;
  readonly note: string | null;
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
  if (task.monitoring.state === 'ended') return { kind: 'monitoring ended', task };
  const chosen = chooseBucket(task.monitoring, writtenBucket, today);
  if ('fault' in chosen) return { kind: 'invalid', faults: { bucket: chosen.fault } };
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
  if (task.monitoring.state === 'ended') return { kind: 'monitoring ended', task };
  const entry = readEntry(command, task.monitoring, today);
  if ('faults' in entry) return { kind: 'invalid', faults: entry.faults };
  try {
    return await save(deps, task, entry, command);
  } catch (error) {
    if (!(error instanceof AlreadyHandledError)) throw error;
    const measurement = await deps.store.find(task, entry.bucket);
    if (!measurement) throw error;
    return { kind: 'recorded', task, measurement };
  }
}

function save(
  { store, requests, inTransaction, audit, outbox, homeChanges, clock }: MeasurementDeps,
  task: MonitoredTask,
  { bucket, value, note }: Entry,
  { actor, intentId, seenValues }: RecordMeasurement,
): Promise<RecordOutcome> {
  return inTransaction(async (transaction) => {
    const present = await store.find(task, bucket, transaction);
    if (present && seenValues !== undefined && seenValues !== countValues(present)) {
      return { kind: 'changed meanwhile', task, measurement: present };
    }
    if (present && present.value === value && (present.note ?? null) === note) {
      return { kind: 'unchanged', task, measurement: present };
    }
    const at = clock.now();
    const noted = note === null ? {} : { note };
    await audit.insert(
      {
        id: intentId,
        at,
        actorId: actorId(actor),
        action: present ? 'measurement corrected' : 'measurement recorded',
        subject: `task ${task.id}`,
        ...(present && { before: { bucket, value: present.value } }),
        after: { bucket, value, ...noted },
      },
      transaction,
    );
    const reading = { value, takenAt: at, takenBy: actorId(actor), ...noted };
    const measurement = await store.save(task, bucket, reading, present, transaction);
    const request = await requests.find(task.id, bucket, transaction);
    // Written even if unchanged: a question being sent at this moment then conflicts, starts over
    // and finds the value.
    await requests.save({ ...request, nextAttemptAt: null }, transaction);
    await outbox.enqueue(answeredMessages(task, measurement, actor, request), transaction);
    const { askedSlackIds } = request;
    homeChanges.announceToViewers(
      ({ slackId }) => askedSlackIds.includes(slackId ?? ''),
      transaction,
    );
    return { kind: 'recorded', task, measurement };
  });
}

/** How often the bucket has been given a value. */
export function countValues(measurement: Measurement | null): number {
  return measurement === null ? 0 : 1 + measurement.corrections.length;
}
