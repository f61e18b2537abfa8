import { AlreadyHandledError } from '../audit/index.js';
import type { Actor, Member } from '../people/index.js';
import { isOngoing, type Task, TaskChangedError } from '../tasks/index.js';
import { mayRebalance, type RebalancingDeps } from './rebalancing-deps.js';
import { SuggestionChangedError } from './rebalancing-store.js';
import type { SuggestedMove, Suggestion } from './suggestion.js';
import { transfer } from './transfer.js';

export interface Revert {
  readonly actor: Actor;
  readonly intentId: string;
  readonly suggestionId: string;
}

/** A move that stays, and why. */
export interface Unreverted {
  readonly move: SuggestedMove;
  readonly because: 'over' | 'started' | 'with somebody else' | 'gone' | 'holder left';
}

export type RevertOutcome =
  | { readonly kind: 'unknown suggestion' }
  | { readonly kind: 'not allowed' }
  | { readonly kind: 'not applied'; readonly suggestion: Suggestion }
  /** Everything has changed since, so that nothing goes back. */
  | { readonly kind: 'nothing to revert'; readonly unreverted: readonly Unreverted[] }
  | { readonly kind: 'changed meanwhile' }
  | {
      readonly kind: 'reverted';
      readonly moves: readonly SuggestedMove[];
      readonly unreverted: readonly Unreverted[];
    };

/** Gives the moved tasks back to whom they came from, but for those that have changed since. */
export async function revert(deps: RebalancingDeps, request: Revert): Promise<RevertOutcome> {
  const suggestion = await deps.store.find(request.suggestionId);
  if (!suggestion) return { kind: 'unknown suggestion' };
  if (!mayRebalance(deps, request.actor, suggestion.teamId)) return { kind: 'not allowed' };
  if (suggestion.state.kind !== 'applied') return { kind: 'not applied', suggestion };
  try {
    return await giveBack(deps, request, suggestion, suggestion.state.taskIds);
  } catch (error) {
    if (error instanceof TaskChangedError) return { kind: 'changed meanwhile' };
    if (error instanceof AlreadyHandledError || error instanceof SuggestionChangedError) {
      return { kind: 'not applied', suggestion: await settled(deps, request) };
    }
    throw error;
  }
}

async function settled({ store }: RebalancingDeps, { suggestionId }: Revert): Promise<Suggestion> {
  const suggestion = await store.find(suggestionId);
  if (!suggestion) throw new Error(`The suggestion ${suggestionId} is gone`);
  return suggestion;
}

async function giveBack(
  deps: RebalancingDeps,
  request: Revert,
  suggestion: Suggestion,
  taskIds: readonly string[],
): Promise<RevertOutcome> {
  const { tasks, people } = deps;
  const applied = suggestion.moves.filter(({ taskId }) => taskIds.includes(taskId));
  const [current, holders] = await Promise.all([
    tasks.tasks(taskIds),
    people.members(applied.map(({ fromId }) => fromId)),
  ]);
  const judged = applied.map((move) => {
    const task = current.find(({ id }) => id === move.taskId);
    return { move, task, because: hindranceOf(move, task, holders) };
  });
  const unreverted = judged.flatMap(({ move, because }) => (because ? [{ move, because }] : []));
  const back = judged.flatMap(({ move, task, because }) =>
    task && because === null ? [{ move, task }] : [],
  );
  if (back.length === 0) return { kind: 'nothing to revert', unreverted };

  await transfer(deps, request, suggestion, 'reverted', back);
  return { kind: 'reverted', moves: back.map(({ move }) => move), unreverted };
}

function hindranceOf(
  { fromId, toId }: SuggestedMove,
  task: Task | undefined,
  holders: readonly Member[],
): Unreverted['because'] | null {
  if (!task) return 'gone';
  if (!isOngoing(task)) return 'over';
  if (task.assigneeId !== toId) return 'with somebody else';
  if (task.status !== 'open' || task.startedAt !== null) return 'started';
  return holders.some(({ id, active }) => id === fromId && active) ? null : 'holder left';
}
