import { parseTaskId, taskIdOf } from '../../../src/features/tasks/task-id.js';

test.each(['T-12', 't-12', 'T12', 't12'])('%j means T-12', (text) => {
  expect(parseTaskId(text)).toBe('T-12');
});

test.each([
  '',
  '12',
  'T-',
  'T-0',
  'T-012',
  'T--1',
  'T-1.5',
  'T-1e3',
  'X-1',
  'T-12 ',
  'T-9999999999',
])('%j is no task id', (text) => {
  expect(parseTaskId(text)).toBeNull();
});

test('an id is read back as it was written', () => {
  expect(parseTaskId(taskIdOf(7))).toBe('T-7');
});
