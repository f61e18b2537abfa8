import { join } from 'node:path';
import { projectRoot } from '../../../src/shared/project-root.js';
import { createRenderer, joinMessages } from '../../../src/slack/rendering/index.js';

const renderer = createRenderer(join(projectRoot, 'templates'));
const head = renderer.render('notifications/merged', { count: 2 });
const foot = renderer.render('notifications/footer', {
  actions: { later: { actionId: 'later', value: 'x' } },
});
const part = (taskId: string) => renderer.render('notifications/muted', { taskId });

describe('several messages in one', () => {
  test('stand whole below each other, with the footer last', () => {
    const { blocks, text } = joinMessages(head, [part('T-1'), part('T-2')], foot);

    expect(blocks.map(({ type }) => type)).toEqual([
      'rich_text',
      'divider',
      'rich_text',
      'divider',
      'rich_text',
      'divider',
      'actions',
    ]);
    expect(text).toMatch(/2 messages[^]*T-1[^]*T-2/);
  });

  test('stay within the 50 blocks that Slack takes, and name those for which there is no room', () => {
    const parts = Array.from({ length: 40 }, (_, index) => part(`T-${index}`));

    const { blocks } = joinMessages(head, parts, foot);

    expect(blocks.length).toBeLessThanOrEqual(50);
    const shown = JSON.stringify(blocks);
    expect(
      parts.map((_, index) => `T-${index} is muted`).filter((words) => !shown.includes(words)),
    ).toEqual([]);
  });
});
