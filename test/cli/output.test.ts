import { table } from '../../src/cli/output.js';

test('a table shows nothing that steers a terminal, and a row is one line', () => {
  expect(table([['line 1', '\u001b[2J\u0007name\u0000', 'two\nlines']])).toBe(
    'line 1  [2Jname  two lines\n',
  );
});
