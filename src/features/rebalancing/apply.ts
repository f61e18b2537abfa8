import { AlreadyHandledError } from '../audit/index.js';
import type { Actor, Member } from '../people/index.js';
import { TaskChangedError } from '../tasks/index.js';
import { type ChangeSince, changesSince } from './changes-since.js';
import { excessOf, limitedLoads } from './limited-loads.js';
import { mayRebalance, type RebalancingDeps } from './rebalancing-deps.js';
import { SuggestionChangedError } from './rebalancing-store.js';
import type { SuggestedMove, Suggestion } from './suggestion.js';
import { transfer } from './transfer.js';

export interface Apply {
  readonly actor: Actor;
  readonly intentId: string;
  readonly suggestionId: string;
  /** The tasks that are to move; null for all that were suggested. */
  readonly taskIds: readonly string[] | null;
}

export type ApplyOutcome =
  | { readonly kind: 'unknown suggestion' }
  | { readonly kind: 'not allowed' }
  | { readonly kind: 'nothing chosen' }
  | { readonly kind: 'already settled'; readonly suggestion: Suggestion }
  | {
      readonly kind: 'changed since';
      readonly suggestion: Suggestion;
      readonly changes: readonly ChangeSince[];
    }
  /** Without the moves that were left out, these members would get more than fits. */
  | { readonly kind: 'too much'; readonly members: readonly Member[] }
  | {
      readonly kind: 'applied';
      readonly suggestion: Suggestion;
      readonly moves: readonly SuggestedMove[];
    };

/** Moves all or some of the suggested tasks, unless something has changed since; all or none. */
export async function apply(deps: RebalancingDeps, request: Apply): Promise<ApplyOutcome> {
  const suggestion = await deps.store.find(request.suggestionId);
  if (!suggestion) return { kind: 'unknown suggestion' };
  if (!mayRebalance(deps, request.actor, suggestion.teamId)) return { kind: 'not allowed' };
  if (suggestion.state.kind !== 'suggested') return { kind: 'already settled', suggestion };
  const { taskIds } = request;
  const moves = suggestion.moves.filter(({ taskId }) => taskIds?.includes(taskId) ?? true);
  if (moves.length === 0) return { kind: 'nothing chosen' };
  try {
    return await move(deps, request, suggestion, moves);
  } catch (error) {
    const isLate =
      error instanceof AlreadyHandledError ||
      error instanceof TaskChangedError ||
      error instanceof SuggestionChangedError;
    if (!isLate) throw error;
    return whatIsNowTrue(deps, request);
  }
}

/** Judges again after somebody else was faster. */
async function whatIsNowTrue(deps: RebalancingDeps, request: Apply): Promise<ApplyOutcome> {
  const suggestion = await deps.store.find(request.suggestionId);
  if (!suggestion) return { kind: 'unknown suggestion' };
  if (suggestion.state.kind !== 'suggested') return { kind: 'already settled', suggestion };
  const { changes } = await situation(deps, suggestion, suggestion.moves);
  return { kind: 'changed since', suggestion, changes };
}

async function situation(
  deps: RebalancingDeps,
  suggestion: Suggestion,
  moves: readonly SuggestedMove[],
) {
  const { people, tasks, workload } = deps;
  const team = await people.team(suggestion.teamId);
  if (!team) throw new Error(`The team ${suggestion.teamId} of a suggestion is gone`);
  const [current, loads] = await Promise.all([
    tasks.tasks(moves.map(({ taskId }) => taskId)),
    workload.loadsOfTeam(team, suggestion.horizon),
  ]);
  const limited = await limitedLoads(deps, loads);
  return { current, limited, changes: changesSince(suggestion, moves, current, loads, limited) };
}

async function move(
  deps: RebalancingDeps,
  request: Apply,
  suggestion: Suggestion,
  moves: readonly SuggestedMove[],
): Promise<ApplyOutcome> {
  const { current, limited, changes } = await situation(deps, suggestion, moves);
  if (changes.length > 0) return { kind: 'changed since', suggestion, changes };
  const overfull = limited.filter((load) => excessOf(moves, load) !== null);
  if (overfull.length > 0) {
    return { kind: 'too much', members: overfull.map(({ member }) => member) };
  }
  const movable = moves.flatMap((each) => {
    const task = current.find(({ id }) => id === each.taskId);
    return task ? [{ move: each, task }] : [];
  });
  await transfer(deps, request, suggestion, 'applied', movable);
  return { kind: 'applied', suggestion, moves };
}
