import type { Skill } from '../people/index.js';
import type { Monitoring } from './monitoring.js';

export const taskStatuses = ['open', 'in progress', 'blocked', 'done', 'cancelled'] as const;
export type TaskStatus = (typeof taskStatuses)[number];

export const priorities = ['low', 'normal', 'high', 'urgent'] as const;
export type Priority = (typeof priorities)[number];

export interface Task {
  /** `T-12`; unique in the workspace, counted up without gaps being reused. */
  readonly id: string;
  readonly number: number;
  readonly title: string;
  readonly notes: string | null;
  readonly status: TaskStatus;
  /** Why work cannot go on, while `status` is `blocked`. */
  readonly blockedReason: string | null;
  readonly priority: Priority;
  readonly teamId: string;
  readonly assigneeId: string | null;
  readonly createdById: string;
  /** Local day of the team, `YYYY-MM-DD`. */
  readonly dueOn: string | null;
  readonly estimatedHours: number | null;
  /** Whoever lacks one of them, or has it at a lower level, is not given the task. */
  readonly requiredSkills: readonly Skill[];
  /** It stays with its assignee, whatever assignment and rebalancing would do. */
  readonly pinned: boolean;
  /** Ids of the tasks that must be over before work on this one begins. */
  readonly dependsOn: readonly string[];
  readonly actualHours: number | null;
  readonly completionNotes: string | null;
  readonly monitoring: Monitoring | null;
  readonly createdAt: Date;
  readonly startedAt: Date | null;
  readonly completedAt: Date | null;
  /** Grows by one with each change; a change decided on an older version is refused. */
  readonly version: number;
}

/** The statuses in which work on a task may still happen. */
export const ongoingStatuses: readonly TaskStatus[] = ['open', 'in progress', 'blocked'];

/** Whether work on the task may still happen. */
export function isOngoing(task: Task): boolean {
  return task.status !== 'done' && task.status !== 'cancelled';
}
