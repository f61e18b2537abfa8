import type { Evaluation } from '../../../src/features/evaluations/index.js';
import type { Task } from '../../../src/features/tasks/index.js';

export function taskWith(fields: Partial<Task> & Pick<Task, 'number'>): Task {
  return {
    id: `T-${fields.number}`,
    title: `Task ${fields.number}`,
    notes: null,
    status: 'in progress',
    blockedReason: null,
    priority: 'normal',
    teamId: 'web',
    assigneeId: 'ana',
    createdById: 'lea',
    dueOn: null,
    estimatedHours: null,
    requiredSkills: [],
    pinned: false,
    dependsOn: [],
    actualHours: null,
    completionNotes: null,
    monitoring: null,
    createdAt: new Date('2026-11-01T08:00:00Z'),
    startedAt: null,
    completedAt: null,
    version: 1,
    ...fields,
  };
}

export function doneTask(number: number, completedAt: string): Task {
  return taskWith({ number, status: 'done', completedAt: new Date(completedAt) });
}

/** An evaluation as far as reports look at it. */
export function settledWith(
  number: number,
  at: string,
  settlement: Partial<NonNullable<Evaluation['settlement']>> = {},
  changePercent: number | null = -12,
): Evaluation {
  return {
    taskId: `T-${number}`,
    teamId: 'web',
    title: `Task ${number}`,
    metric: 'load time',
    receipt: { figures: { baselineToLevelPct: changePercent } },
    settlement: {
      choice: 'close as met',
      byId: 'lea',
      at: new Date(at),
      reason: null,
      endDate: null,
      assigneeId: null,
      targetValue: null,
      ...settlement,
    },
  } as unknown as Evaluation;
}
