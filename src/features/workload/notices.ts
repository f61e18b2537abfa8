import { type Message, message } from '../../shared/message.js';
import { personView, type Team } from '../people/index.js';
import { assumedHours } from './load.js';
import type { LoadCause } from './load-checks-store.js';
import type { LoadSum } from './load-sums.js';
import { loadView } from './load-views.js';

/** A member with more work than fits. */
export interface Overload {
  readonly load: LoadSum;
  /** What has added to it since the last time; empty when nothing has. */
  readonly causes: readonly LoadCause[];
}

/** Warns a member who has more work than fits. */
export function overloadNotice({
  until,
  load,
  causes,
}: Overload & { readonly until: string }): Message {
  return message('workload/notice-own', {
    ...loadView(load),
    until,
    causes: causes.map(inWords),
    without: load.withoutEstimate,
    assumedHours,
  });
}

/** Tells a manager of everybody in the team who has more work than fits. */
export function teamOverloadNotice(
  { name }: Team,
  until: string,
  overloaded: readonly Overload[],
): Message {
  return message('workload/notice-team', {
    team: name,
    until,
    members: overloaded.map(({ load, causes }) => ({
      who: personView(load.member),
      ...loadView(load),
      causes: causes.map(inWords),
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
