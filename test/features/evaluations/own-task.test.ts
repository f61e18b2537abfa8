import { excludedFromDeciding } from '../../../src/features/evaluations/own-task.js';

test.each<[string, string[], string | null, string | null]>([
  ['an engineer', ['max'], 'ana', 'ana'],
  ['one of two managers', ['max', 'mia'], 'mia', 'mia'],
  ['the only manager', ['max'], 'max', null],
  ['nobody', ['max'], null, null],
])(
  'a task of %s is decided by other managers, where there are any',
  (_, managerIds, holder, out) => {
    expect(excludedFromDeciding({ managerIds }, holder)).toBe(out);
  },
);
