import type { Transaction } from '../../storage/index.js';
import { actorId } from '../people/index.js';
import type { TaskChanged } from '../tasks/index.js';
import { type Audience, audienceOf, concernedBy } from './audience.js';
import { automaticClose, type Evaluation, evaluationIdOf, type Settlement } from './evaluation.js';
import type { EvaluationDeps } from './evaluation-deps.js';
import { messagesOfFollowing, messagesOfReturn } from './slack/evaluation-messages.js';

/**
 * Keeps a decision that waits, or that was just taken, in step with its task: a decision that is
 * undone waits again; one that nobody needs any more is withdrawn; a new assignee stands on it.
 */
export async function followTask(
  deps: EvaluationDeps,
  event: TaskChanged,
  transaction: Transaction,
): Promise<void> {
  const evaluationId = concernedEvaluation(event);
  if (evaluationId === null) return;
  const evaluation = await deps.store.evaluation(evaluationId, transaction);
  if (!evaluation) return;
  const { settlement, withdrawal } = evaluation;
  if (event.undoes !== null && event.undoes === settlement?.intentId) {
    return takeBack(deps, event, { ...evaluation, settlement }, transaction);
  }
  if (settlement !== null) return;
  if (event.undoes !== null && event.undoes === withdrawal?.intentId) {
    return follow(deps, event, evaluation, { withdrawal: null }, transaction);
  }
  if (withdrawal) return;
  if (!waitsIn(event.task)) {
    const { actor, at, intentId, task } = event;
    const withdrawn = { byId: actorId(actor), at, status: task.status, intentId };
    return follow(deps, event, evaluation, { withdrawal: withdrawn }, transaction);
  }
  const { assigneeId } = event.task;
  return follow(deps, event, evaluation, { assigneeId }, transaction);
}

/** The evaluation that waits, or did before an undoing; found without asking the database. */
function concernedEvaluation({ before, task, undoes }: TaskChanged): string | null {
  const isUndone = undoes !== null && task.monitoring?.evaluatedAt != null;
  const moves = waitsIn(before) && (!waitsIn(task) || before.assigneeId !== task.assigneeId);
  if (!isUndone && !moves) return null;
  const { monitoring } = isUndone ? task : before;
  return monitoring && evaluationIdOf(task.id, monitoring.endDate);
}

function waitsIn({ monitoring }: TaskChanged['task']): boolean {
  return monitoring?.state === 'awaiting approval';
}

async function follow(
  { store, outbox, ...deps }: EvaluationDeps,
  { at }: TaskChanged,
  evaluation: Evaluation,
  changes: Partial<Pick<Evaluation, 'withdrawal' | 'assigneeId'>>,
  transaction: Transaction,
): Promise<void> {
  const after = await store.update(evaluation, changes, transaction);
  if (!after) throw new Error(`${evaluation.id} changed within a transaction`);
  const audience = await audienceFor(deps, after);
  await outbox.enqueue(messagesOfFollowing(after, audience, at), transaction);
}

async function takeBack(
  deps: EvaluationDeps,
  { actor, at }: TaskChanged,
  settled: Evaluation & { readonly settlement: Settlement },
  transaction: Transaction,
): Promise<void> {
  const { store, outbox } = deps;
  const { id, evaluatedAt, receipt } = settled;
  const isAutomatic = receipt.result.decision === 'close';
  const settlement = isAutomatic ? automaticClose({ id, at: evaluatedAt }) : null;
  const restored = await store.update(settled, { settlement }, transaction);
  if (!restored) throw new Error(`${id} changed within a transaction`);
  await store.markFinal(id, true, transaction);
  await store.removeExtension(id, transaction);
  const audience = await audienceFor(deps, settled);
  await outbox.enqueue(messagesOfReturn(restored, settled, { actor, at, audience }), transaction);
}

async function audienceFor(
  { people }: Pick<EvaluationDeps, 'people'>,
  evaluation: Evaluation,
): Promise<Audience> {
  const team = await people.team(evaluation.teamId);
  if (!team) throw new Error(`${evaluation.id} is of a team that does not exist any more`);
  return audienceOf(people, team, concernedBy(evaluation));
}
