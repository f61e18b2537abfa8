import type { OutgoingMessage } from '../../outbox/index.js';
import { message } from '../../shared/message.js';
import { type Actor, actorId, type People } from '../people/index.js';
import { handoverEdits, type Task } from '../tasks/index.js';
import type { SuggestedMove } from './suggestion.js';

interface MovesMade {
  readonly moves: readonly SuggestedMove[];
  readonly actor: Actor;
  readonly intentId: string;
  /** Whether the tasks went back to whom they had come from. */
  readonly reverted: boolean;
  /** The moved tasks as they were before. */
  readonly tasks: readonly Task[];
}

/**
 * One message to each member who got or gave tasks, but for who moved them; what they were told
 * about each of the tasks is brought up to date.
 */
export async function noticesOfMoves(
  people: Pick<People, 'members'>,
  { moves, actor, intentId, reverted, tasks }: MovesMade,
): Promise<readonly OutgoingMessage[]> {
  const ids = [...new Set(moves.flatMap(({ fromId, toId }) => [fromId, toId]))];
  const members = await people.members(ids);
  const nameOf = (id: string) => members.find((member) => member.id === id)?.name ?? id;
  const by = { name: actor.name, slackId: actor.kind === 'member' ? actor.slackId : null };
  const edits = moves.flatMap(({ taskId, fromId, toId }) => {
    const task = tasks.find((each) => each.id === taskId);
    const assigneeId = reverted ? fromId : toId;
    const change = { actor, assigneeId, intentId: `${intentId}/${taskId}` };
    return task ? handoverEdits({ ...change, task }, members) : [];
  });
  const notices = members.flatMap(({ id, slackId, active }): OutgoingMessage[] => {
    if (id === actorId(actor) || slackId === undefined || !active) return [];
    const giver = (move: SuggestedMove) => (reverted ? move.toId : move.fromId);
    const receiver = (move: SuggestedMove) => (reverted ? move.fromId : move.toId);
    const line = (move: SuggestedMove, otherId: string) => ({
      id: move.taskId,
      title: move.title,
      hours: move.hours,
      other: nameOf(otherId),
    });
    const view = {
      by,
      reverted,
      got: moves.filter((move) => receiver(move) === id).map((move) => line(move, giver(move))),
      gave: moves.filter((move) => giver(move) === id).map((move) => line(move, receiver(move))),
    };
    const notice = message('rebalancing/notice', view);
    return [{ id: `${intentId}/${id}`, to: slackId, message: notice, causedBy: intentId }];
  });
  return [...edits, ...notices];
}
