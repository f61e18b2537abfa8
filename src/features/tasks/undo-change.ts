import { AlreadyHandledError, type AuditEntry } from '../audit/index.js';
import { type Actor, actorId, isAllowed } from '../people/index.js';
import { restoredFields } from './audited-fields.js';
import { type RecordedChange, recordChanges, taskSubject } from './record-change.js';
import type { Task } from './task.js';
import { taskAfter, TaskChangedError } from './task-changes.js';
import type { TaskDeps } from './task-deps.js';
import type { UndoChange, UndoOutcome } from './task-outcomes.js';
import { noticesOfUndo } from './undo-notices.js';

/** How many of the changes after the one to be undone are told. */
const mostSince = 20;

/**
 * Puts back what the change under `undoes` replaced, as a new version with an audit entry of its
 * own, and cancels the messages that it caused and nobody has posted yet.
 */
export async function undoChange(deps: TaskDeps, request: UndoChange): Promise<UndoOutcome> {
  const judged = await judge(deps, request);
  if (judged.kind !== 'possible') return judged;
  const { task, entry } = judged;
  const change = await takingBack(deps, request.actor, task, entry);
  try {
    await deps.inTransaction(async (transaction) => {
      await deps.outbox.cancel(entry.id, transaction);
      await recordChanges(deps, [change], transaction);
    });
  } catch (error) {
    if (error instanceof AlreadyHandledError || error instanceof TaskChangedError) {
      return whatHappened(deps, request);
    }
    throw error;
  }
  return { kind: 'undone', task: taskAfter(task, change.changes), entry };
}

type Judgement = UndoOutcome | { readonly kind: 'possible'; task: Task; entry: AuditEntry };

async function judge(deps: TaskDeps, { undoes, actor }: UndoChange): Promise<Judgement> {
  const { audit, store, clock } = deps;
  const entry = await audit.find(undoes);
  const task = entry?.undoableUntil && (await store.find(taskIdIn(entry)));
  if (!entry?.undoableUntil || !task) return { kind: 'not undoable' };
  if (!mayUndo(actor, entry, task)) return { kind: 'not allowed', task };
  const undoing = await audit.find(undoingId(entry));
  if (undoing) return { kind: 'already undone', task, undoing };
  if (task.version !== entry.version) {
    return { kind: 'changed since', task, since: await changesSince(deps, entry) };
  }
  if (clock.now() > entry.undoableUntil) return { kind: 'too late', task, entry };
  return { kind: 'possible', task, entry };
}

/** Judges again after somebody else was faster, so that it is no longer possible. */
async function whatHappened(deps: TaskDeps, request: UndoChange): Promise<UndoOutcome> {
  const judged = await judge(deps, request);
  if (judged.kind === 'possible') throw new Error(`${request.undoes} was neither undone nor kept`);
  return judged;
}

/** Who made the change, and who manages the team. */
function mayUndo(actor: Actor, entry: AuditEntry, { teamId }: Task): boolean {
  return actorId(actor) === entry.actorId || isAllowed(actor, 'manage_team', { teamId });
}

async function takingBack(
  deps: TaskDeps,
  actor: Actor,
  task: Task,
  entry: AuditEntry,
): Promise<RecordedChange> {
  const changes = restoredFields(entry.before ?? {}, task);
  return {
    before: task,
    changes,
    actor,
    intentId: undoingId(entry),
    action: `undone: ${entry.action}`,
    reason: null,
    undoes: entry.id,
    messages: await noticesOfUndo(deps.people, { task, changes, entry, actor }),
  };
}

async function changesSince({ audit }: TaskDeps, entry: AuditEntry) {
  const latest = await audit.about(entry.subject, mostSince);
  return latest.filter(({ version = 0 }) => version > (entry.version ?? 0));
}

/** Undoing twice is undoing once. */
function undoingId({ id }: AuditEntry): string {
  return `undo/${id}`;
}

function taskIdIn({ subject }: AuditEntry): string {
  return subject.slice(taskSubject('').length);
}
