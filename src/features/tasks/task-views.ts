import { formatAmount, unitOfDifference } from '../../shared/amount.js';
import type { AuditEntry } from '../audit/index.js';
import { localDayAndTime } from '../calendar/index.js';
import { formatSkills } from '../people/index.js';
import { writeHours } from './hours.js';
import { type Monitoring, sourceAddress } from './monitoring.js';
import type { Task } from './task.js';

/** The fields of a task that templates print. */
export function taskView(task: Task) {
  const { id, title, notes, status, blockedReason, priority, dueOn } = task;
  const { estimatedHours, actualHours, completionNotes, monitoring } = task;
  return {
    id,
    title,
    notes,
    status,
    blockedReason,
    priority,
    dueOn,
    estimatedHours,
    requiredSkills: formatSkills(task.requiredSkills),
    pinned: task.pinned,
    dependsOn: task.dependsOn.join(', '),
    actualHours,
    completionNotes,
    monitoring: monitoring && monitoringView(monitoring),
  };
}

function monitoringView(monitoring: Monitoring) {
  const { metric, unit, direction, target, baseline, cadence, source, startDate, endDate, state } =
    monitoring;
  return {
    metric,
    unit,
    direction,
    target: formatAmount(target.value, target.type === 'percent' ? '%' : unitOfDifference(unit)),
    baseline: baseline && formatAmount(baseline.value, unit),
    cadence,
    sourceAddress: sourceAddress(source),
    startDate,
    endDate,
    state,
    extensionCount: monitoring.extensionCount,
    maximumExtensions: monitoring.maximumExtensions,
  };
}

export interface HistoryLine {
  readonly when: string;
  readonly who: string;
  readonly what: string;
  readonly reason: string | null;
}

/** An audit entry as a line, with the time that clocks in `timeZone` showed. */
export function historyLine(
  entry: AuditEntry,
  nameOf: (memberId: string) => string,
  timeZone: string,
): HistoryLine {
  return {
    when: localDayAndTime(entry.at, timeZone),
    who: [entry.actorId, entry.inPlaceOfId]
      .filter((id) => id !== undefined)
      .map(nameOf)
      .join(' for '),
    what: whatHappened(entry, nameOf),
    reason: entry.reason ?? null,
  };
}

/** `task completed` by Ana is "Ana completed it", `monitoring extended` "… extended its monitoring". */
function whatHappened(
  { action, after, undoes }: AuditEntry,
  nameOf: (id: string) => string,
): string {
  if (undoes !== undefined) return `undid “${inWords(action.replace('undone: ', ''), {}, nameOf)}”`;
  return inWords(action, after ?? {}, nameOf);
}

const phrases: Readonly<Record<string, string>> = {
  'monitoring closed as met': 'closed its monitoring as met',
  'monitoring closed as failed': 'closed its monitoring as failed',
  'monitoring continued after a talk': 'continued its monitoring after a talk',
  'monitored task reassigned': 'reassigned it and went on monitoring',
  'monitoring target changed': 'changed the target of its monitoring',
};

function inWords(
  action: string,
  { assigneeId, actualHours }: Readonly<Record<string, unknown>>,
  nameOf: (id: string) => string,
): string {
  const [, subject, verb] = /^(\w+) (\w+)$/.exec(action) ?? [];
  if (subject === undefined || verb === undefined) return phrases[action] ?? `(${action})`;
  if (subject !== 'task') return `${verb} its ${subject}`;
  if (verb === 'assigned' && typeof assigneeId === 'string') {
    return `assigned it to ${nameOf(assigneeId)}`;
  }
  return verb === 'completed' && typeof actualHours === 'number'
    ? `completed it in ${writeHours(actualHours)}`
    : `${verb} it`;
}
