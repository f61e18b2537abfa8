import { isWorkingAt, localDayOf, type WorkCalendar } from '../calendar/index.js';
import type { Member, Team } from '../people/index.js';
import { isOngoing, type Task } from '../tasks/index.js';
import type { AssignmentDeps } from './assignment-deps.js';
import { type Horizon, horizonFrom } from '../workload/index.js';
import { noLimits, type WorkLimits } from './limits.js';
import type { Offer, PastAnswers } from './offer.js';

/** All that an assignment of one team's work is decided on. */
export interface Situation {
  readonly team: Team;
  readonly now: Date;
  readonly horizon: Horizon;
  readonly teamCalendar: WorkCalendar;
  /** Active members who can be asked: those with a Slack account. */
  readonly members: readonly Member[];
  readonly calendars: ReadonlyMap<string, WorkCalendar>;
  readonly limits: (memberId: string) => WorkLimits;
  /** The team's ongoing tasks that nobody holds, and those that its members hold, in whatever team. */
  readonly tasks: readonly Task[];
  /** Tasks that the unassigned ones depend on, over or not, by id. */
  readonly dependencies: ReadonlyMap<string, Task>;
  readonly openOffers: readonly Offer[];
  readonly past: PastAnswers;
}

/** @param now the instant that the assignment is made for */
export async function situationOf(
  deps: AssignmentDeps,
  team: Team,
  now: Date = deps.clock.now(),
): Promise<Situation> {
  const { people, calendars, tasks, offers, rules, settings } = deps;
  const everybody = await people.activeMembers(team.id);
  const members = everybody.filter(({ slackId }) => slackId !== undefined);
  const memberIds = members.map(({ id }) => id);
  const [teamCalendar, ownCalendars, limits, unassigned, held, openOffers] = await Promise.all([
    calendars.calendarOfTeam(team),
    calendars.calendarsOf(memberIds),
    rules.allLimits(memberIds),
    tasks.unassignedTasks(team.id),
    tasks.ongoingTasksOf(memberIds),
    offers.allOpen(team.id),
  ]);
  const [needed, past] = await Promise.all([
    tasks.tasks([...new Set(unassigned.flatMap(({ dependsOn }) => dependsOn))]),
    offers.pastAnswers(
      team.id,
      unassigned.map(({ id }) => id),
      now,
    ),
  ]);
  // Who has taken a task between the two readings holds it.
  const heldIds = new Set(held.map(({ id }) => id));
  return {
    team,
    now,
    horizon: horizonFrom(teamCalendar, now, settings.horizonDays),
    teamCalendar,
    members,
    calendars: ownCalendars,
    limits: (memberId) => limits.get(memberId) ?? noLimits,
    tasks: [...unassigned.filter(({ id }) => !heldIds.has(id)), ...held],
    dependencies: new Map(needed.map((task) => [task.id, task])),
    openOffers,
    past,
  };
}

/** Local day of the member. */
export function todayOf({ timeZone }: Pick<Member, 'timeZone'>, now: Date): string {
  return localDayOf(now, timeZone);
}

export function isAtWork({ calendars, now }: Situation, memberId: string): boolean {
  const calendar = calendars.get(memberId);
  return calendar !== undefined && isWorkingAt(calendar, now);
}

/** Whether all that `task` depends on is over; what does not exist any more holds nothing up. */
export function isUnhindered({ dependencies }: Situation, { dependsOn }: Task): boolean {
  return dependsOn.every((id) => {
    const needed = dependencies.get(id);
    return needed === undefined || !isOngoing(needed);
  });
}
