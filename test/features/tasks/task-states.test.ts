import { type TaskStatus, taskStatuses } from '../../../src/features/tasks/task.js';
import { statusAfter, taskActions } from '../../../src/features/tasks/task-states.js';

const finished: readonly TaskStatus[] = ['done', 'cancelled'];

describe('the life cycle of a task', () => {
  test('says for every action in every status what follows', () => {
    const table = taskActions.map((action) => [
      action,
      ...taskStatuses.map((status) => statusAfter(action, status)),
    ]);
    expect(table).toEqual([
      //          open           in progress    blocked        done    cancelled
      ['assign', 'open', 'in progress', 'blocked', null, null],
      ['edit', 'open', 'in progress', 'blocked', null, null],
      ['start', 'in progress', null, 'in progress', null, null],
      ['block', 'blocked', 'blocked', null, null, null],
      ['complete', 'done', 'done', 'done', null, null],
      ['cancel', 'cancelled', 'cancelled', 'cancelled', null, null],
      ['reopen', null, null, null, 'open', 'open'],
    ]);
  });

  test('lets a finished task only be reopened', () => {
    for (const status of finished) {
      const possible = taskActions.filter((action) => statusAfter(action, status) !== null);
      expect(possible).toEqual(['reopen']);
    }
  });

  test('reaches every status from an open task, and open again from every status', () => {
    const next = (status: TaskStatus) =>
      taskActions.map((action) => statusAfter(action, status)).filter((each) => each !== null);
    const reachable = (start: TaskStatus) => {
      const seen = new Set([start]);
      for (const status of seen) for (const each of next(status)) seen.add(each);
      return seen;
    };
    expect([...reachable('open')].toSorted()).toEqual([...taskStatuses].toSorted());
    for (const status of taskStatuses) expect(reachable(status)).toContain('open');
  });
});
