import { millisecondsInDay } from 'date-fns/constants';
import type { OutgoingMessage } from '../../outbox/index.js';
import { message } from '../../shared/message.js';
import type { LocalDay } from '../calendar/index.js';
import type { Member, Team } from '../people/index.js';
import type { UnplacedTask } from './optimiser/unplaced.js';
import type { Situation } from './situation.js';

/** Work that has waited for longer is pointed out. */
export const longestWaitDays = 14;

/** Tells each manager, once a day, which tasks nobody can take, why, and who comes closest. */
export function unplacedMessages({
  team,
  day,
  unplaced,
  situation,
  managers,
}: {
  readonly team: Team;
  readonly day: LocalDay;
  readonly unplaced: readonly UnplacedTask[];
  readonly situation: Situation;
  readonly managers: readonly Member[];
}): readonly OutgoingMessage[] {
  const nameOf = (id: string) => situation.members.find((each) => each.id === id)?.name ?? id;
  const tasks = unplaced.map((cause) => {
    const task = situation.tasks.find(({ id }) => id === cause.taskId);
    const waited = task ? situation.now.getTime() - task.createdAt.getTime() : 0;
    const waitedDays = Math.floor(waited / millisecondsInDay);
    return {
      id: cause.taskId,
      title: task?.title ?? '',
      problem: inWords(cause),
      nearest: nearestTo(cause, nameOf).join(', '),
      waitedDays,
      late: waitedDays > longestWaitDays,
    };
  });
  const view = {
    team: team.name,
    longestWaitDays,
    tasks: tasks.toSorted((a, b) => b.waitedDays - a.waitedDays),
  };
  return managers.flatMap(({ active, slackId }) =>
    active && slackId !== undefined
      ? [
          {
            id: `unplaced/${team.id}/${day}/${slackId}`,
            to: slackId,
            message: message('assignments/unplaced', view),
          },
        ]
      : [],
  );
}

function inWords(cause: UnplacedTask): string {
  switch (cause.kind) {
    case 'no one has the skill':
      return `nobody who is available has ${cause.skill} at level ${cause.level}`;
    case 'no one has all skills':
      return 'nobody who is available has all of its skills';
    case 'no one may take it':
      return 'all who could do it said no, or hold as many tasks as they may';
    case 'too large':
      return `its ${hours(cause.hours)} h are more than anybody able has free`;
    case 'no capacity left':
      return `its ${hours(cause.hours)} h find no room beside more important work`;
  }
}

function nearestTo(cause: UnplacedTask, nameOf: (id: string) => string): readonly string[] {
  switch (cause.kind) {
    case 'no one has the skill':
      return cause.nearest.map(({ memberId, level }) => `${nameOf(memberId)} (level ${level})`);
    case 'no one has all skills':
      return cause.nearest.map(
        ({ memberId, missing }) => `${nameOf(memberId)} (lacks ${missing.join(', ')})`,
      );
    case 'no one may take it':
      return cause.nearest.map(({ memberId }) => nameOf(memberId));
    case 'too large':
    case 'no capacity left':
      return cause.nearest.map(
        ({ memberId, freeHours }) => `${nameOf(memberId)} (${hours(freeHours)} h free)`,
      );
  }
}

function hours(value: number): string {
  return String(Number(value.toFixed(1)));
}
