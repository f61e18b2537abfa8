import type {
  AssignableMember,
  AssignableTask,
  AssignmentProblem,
  AssignmentWeights,
} from './problem.js';
import { importanceOf } from './score.js';

/**
 * A problem as arrays, members and tasks in the order of their ids, so that the order in which they
 * were given changes nothing.
 */
export interface CompactProblem {
  readonly weights: AssignmentWeights;
  readonly members: readonly AssignableMember[];
  readonly tasks: readonly AssignableTask[];
  readonly memberIndex: ReadonlyMap<string, number>;
  readonly capacity: Float64Array;
  /** Hours taken by committed work and fixed tasks. */
  readonly base: Float64Array;
  /** Hours that movable tasks may take, 0 or more. */
  readonly room: Float64Array;
  /** How many movable tasks each member may hold. */
  readonly places: Int32Array;
  readonly hours: Float64Array;
  readonly importance: Float64Array;
  /** The member who holds each task, or -1. */
  readonly holder: Int32Array;
  readonly movable: Uint8Array;
  readonly skills: SkillTable;
}

/** Levels of all members in all skills that a task requires. */
export interface SkillTable {
  readonly index: ReadonlyMap<string, number>;
  readonly memberCount: number;
  /** The level of member m in skill s at s * memberCount + m; 0 without the skill. */
  readonly levels: Uint8Array;
}

const unlimited = 2 ** 31 - 1;

export function compactProblem(
  problem: AssignmentProblem,
  weights: AssignmentWeights,
): CompactProblem {
  const members = problem.members.toSorted(byId);
  const tasks = problem.tasks.toSorted(byId);
  const memberIndex = new Map(members.map(({ id }, index) => [id, index]));
  const holder = Int32Array.from(tasks, ({ holderId }) =>
    holderId === null ? -1 : (memberIndex.get(holderId) ?? -1),
  );
  const base = Float64Array.from(members, ({ committedHours }) => committedHours);
  const places = Int32Array.from(members, ({ maximumTasks }) => maximumTasks ?? unlimited);
  tasks.forEach(({ isFixed, estimatedHours }, task) => {
    const member = holder[task] ?? -1;
    if (!isFixed || member < 0) return;
    base[member] = (base[member] ?? 0) + estimatedHours;
    places[member] = Math.max(0, (places[member] ?? 0) - 1);
  });
  return {
    weights,
    members,
    tasks,
    memberIndex,
    capacity: Float64Array.from(members, ({ capacityHours }) => capacityHours),
    base,
    room: Float64Array.from(members, ({ capacityHours }, member) =>
      Math.max(0, capacityHours - (base[member] ?? 0)),
    ),
    places,
    hours: Float64Array.from(tasks, ({ estimatedHours }) => estimatedHours),
    importance: Float64Array.from(tasks, (task) => importanceOf(task, weights).total),
    holder,
    movable: Uint8Array.from(tasks, ({ isFixed }) => (isFixed ? 0 : 1)),
    skills: skillTable(members, tasks),
  };
}

function byId(a: { readonly id: string }, b: { readonly id: string }): number {
  if (a.id === b.id) return 0;
  return a.id < b.id ? -1 : 1;
}

function skillTable(
  members: readonly AssignableMember[],
  tasks: readonly AssignableTask[],
): SkillTable {
  const names = new Set(
    tasks.flatMap(({ requiredSkills }) => requiredSkills.map(({ name }) => name)),
  );
  const index = new Map([...names].sort().map((name, skill) => [name, skill]));
  const memberCount = members.length;
  const levels = new Uint8Array(index.size * memberCount);
  members.forEach(({ skills }, member) => {
    for (const { name, level } of skills) {
      const skill = index.get(name);
      if (skill !== undefined) levels[skill * memberCount + member] = level;
    }
  });
  return { index, memberCount, levels };
}
