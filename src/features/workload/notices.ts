import { type Message, message } from '../../shared/message.js';
import { assumedHours } from './load.js';
import type { LoadCause } from './load-checks-store.js';
import { loadView, personView, untilOf } from './load-views.js';
import type { MemberLoad, TeamLoads } from './read-loads.js';

/** Warns a member who has more work than fits. */
export function overloadNotice(
  loads: TeamLoads,
  load: MemberLoad,
  causes: readonly LoadCause[],
): Message {
  return message('workload/notice-own', {
    ...loadView(load),
    until: untilOf(loads),
    causes: causes.map(inWords),
    without: load.tasks.filter(({ estimatedHours }) => estimatedHours === null).length,
    assumedHours,
  });
}

/** Tells a manager of everybody in the team who has more work than fits. */
export function teamOverloadNotice(
  loads: TeamLoads,
  overloaded: readonly MemberLoad[],
  causesOf: (memberId: string) => readonly LoadCause[],
): Message {
  return message('workload/notice-team', {
    team: loads.team.name,
    until: untilOf(loads),
    members: overloaded.map((load) => ({
      who: personView(load.member),
      ...loadView(load),
      causes: causesOf(load.member.id).map(inWords),
    })),
  });
}

function inWords(cause: LoadCause): string {
  switch (cause.kind) {
    case 'assignment':
      return `${cause.taskId} was assigned`;
    case 'estimate':
      return `the estimate of ${cause.taskId} grew`;
    case 'reopening':
      return `${cause.taskId} was reopened`;
    case 'calendar':
      return 'working hours or leave changed';
  }
}
