import { AlreadyHandledError } from '../audit/index.js';
import { localDayOf } from '../calendar/index.js';
import { actorId, type Member, type Team } from '../people/index.js';
import { auditedFields } from './audited-fields.js';
import { checkAssignee } from './assignee.js';
import { dependencyFaults } from './dependencies.js';
import type { Faults } from './input.js';
import { beginMonitoring, monitoringFaults } from './new-monitoring.js';
import { type CleanTask, cleanTask, taskFaults } from './new-task.js';
import { taskSubject } from './record-change.js';
import { skillNameFaults } from './required-skills.js';
import type { Task } from './task.js';
import type { TaskDeps } from './task-deps.js';
import { taskIdOf } from './task-id.js';
import { noticesOf, othersAmong } from './task-notices.js';
import type { CreateOutcome, CreateTask } from './task-outcomes.js';
import { mayAssign, mayCreateIn } from './task-permissions.js';

export async function createTask(deps: TaskDeps, request: CreateTask): Promise<CreateOutcome> {
  const { actor, intentId } = request;
  const wanted = cleanTask(request.task);
  const team = await deps.people.team(wanted.teamId);
  if (!team || !mayCreateIn(actor, team.id)) return { kind: 'not allowed' };
  const faults = {
    ...(await skillNameFaults(deps, actor, wanted.requiredSkills, [])),
    ...faultsOf(deps, wanted, team),
    ...(await assigneeFaults(deps, request, wanted)),
    ...(await dependencyFaults(deps.store, actor, wanted.dependsOn, null)),
  };
  if (Object.keys(faults).length > 0) return { kind: 'invalid', faults };

  try {
    const task = await insert(deps, request, wanted);
    return { kind: 'created', task };
  } catch (error) {
    if (!(error instanceof AlreadyHandledError)) throw error;
    return { kind: 'already handled', task: await taskCreatedBy(deps, intentId) };
  }
}

function faultsOf({ clock, checkSourceUrl }: TaskDeps, wanted: CleanTask, team: Team): Faults {
  const today = localDayOf(clock.now(), team.timeZone);
  const { monitoring } = wanted;
  return {
    ...taskFaults(wanted, today),
    ...(monitoring && monitoringFaults(monitoring, today, checkSourceUrl)),
  };
}

async function assigneeFaults(
  { people }: TaskDeps,
  { actor }: CreateTask,
  { teamId, assigneeId, monitoring }: CleanTask,
): Promise<Faults> {
  const asked = monitoring?.source.kind === 'manual';
  if (assigneeId === null) {
    return asked ? { assigneeId: 'Choose who is asked for the readings, or give a URL.' } : {};
  }
  if (!mayAssign(actor, { teamId, assigneeId: null, createdById: actorId(actor) }, assigneeId)) {
    return { assigneeId: 'You can give work to yourself; leads and managers give it to others.' };
  }
  const checked = await checkAssignee(people, assigneeId, teamId);
  if (!checked.problem) return asked ? unreachableFault(checked.member) : {};
  switch (checked.problem.kind) {
    case 'unknown member':
      return { assigneeId: 'Nobody by that name is known here.' };
    case 'inactive member':
      return { assigneeId: `${checked.problem.member.name} has left.` };
    case 'not in team':
      return {
        assigneeId: `${checked.problem.member.name} does not work in ${checked.problem.teamName}.`,
      };
  }
}

function unreachableFault({ slackId, name }: Member): Faults {
  return slackId === undefined
    ? { assigneeId: `${name} has no Slack account to be asked for readings; give a URL.` }
    : {};
}

async function insert(deps: TaskDeps, request: CreateTask, wanted: CleanTask): Promise<Task> {
  const { store, inTransaction, audit, outbox, events, people, clock } = deps;
  const { actor, intentId } = request;
  const createdAt = clock.now();
  const concerned = await othersAmong(people, [wanted.assigneeId], actor);
  return inTransaction(async (transaction) => {
    const task = begin(wanted, await store.nextNumber(transaction), actorId(actor), createdAt);
    await store.insert(task, transaction);
    await audit.insert(
      {
        id: intentId,
        at: createdAt,
        actorId: actorId(actor),
        action: 'task created',
        subject: taskSubject(task.id),
        after: auditedFields(wanted),
      },
      transaction,
    );
    const messages = noticesOf(
      { before: task, after: task, command: { kind: 'create' }, actor, intentId },
      concerned,
    );
    if (messages.length > 0) await outbox.enqueue(messages, transaction);
    const { assigneeId } = task;
    if (assigneeId !== null) {
      await events.assigned(
        { task: { ...task, assigneeId }, at: createdAt, intentId },
        transaction,
      );
    }
    return task;
  });
}

function begin(wanted: CleanTask, number: number, createdById: string, createdAt: Date): Task {
  return {
    ...wanted,
    id: taskIdOf(number),
    number,
    status: 'open',
    blockedReason: null,
    createdById,
    actualHours: null,
    completionNotes: null,
    monitoring: wanted.monitoring && beginMonitoring(wanted.monitoring),
    createdAt,
    startedAt: null,
    completedAt: null,
    version: 1,
  };
}

async function taskCreatedBy({ audit, store }: TaskDeps, intentId: string): Promise<Task> {
  const entry = await audit.find(intentId);
  const task = entry && (await store.find(entry.subject.replace(/^task /, '')));
  if (!task) throw new Error(`The intent ${intentId} has taken effect, but not on a task`);
  return task;
}
