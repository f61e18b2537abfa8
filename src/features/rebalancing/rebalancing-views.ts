import type { Member } from '../people/index.js';
import { loadOf, type LoadThresholds, loadView } from '../workload/index.js';
import type { ChangeSince } from './changes-since.js';
import type { Unreverted } from './revert.js';
import type { StuckTask } from './suggest.js';
import type { SuggestedMove, Suggestion } from './suggestion.js';

export type NameOf = (memberId: string) => string;

export function movesView(moves: readonly SuggestedMove[], nameOf: NameOf) {
  return moves.map(({ taskId, title, hours, fromId, toId }) => ({
    id: taskId,
    title,
    hours,
    from: nameOf(fromId),
    to: nameOf(toId),
  }));
}

/** Any thresholds do: only the numbers are shown. */
const shownOnly: LoadThresholds = { underusedBelow: 0, overloadedAbove: 1 };

export function loadsView({ loads }: Suggestion, nameOf: NameOf) {
  return loads.map(({ memberId, capacityHours, hoursBefore, hoursAfter }) => ({
    name: nameOf(memberId),
    before: loadView(loadOf(capacityHours, hoursBefore, shownOnly)),
    after: loadView(loadOf(capacityHours, hoursAfter, shownOnly)),
  }));
}

export function stuckView(stuck: readonly StuckTask[], nameOf: NameOf) {
  return stuck.map(({ task, holder, cause }) => ({
    id: task.id,
    title: task.title,
    holder: holder.name,
    because: causeInWords(cause, nameOf),
  }));
}

function causeInWords(cause: StuckTask['cause'], nameOf: NameOf): string {
  switch (cause.kind) {
    case 'no one has the skill':
      return `nobody has ${cause.skill} at level ${cause.level}`;
    case 'no one has all skills':
      return 'nobody has all the skills that it requires';
    case 'no one may take it':
      return 'whoever could do it takes no more tasks';
    case 'too large':
      return `its ${cause.hours} h fit nobody who could do it`;
    case 'no capacity left': {
      const [nearest] = cause.nearest;
      const closest = nearest
        ? `; ${nameOf(nearest.memberId)} comes closest with ${Math.round(nearest.freeHours)} h free`
        : '';
      return `nobody who could do it has ${cause.hours} h left${closest}`;
    }
  }
}

export function changesView(changes: readonly ChangeSince[], nameOf: NameOf): readonly string[] {
  return changes.map((change) => {
    switch (change.kind) {
      case 'task':
        return `${change.taskId} ${change.title} ${taskChanges[change.how]}`;
      case 'left':
        return `${nameOf(change.memberId)} is in the team no longer`;
      case 'limits':
        return limitInWords(change);
      case 'load':
        return `${change.member.name} has ${inHours(change.hoursNow)} of work instead of ${inHours(change.hoursBefore)}`;
      case 'capacity':
        return `${change.member.name} has ${inHours(change.hoursNow)} of working time instead of ${inHours(change.hoursBefore)}`;
    }
  });
}

function limitInWords({
  member: { name },
  limits,
  excess,
}: Extract<ChangeSince, { kind: 'limits' }>): string {
  switch (excess) {
    case 'any work':
      return `${name} is off rotation and takes no new work`;
    case 'tasks':
      return `${name} has set a limit: no more tasks at once than ${limits.maximumTasks}`;
    case 'hours':
      return `${name} has set a limit: no more tasks a week than ${inHours(limits.hoursPerWeek ?? 0)}`;
  }
}

const taskChanges: Record<Extract<ChangeSince, { kind: 'task' }>['how'], string> = {
  over: 'is over',
  'with somebody else': 'is with somebody else',
  'started or pinned': 'has been started or pinned',
  edited: 'has been edited',
  gone: 'is gone',
};

export function unrevertedView(unreverted: readonly Unreverted[]) {
  return unreverted.map(({ move, because }) => ({
    id: move.taskId,
    title: move.title,
    because: stayReasons[because],
  }));
}

const stayReasons: Record<Unreverted['because'], string> = {
  over: 'is over',
  started: 'has been started',
  'with somebody else': 'is with somebody else by now',
  gone: 'is gone',
  'holder left': 'stays, as its former holder has left',
};

export function namesOf(members: readonly Member[]): NameOf {
  const names = new Map(members.map(({ id, name }) => [id, name]));
  return (id) => names.get(id) ?? id;
}

function inHours(count: number): string {
  return `${Math.round(count * 10) / 10} h`;
}
