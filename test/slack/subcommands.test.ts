import type { Subcommand } from '../../src/features/chat.js';
import { normalise, SubcommandTable } from '../../src/slack/subcommands.js';

function subcommand(name: string): Subcommand {
  return { name, usage: '', summary: '', run: async () => null };
}

const table = new SubcommandTable(['task', 'task new', 'tasks', 'complete'].map(subcommand));

describe('finding a subcommand', () => {
  test('prefers the longest name and keeps the rest as text', () => {
    const match = table.find('task new Cut  the build time');

    expect(match?.subcommand.name).toBe('task new');
    expect(match?.text).toBe('Cut  the build time');
  });

  test('ignores letter case in the name and keeps it in the text', () => {
    expect(table.find('TASK T-12')).toMatchObject({
      subcommand: { name: 'task' },
      text: 'T-12',
    });
  });

  test('takes any white space between the words of the name', () => {
    expect(table.find('task \n new  Cut the build time')).toMatchObject({
      subcommand: { name: 'task new' },
      text: 'Cut the build time',
    });
  });

  test('matches whole words only', () => {
    expect(table.find('taskforce')).toBeNull();
    expect(table.find('tasks')?.subcommand.name).toBe('tasks');
  });

  test.each([
    ['tsk T-1', 'task'],
    ['COMPLET', 'complete'],
    ['tusks', 'tasks'],
    ['deliver', null],
    ['', null],
  ])('finds for %j the name that may be meant: %j', (typed, nearest) => {
    expect(table.find(typed)).toBeNull();
    expect(table.nearest(typed)).toBe(nearest);
  });

  test('keeps the line breaks of the text', () => {
    expect(table.find('complete T-1 5h first\nsecond')?.text).toBe('T-1 5h first\nsecond');
  });
});

test('typographic quotes are read as plain ones', () => {
  expect(normalise(' \u201cslow\u201d isn\u2019t ')).toBe('"slow" isn\'t');
});

test('what Slack escapes in a command is read as it was typed, mentions included', () => {
  expect(normalise('R&amp;D &lt;!here&gt; &amp;lt; <@U0ANA|ana>')).toBe(
    'R&D <!here> &lt; <@U0ANA|ana>',
  );
});
