import type { Db } from 'mongodb';
import { addLocalDays } from '../../../src/features/calendar/index.js';
import { measurementId } from '../../../src/features/measurements/measurement.js';
import type { Task } from '../../../src/features/tasks/index.js';

const days = 20;

/** A daily task whose period ended yesterday; its readings say `close` or `extend`. */
export interface DueTask {
  readonly number: number;
  readonly teamId: string;
  readonly assigneeId: string;
  readonly createdById: string;
  readonly today: string;
  readonly decision: 'close' | 'extend';
}

type TaskDocument = Omit<Task, 'id'> & { _id: string };

/** Writes the tasks and their readings as weeks of work would have left them. */
export async function insertDueTasks(db: Db, tasks: readonly DueTask[]): Promise<void> {
  await db.collection<TaskDocument>('tasks').insertMany(tasks.map(taskDocument));
  await db
    .collection<{ _id: string }>('measurements')
    .insertMany(tasks.flatMap(measurementDocuments));
  await db
    .collection<{ _id: string; value: number }>('counters')
    .insertOne({ _id: 'tasks', value: Math.max(...tasks.map(({ number }) => number)) });
}

function taskDocument(task: DueTask): TaskDocument {
  const { number, teamId, assigneeId, createdById, today } = task;
  const createdAt = new Date(`${addLocalDays(today, -days)}T08:00:00Z`);
  return {
    _id: `T-${number}`,
    number,
    title: `Speed up page ${number}`,
    notes: null,
    status: 'in progress',
    blockedReason: null,
    priority: 'normal',
    teamId,
    assigneeId,
    createdById,
    dueOn: null,
    estimatedHours: null,
    requiredSkills: [],
    pinned: false,
    dependsOn: [],
    actualHours: null,
    completionNotes: null,
    monitoring: {
      metric: 'load time',
      unit: 'ms',
      direction: 'lower',
      target: { type: 'percent', value: 10 },
      baseline: { value: 400 },
      cadence: 'daily',
      source: { kind: 'manual' },
      startDate: addLocalDays(today, -days),
      endDate: addLocalDays(today, -1),
      extensionCount: 0,
      maximumExtensions: 2,
      state: 'active',
      evaluatedAt: null,
      recommendation: null,
      evaluationNotes: null,
    },
    createdAt,
    startedAt: createdAt,
    completedAt: null,
    version: 1,
  };
}

/** Readings around a level that is 25 % (close) or 6 % (extend) below the baseline. */
function measurementDocuments({ number, assigneeId, today, decision }: DueTask) {
  const level = decision === 'close' ? 300 : 376;
  return Array.from({ length: days }, (_, day) => {
    const bucket = addLocalDays(today, day - days);
    return {
      _id: measurementId(`T-${number}`, bucket),
      taskId: `T-${number}`,
      bucket,
      cadence: 'daily',
      value: level + ((day * 7 + number) % 5) * 2 - 4,
      takenAt: new Date(`${bucket}T09:00:00Z`),
      takenBy: assigneeId,
      corrections: [],
    };
  });
}
