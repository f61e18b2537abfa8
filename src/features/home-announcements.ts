import type { Transaction } from '../storage/index.js';
import type { CalendarFeature } from './calendar/index.js';
import type { HomeChanges } from './home-changes.js';
import { actorId, isAllowed, type People } from './people/index.js';
import type { TaskChanged, TaskUseCases } from './tasks/index.js';

/** Keeps open Home tabs in step with calendars, tasks and the decisions that wait about them. */
export function announceHomeChanges(
  homeChanges: HomeChanges,
  {
    people,
    calendars,
    tasks,
  }: {
    readonly people: Pick<People, 'member'>;
    readonly calendars: Pick<CalendarFeature, 'onCalendarChanged' | 'onTeamCalendarChanged'>;
    readonly tasks: Pick<TaskUseCases, 'onTaskAssigned' | 'onTaskChanged'>;
  },
): void {
  calendars.onCalendarChanged(async ({ memberId }, transaction) =>
    homeChanges.announce(await people.member(memberId), transaction),
  );
  calendars.onTeamCalendarChanged(async ({ teamId }, transaction) =>
    homeChanges.announceToViewers((viewer) => viewer.teamId === teamId, transaction),
  );
  tasks.onTaskAssigned(async ({ task }, transaction) =>
    homeChanges.announceToViewers(({ memberId }) => memberId === task.assigneeId, transaction),
  );
  tasks.onTaskChanged(async (event, transaction) => {
    const { before, task } = event;
    const holders = [before.assigneeId, task.assigneeId];
    homeChanges.announceToViewers(({ memberId }) => holders.includes(memberId), transaction);
    if (before.monitoring?.state !== task.monitoring?.state) {
      announceDecision(homeChanges, event, transaction);
    }
  });
}

/** Those who may decide see what waits; whoever has just decided may be somebody's delegate. */
function announceDecision(
  homeChanges: HomeChanges,
  { task: { teamId }, actor }: TaskChanged,
  transaction: Transaction,
): void {
  homeChanges.announceToViewers(
    (viewer) => viewer.memberId === actorId(actor) || isAllowed(viewer, 'manage_team', { teamId }),
    transaction,
  );
}
