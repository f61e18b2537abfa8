import { subHours } from 'date-fns/subHours';
import { localDayOf } from '../calendar/index.js';
import type { Team } from '../people/index.js';
import type { AssignmentDeps } from './assignment-deps.js';
import { takeBackFromLeavers } from './left-behind.js';
import { makeTeamOffers } from './make-offers.js';
import type { Situation } from './situation.js';
import { isAtWork } from './situation.js';
import { unplacedMessages } from './unplaced-report.js';

/** So long there is time to assign a new task by hand, or to say what it needs. */
const settlingHours = 1;

export interface HourlyCounts {
  readonly offered: number;
  readonly unplaced: number;
}

/**
 * The assignment of one hour of a team in which somebody works. Work that cannot be placed is
 * reported to the managers, once a day; what members who left had not begun goes to others.
 * @param hour the bucket, `2026-11-20T09`
 */
export async function assignHourly(
  deps: AssignmentDeps,
  team: Team,
  hour: string,
): Promise<HourlyCounts> {
  const made = await makeTeamOffers(deps, team, {
    cause: `hourly/${team.id}/${hour}`,
    createdBefore: subHours(deps.clock.now(), settlingHours),
  });
  const { situation, offered, unplaced } = made;
  await takeBackFromLeavers(deps, team);
  if (unplaced.length === 0 || !isAnybodyAtWork(situation)) {
    return { offered, unplaced: unplaced.length };
  }
  const managers = await deps.people.members(team.managerIds);
  const day = localDayOf(situation.now, team.timeZone);
  const messages = unplacedMessages({ team, day, unplaced, situation, managers });
  await deps.inTransaction((transaction) => deps.outbox.enqueue(messages, transaction));
  return { offered, unplaced: unplaced.length };
}

function isAnybodyAtWork(situation: Situation): boolean {
  return situation.members.some(({ id }) => isAtWork(situation, id));
}
