import type { Actor } from '../people/index.js';
import type { Faults } from './input.js';
import { isOngoing, type Task } from './task.js';
import { mayShow } from './task-permissions.js';
import type { TasksStore } from './tasks-store.js';

export const mostDependencies = 20;

/**
 * What is wrong with what a task is to depend on: itself, tasks that are not there or that `actor`
 * may not see, or one that depends on it in turn. `task` is null for a new one.
 */
export async function dependencyFaults(
  store: Pick<TasksStore, 'findAll'>,
  actor: Actor,
  dependsOn: readonly string[],
  task: Pick<Task, 'id' | 'dependsOn'> | null,
): Promise<Faults> {
  const fault = await faultOf(store, actor, dependsOn, task);
  return fault === null ? {} : { dependsOn: fault };
}

async function faultOf(
  store: Pick<TasksStore, 'findAll'>,
  actor: Actor,
  dependsOn: readonly string[],
  task: Pick<Task, 'id' | 'dependsOn'> | null,
): Promise<string | null> {
  if (dependsOn.length > mostDependencies) {
    return `A task depends on at most ${mostDependencies} others.`;
  }
  if (task && dependsOn.includes(task.id)) return 'A task cannot depend on itself.';
  const found = await store.findAll(dependsOn);
  const had = new Set(task?.dependsOn);
  const usable = new Set(
    found.filter((each) => mayShow(actor, each) || had.has(each.id)).map(({ id }) => id),
  );
  const unknown = dependsOn.filter((id) => !usable.has(id));
  if (unknown.length > 0) return `You can see no task ${unknown.join(', ')}.`;
  const back = task && (await findWayBack(store, found, task.id));
  return back ? `${back} depends on ${task.id} in turn.` : null;
}

/** Which of `tasks` depends on the task `wantedId`, through however many others; null for none. */
async function findWayBack(
  store: Pick<TasksStore, 'findAll'>,
  tasks: readonly Task[],
  wantedId: string,
): Promise<string | null> {
  for (const start of tasks) {
    const seen = new Set<string>();
    let next = [start];
    while (next.length > 0) {
      const ids = [...new Set(next.flatMap(({ dependsOn }) => dependsOn))];
      if (ids.includes(wantedId)) return start.id;
      const unseen = ids.filter((id) => !seen.has(id));
      for (const id of unseen) seen.add(id);
      next = [...(await store.findAll(unseen))];
    }
  }
  return null;
}

/** The tasks that must be over before work on `task` begins and are not, lowest number first. */
export async function unfinishedDependencies(
  store: Pick<TasksStore, 'findAll'>,
  task: Pick<Task, 'dependsOn'>,
): Promise<readonly Task[]> {
  return (await store.findAll(task.dependsOn)).filter(isOngoing);
}
