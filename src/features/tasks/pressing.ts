import { priorities, type Task } from './task.js';

type Pressing = Pick<Task, 'number' | 'dueOn' | 'priority'>;

/** By due date, those without one last; then by priority; then the oldest first. */
export function mostPressingFirst<T extends Pressing>(tasks: readonly T[]): readonly T[] {
  return tasks.toSorted(
    (one, other) =>
      compareDue(one, other) ||
      priorities.indexOf(other.priority) - priorities.indexOf(one.priority) ||
      one.number - other.number,
  );
}

function compareDue({ dueOn: one }: Pressing, { dueOn: other }: Pressing): number {
  if (one === other) return 0;
  if (one === null) return 1;
  return other === null || one < other ? -1 : 1;
}
