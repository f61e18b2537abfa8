import { AlreadyHandledError } from '../audit/index.js';
import { localDayOf } from '../calendar/index.js';
import type { Actor } from '../people/index.js';
import { hoursFault } from './hours.js';
import { type Faults, presentFaults } from './input.js';
import { checkAssignee } from './assignee.js';
import { dependencyFaults, unfinishedDependencies } from './dependencies.js';
import { cleanEdits, editFaults } from './task-edits.js';
import { concernedMembers, noticesOf } from './task-notices.js';
import { recordChanges, taskSubject } from './record-change.js';
import { skillNameFaults } from './required-skills.js';
import type { Task } from './task.js';
import {
  auditActions,
  changesOf,
  taskAfter,
  TaskChangedError,
  type TaskChanges,
  type TaskCommand,
} from './task-changes.js';
import type { TaskDeps } from './task-deps.js';
import type { ChangeOutcome, ChangeTask } from './task-outcomes.js';
import { mayAssign, mayChange } from './task-permissions.js';
import { cleanText, notesFault, reasonFault } from './task-texts.js';

/** Reopening is itself how a completion is taken back later; the others harm nobody. */
const undoableCommands: readonly TaskCommand['kind'][] = ['assign', 'edit', 'complete', 'cancel'];

/** Assigns, edits, starts, blocks, completes, cancels or reopens a task. */
export async function changeTask(deps: TaskDeps, request: ChangeTask): Promise<ChangeOutcome> {
  const command = cleanCommand(request.command);
  const faults = commandFaults(command);
  if (Object.keys(faults).length > 0) return { kind: 'invalid', faults };

  const { actor, version } = request;
  const task = await deps.store.find(request.taskId);
  if (!task) return { kind: 'unknown task' };
  if (!isPermitted(actor, task, command)) return { kind: 'not allowed', task };

  const changes = changesOf(task, command, deps.clock.now());
  if (!changes) return toldAsHandled(deps, request, { kind: 'not possible', task });
  if (version !== undefined && version !== task.version) {
    return toldAsHandled(deps, request, { kind: 'changed meanwhile', task });
  }
  if (command.kind === 'assign') {
    const problem = await problemWithAssignment(deps, task, command.assigneeId);
    if (problem) return toldAsHandled(deps, request, problem);
  }
  const hindrance = await hindranceOf(deps, request, command, task, changes);
  if (hindrance) return toldAsHandled(deps, request, hindrance);
  return apply(deps, task, changes, command, request);
}

/** Why it cannot be done to this task, apart from its status and version; null when it can. */
async function hindranceOf(
  deps: TaskDeps,
  { actor }: ChangeTask,
  command: TaskCommand,
  task: Task,
  changes: TaskChanges,
): Promise<ChangeOutcome | null> {
  const { store, people, clock } = deps;
  if (command.kind === 'start') {
    const unfinished = await unfinishedDependencies(store, task);
    return unfinished.length > 0 ? { kind: 'waits for', task, unfinished } : null;
  }
  if (command.kind !== 'edit') return null;
  const team = await people.team(task.teamId);
  const today = localDayOf(clock.now(), team?.timeZone ?? 'UTC');
  const { requiredSkills } = changes;
  const faults = {
    ...(requiredSkills &&
      (await skillNameFaults(deps, actor, requiredSkills, task.requiredSkills))),
    ...editFaults(changes, today),
    ...(changes.dependsOn && (await dependencyFaults(store, actor, changes.dependsOn, task))),
  };
  if (Object.keys(faults).length > 0) return { kind: 'invalid', faults };
  return Object.keys(changes).length === 0 ? { kind: 'unchanged', task } : null;
}

function isPermitted(actor: Actor, task: Task, command: TaskCommand): boolean {
  return command.kind === 'assign'
    ? mayAssign(actor, task, command.assigneeId)
    : mayChange(actor, task);
}

async function apply(
  deps: TaskDeps,
  before: Task,
  changes: TaskChanges,
  command: TaskCommand,
  request: ChangeTask,
): Promise<ChangeOutcome> {
  const { actor, intentId } = request;
  const after = taskAfter(before, changes);
  const noted = { before, after, command, actor, intentId };
  const change = {
    before,
    changes,
    actor,
    intentId,
    action: auditActions[command.kind],
    reason: 'reason' in command ? command.reason : null,
    undoable: undoableCommands.includes(command.kind),
    messages: noticesOf(noted, await concernedMembers(deps.people, noted)),
  };
  try {
    await deps.inGroupCommit((transaction) => recordChanges(deps, [change], transaction));
    return { kind: 'changed', task: after, before, intentId };
  } catch (error) {
    if (error instanceof AlreadyHandledError || error instanceof TaskChangedError) {
      return whatIsNowTrue(deps, request, command);
    }
    throw error;
  }
}

async function whatIsNowTrue(
  deps: TaskDeps,
  request: ChangeTask,
  command: TaskCommand,
): Promise<ChangeOutcome> {
  const task = await deps.store.find(request.taskId);
  if (!task) return { kind: 'unknown task' };
  const possible = changesOf(task, command, deps.clock.now()) !== null;
  const kind = possible ? 'changed meanwhile' : 'not possible';
  return toldAsHandled(deps, request, { kind, task });
}

async function problemWithAssignment(
  deps: TaskDeps,
  task: Task,
  assigneeId: string,
): Promise<ChangeOutcome | null> {
  const checked = await checkAssignee(deps.people, assigneeId, task.teamId);
  if (checked.problem) return checked.problem;
  const { member } = checked;
  return task.assigneeId === assigneeId ? { kind: 'already assigned', task, member } : null;
}

/** A repeated intent meets the state that it brought about itself: that is no refusal. */
async function toldAsHandled(
  { audit }: TaskDeps,
  { intentId, taskId }: ChangeTask,
  refusal: ChangeOutcome,
): Promise<ChangeOutcome> {
  if (!('task' in refusal)) return refusal;
  const entry = await audit.find(intentId);
  return entry?.subject === taskSubject(taskId)
    ? { kind: 'already handled', task: refusal.task }
    : refusal;
}

function cleanCommand(command: TaskCommand): TaskCommand {
  switch (command.kind) {
    case 'complete':
      return { ...command, notes: cleanText(command.notes) };
    case 'block':
    case 'cancel':
      return { ...command, reason: command.reason.trim() };
    case 'reopen':
      return { ...command, reason: cleanText(command.reason) };
    case 'edit':
      return { ...command, edits: cleanEdits(command.edits) };
    case 'assign':
    case 'start':
      return command;
  }
}

function commandFaults(command: TaskCommand): Faults {
  switch (command.kind) {
    case 'complete':
      return presentFaults({ hours: hoursFault(command.hours), notes: notesFault(command.notes) });
    case 'block':
    case 'cancel':
      return presentFaults({
        reason: command.reason === '' ? 'Give a reason.' : reasonFault(command.reason),
      });
    case 'reopen':
      return presentFaults({ reason: reasonFault(command.reason) });
    case 'assign':
    case 'edit':
    case 'start':
      return {};
  }
}
