import type { CollectionIndexes, Db } from '../../storage/index.js';
import type { ChatFeature } from '../chat.js';
import { changeMonitorings } from './change-monitoring.js';
import { changeTask } from './change-task.js';
import { createTask } from './create-task.js';
import { changeRequiredSkills } from './change-required-skills.js';
import { reassign } from './reassign.js';
import { listTasks, showTask } from './read-tasks.js';
import { loggingRefusals } from './refusals.js';
import type { ChatDeps } from './slack/chat-deps.js';
import type { TaskDeps } from './task-deps.js';
import { TaskEvents } from './task-events.js';
import type { ChangeTask, CreateTask, ListTasks, ShowTask, UndoChange } from './task-outcomes.js';
import { createTasksChat } from './tasks-slack.js';
import type { TaskUseCases, Tasks } from './tasks-service.js';
import { taskIndexes, TasksStore } from './tasks-store.js';
import { undoChange } from './undo-change.js';

export {
  type Cadence,
  type MeasurementSource,
  type Monitoring,
  sourceAddress,
} from './monitoring.js';
export type { NewMonitoring } from './new-monitoring.js';
export type { NewTask } from './new-task.js';
export { isOngoing, type Priority, priorities, type Task, type TaskStatus } from './task.js';
export { TaskChangedError, type TaskCommand } from './task-changes.js';
export type { TaskAssigned, TaskChanged, TaskCompleted, TaskReopened } from './task-events.js';
export { taskButtons, undoButton } from './task-buttons.js';
export { handoverEdits, noticeKey } from './task-notices.js';
export { taskSubject } from './record-change.js';
export { targetOf, worksIn } from './task-permissions.js';
export { dueFrom } from './due.js';
export { dueCalendars } from './due-calendars.js';
export { parseTaskId } from './task-id.js';
export type * from './task-outcomes.js';
export type { MonitoringChange, Tasks, TaskUseCases } from './tasks-service.js';

export interface TasksFeature {
  readonly tasks: Tasks & TaskUseCases;
  readonly chat: ChatFeature;
  readonly indexes: readonly CollectionIndexes[];
}

export function createTasks({
  db,
  ...given
}: Omit<TaskDeps, 'store' | 'events'> & {
  readonly db: Db;
  readonly calendars: ChatDeps['calendars'];
}): TasksFeature {
  const store = new TasksStore(db);
  const events = new TaskEvents();
  const { logger } = given;
  const deps: TaskDeps = { ...given, store, events };
  const tasks: Tasks & TaskUseCases = {
    task: (id) => store.find(id),
    tasks: (ids) => store.findAll(ids),
    ongoingTasks: () => store.ongoing(),
    unassignedTasks: (teamId) => store.unassigned(teamId),
    ongoingTasksOf: (memberIds) => store.ongoingOf(memberIds),
    heldEstimates: (memberIds) => store.heldEstimates(memberIds),
    hasUnassigned: (teamId) => store.hasUnassigned(teamId),
    monitoredTasks: (filter) => store.monitored(filter),
    tasksAwaitingApproval: (teamIds) => store.awaitingApproval(teamIds),
    ongoingOrCompletedSince: (teamId, since, assigneeId) =>
      store.ongoingOrCompletedSince(teamId, since, assigneeId),
    tasksDueForEvaluation: (teamId, localDay) => store.dueForEvaluation(teamId, localDay),
    completedSince: (memberId, since) => store.completedSince(memberId, since),
    changeMonitorings: (changes, transaction) => changeMonitorings(deps, changes, transaction),
    reassign: (changes, transaction) => reassign(deps, changes, transaction),
    noteOffer: (task, offerId, transaction) => store.noteOffer(task, offerId, transaction),
    changeRequiredSkills: (changes, transaction) =>
      changeRequiredSkills(deps, changes, transaction),
    create: loggingRefusals(
      logger,
      (request: CreateTask) => createTask(deps, request),
      ({ task: { teamId } }) => ({ what: 'create a task', teamId }),
    ),
    change: loggingRefusals(
      logger,
      (request: ChangeTask) => changeTask(deps, request),
      ({ taskId, command }) => ({ what: `${command.kind} a task`, taskId }),
    ),
    undo: loggingRefusals(
      logger,
      (request: UndoChange) => undoChange(deps, request),
      ({ undoes }) => ({ what: 'undo a change of a task', undoes }),
    ),
    show: loggingRefusals(
      logger,
      (request: ShowTask) => showTask(deps, request),
      ({ taskId }) => ({ what: 'show a task', taskId }),
    ),
    list: loggingRefusals(
      logger,
      (request: ListTasks) => listTasks(deps, request),
      ({ whose }) => ({ what: 'list tasks', whose }),
    ),
    onTaskCompleted: events.onTaskCompleted,
    onTaskAssigned: events.onTaskAssigned,
    onMonitoringResumed: events.onMonitoringResumed,
    onTaskChanged: events.onTaskChanged,
    onTaskReopened: events.onTaskReopened,
  };
  return { tasks, chat: createTasksChat({ ...given, tasks }), indexes: taskIndexes };
}
