import { type Actor, actorId } from '../people/index.js';
import type { Task } from '../tasks/index.js';
import { noticesOfMoves } from './notices.js';
import type { RebalancingDeps } from './rebalancing-deps.js';
import type { SuggestedMove, Suggestion } from './suggestion.js';

/** A move with its task as it is now. */
export interface MovableTask {
  readonly move: SuggestedMove;
  readonly task: Task;
}

/**
 * Gives the tasks to whom they are to go to, or back to whom they came from, and tells those
 * concerned; all or none.
 * @throws TaskChangedError, SuggestionChangedError or AlreadyHandledError when somebody was faster.
 */
export async function transfer(
  { store, tasks, audit, outbox, people, clock, inTransaction }: RebalancingDeps,
  { actor, intentId }: { readonly actor: Actor; readonly intentId: string },
  suggestion: Suggestion,
  becomes: 'applied' | 'reverted',
  movable: readonly MovableTask[],
): Promise<void> {
  const reverted = becomes === 'reverted';
  const moves = movable.map(({ move }) => move);
  const given = { moves, actor, intentId, reverted, tasks: movable.map(({ task }) => task) };
  const notices = await noticesOfMoves(people, given);
  const at = clock.now();
  const byId = actorId(actor);
  const taskIds = moves.map(({ taskId }) => taskId);
  await inTransaction(async (transaction) => {
    const state = { kind: becomes, byId, at, taskIds };
    await store.settle(suggestion.id, suggestion.state.kind, state, transaction);
    const subject = `rebalancing ${suggestion.id}`;
    await audit.insert(
      {
        id: intentId,
        at,
        actorId: byId,
        action: `rebalancing ${becomes}`,
        subject,
        after: { taskIds },
      },
      transaction,
    );
    await tasks.reassign(
      movable.map(({ move, task }) => ({
        task,
        assigneeId: reverted ? move.fromId : move.toId,
        actor,
        intentId: `${intentId}/${task.id}`,
        action: 'task assigned',
      })),
      transaction,
    );
    await outbox.enqueue(notices, transaction);
  });
}
