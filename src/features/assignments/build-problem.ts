import { millisecondsInDay } from 'date-fns/constants';
import {
  addLocalDays,
  addWorkingDays,
  localDayOf,
  localDaysBetween,
  nextWorkingMoment,
  startOfLocalDay,
} from '../calendar/index.js';
import type { Member, Skill } from '../people/index.js';
import type { Task } from '../tasks/index.js';
import { assumedHours } from '../workload/index.js';
import { capacityUnderLimits, isOffRotation } from './limits.js';
import type { AssignableMember, AssignableTask, AssignmentProblem } from './optimiser/problem.js';
import { isUnhindered, type Situation, todayOf } from './situation.js';

/**
 * The problem of who takes which of the tasks that nobody holds. Held tasks and those on offer stay
 * where they are and take up their hours. Left out are members who are off rotation or do not work by
 * the end of the team's next working day, tasks that are pinned, blocked, wait for others or are
 * younger than `createdBefore`.
 */
export function buildProblem(
  situation: Situation,
  createdBefore: Date = situation.now,
): AssignmentProblem {
  const members = situation.members
    .filter((member) => isAvailable(situation, member))
    .map((member) => assignableMember(situation, member));
  const memberIds = new Set(members.map(({ id }) => id));
  const offeredTo = new Map(situation.openOffers.map((offer) => [offer.taskId, offer.memberId]));
  const tasks = situation.tasks.flatMap((task): readonly AssignableTask[] => {
    const holderId = task.assigneeId ?? offeredTo.get(task.id) ?? null;
    const takesPart =
      holderId === null
        ? isAssignable(situation, task) && task.createdAt <= createdBefore
        : memberIds.has(holderId);
    return takesPart ? [assignableTask(situation, task, holderId)] : [];
  });
  return { members, tasks };
}

/** Whether somebody may be given the task, once somebody has the skills and the time. */
export function isAssignable(situation: Situation, task: Task): boolean {
  return (
    task.teamId === situation.team.id &&
    task.assigneeId === null &&
    task.status === 'open' &&
    !task.pinned &&
    isUnhindered(situation, task)
  );
}

/** Whether the member is in rotation and works by the end of the team's next working day. */
export function isAvailable(situation: Situation, member: Member): boolean {
  const { now, calendars, limits } = situation;
  if (isOffRotation(limits(member.id), todayOf(member, now))) return false;
  const calendar = calendars.get(member.id);
  const next = calendar && nextWorkingMoment(calendar, now);
  return next !== undefined && next < endOfNextWorkingDay(situation);
}

function endOfNextWorkingDay({ teamCalendar, now }: Situation): Date {
  const today = localDayOf(now, teamCalendar.timeZone);
  const next = addWorkingDays(teamCalendar, today, 1) ?? addLocalDays(today, 1);
  return startOfLocalDay(addLocalDays(next, 1), teamCalendar.timeZone);
}

function assignableMember(situation: Situation, member: Member): AssignableMember {
  const { horizon, calendars, past } = situation;
  const limits = situation.limits(member.id);
  const calendar = calendars.get(member.id);
  return {
    id: member.id,
    capacityHours: calendar ? capacityUnderLimits(horizon, calendar, member, limits) : 0,
    committedHours: 0,
    skills: trusted(member.skills, past.doubted.get(member.id) ?? []),
    excludedTaskIds: past.excluded.get(member.id) ?? [],
    maximumTasks: limits.maximumTasks,
  };
}

/** Skills that the member said not to have as recorded count one level lower. */
function trusted(skills: readonly Skill[], doubted: readonly string[]): readonly Skill[] {
  return skills.flatMap((skill) => {
    const level = doubted.includes(skill.name) ? skill.level - 1 : skill.level;
    return level >= 1 ? [{ ...skill, level }] : [];
  });
}

function assignableTask(situation: Situation, task: Task, holderId: string | null): AssignableTask {
  const { now, team, dependencies } = situation;
  const needed = task.dependsOn.flatMap((id) => dependencies.get(id) ?? []);
  const readySince = Math.max(
    task.createdAt.getTime(),
    ...needed.map(({ completedAt }) => completedAt?.getTime() ?? 0),
  );
  return {
    id: task.id,
    estimatedHours: task.estimatedHours ?? assumedHours,
    requiredSkills: task.requiredSkills,
    priority: task.priority,
    daysUntilDue:
      task.dueOn === null ? null : localDaysBetween(localDayOf(now, team.timeZone), task.dueOn),
    daysWaiting: Math.max(0, now.getTime() - readySince) / millisecondsInDay,
    holderId,
    isFixed: holderId !== null,
    familiarMemberIds: [...new Set(needed.flatMap(({ assigneeId }) => assigneeId ?? []))],
  };
}
