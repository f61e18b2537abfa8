import { actorId } from '../people/index.js';
import { readEntry } from './entry.js';
import { measurementId } from './measurement.js';
import type {
  MeasurementDeps,
  RecordPastReadings,
  RecordPastOutcome,
} from './measurements-service.js';
import { findMonitoredTask } from './monitored-task.js';

/** Records readings of buckets that have none, each as of when it was taken: all of them or none. */
export async function recordPast(
  deps: MeasurementDeps,
  { actor, intentId, taskId, readings }: RecordPastReadings,
): Promise<RecordPastOutcome> {
  const found = await findMonitoredTask(deps, taskId, actor, 'edit_tasks');
  if (found.kind !== 'found') return found;
  const { task, today } = found;
  for (const { bucket, value } of readings) {
    const written = { bucket, value: String(value), note: null };
    const entry = readEntry(written, task.monitoring, today);
    if ('faults' in entry) return { kind: 'invalid', faults: entry.faults };
  }
  const takenBy = actorId(actor);
  const entries = readings.map(({ bucket, value, takenAt }) => ({
    id: `${intentId}/${bucket}`,
    at: takenAt,
    actorId: takenBy,
    action: 'measurement recorded',
    subject: `task ${task.id}`,
    after: { bucket, value },
  }));
  const { cadence } = task.monitoring;
  const documents = readings.map(({ bucket, value, takenAt }) => ({
    _id: measurementId(task.id, bucket),
    taskId: task.id,
    bucket,
    cadence,
    value,
    takenAt,
    takenBy,
    corrections: [],
  }));
  await deps.inTransaction(async (transaction) => {
    await deps.audit.insertAll(entries, transaction);
    await deps.store.insertAll(documents, transaction);
  });
  return { kind: 'recorded', count: readings.length };
}
