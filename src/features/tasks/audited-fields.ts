import { type MeasurementSource, type Monitoring, sourceAddress } from './monitoring.js';
import type { NewMonitoring } from './new-monitoring.js';
import type { Task } from './task.js';
import type { TaskChanges } from './task-changes.js';

type Fields = Readonly<Record<string, unknown>>;

/** Fields of a task as the audit log keeps them: a source without what may be secret in its URL. */
export function auditedFields(fields: {
  readonly monitoring?: Monitoring | NewMonitoring | null;
}): Fields {
  const { monitoring } = fields;
  if (!monitoring) return { ...fields };
  return { ...fields, monitoring: { ...monitoring, source: auditedSource(monitoring.source) } };
}

function auditedSource(source: MeasurementSource): object {
  if (source.kind === 'manual') return source;
  return { kind: source.kind, address: sourceAddress(source), pointer: source.pointer };
}

/** Audited fields of `task` to be put back. No change replaces the source, so it is the task's own. */
export function restoredFields(audited: Fields, task: Task): TaskChanges {
  const changes = audited as TaskChanges;
  if (!changes.monitoring || !task.monitoring) return changes;
  return { ...changes, monitoring: { ...changes.monitoring, source: task.monitoring.source } };
}
