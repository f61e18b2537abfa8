import type { NewMonitoring } from '../../../src/features/tasks/new-monitoring.js';
import type { NewTask } from '../../../src/features/tasks/new-task.js';

export function aNewTask(overrides: Partial<NewTask> = {}): NewTask {
  return {
    title: 'Speed up the nightly build',
    notes: null,
    teamId: 'web',
    assigneeId: 'ana',
    priority: 'normal',
    dueOn: null,
    estimatedHours: null,
    monitoring: null,
    ...overrides,
  };
}

export function aNewMonitoring(overrides: Partial<NewMonitoring> = {}): NewMonitoring {
  return {
    metric: 'Pages built per hour',
    unit: 'pages',
    direction: 'higher',
    target: { type: 'percent', value: 10 },
    baseline: { value: 120 },
    cadence: 'daily',
    source: { kind: 'manual' },
    startDate: '2026-11-21',
    endDate: '2026-12-19',
    maximumExtensions: 2,
    ...overrides,
  };
}
