import { cleanTask, type NewTask, taskFaults } from '../../../src/features/tasks/new-task.js';
import { aNewTask } from './samples.js';

const today = '2026-11-21';

function faultsOf(overrides: Partial<NewTask>): Readonly<Record<string, string>> {
  return taskFaults(cleanTask(aNewTask(overrides)), today);
}

describe('a new task', () => {
  test('has no faults when nothing is wrong', () => {
    expect(faultsOf({ notes: 'Cold cache', dueOn: '2026-11-21', estimatedHours: 1000 })).toEqual(
      {},
    );
  });

  test.each([
    ['an empty title', { title: ' \n ' }, 'title'],
    ['a title that cannot be seen', { title: '\u200B\u0000' }, 'title'],
    ['a title of 201 characters', { title: 'x'.repeat(201) }, 'title'],
    ['a title of 10,000 characters', { title: 'x'.repeat(10_000) }, 'title'],
    ['notes of 3,001 characters', { notes: 'x'.repeat(3001) }, 'notes'],
    ['a day in the past', { dueOn: '2026-11-20' }, 'dueOn'],
    ['a day that does not exist', { dueOn: '2026-02-30' }, 'dueOn'],
    ['a day that is no day', { dueOn: 'tomorrow' }, 'dueOn'],
    ['an estimate of 0', { estimatedHours: 0 }, 'estimatedHours'],
    ['an estimate that is no number', { estimatedHours: Number.NaN }, 'estimatedHours'],
    ['an estimate of a thousand million hours', { estimatedHours: 1e9 }, 'estimatedHours'],
    ['an endless estimate', { estimatedHours: Infinity }, 'estimatedHours'],
  ])('is refused with %s, at that field', (_, overrides, field) => {
    expect(Object.keys(faultsOf(overrides))).toEqual([field]);
  });

  test('may have a title of 200 and notes of 3,000 characters', () => {
    expect(faultsOf({ title: 'x'.repeat(200), notes: 'x'.repeat(3000) })).toEqual({});
  });

  test('keeps markup and mentions in its title as text, on one line', () => {
    const title = '<!channel> *bold* <@U1>\n & {{id}} $where';
    expect(cleanTask(aNewTask({ title })).title).toBe('<!channel> *bold* <@U1> & {{id}} $where');
  });
});
