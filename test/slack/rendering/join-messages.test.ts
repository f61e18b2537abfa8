import { join } from 'node:path';
import { projectRoot } from '../../../src/shared/project-root.js';
import { createRenderer, joinMessages } from '../../../src/slack/rendering/index.js';
import { rendererFor } from './renderer-for.js';

const renderer = createRenderer(join(projectRoot, 'templates'));
const head = renderer.render('notifications/merged', { count: 2 });
const foot = renderer.render('notifications/footer', {
  actions: { later: { actionId: 'later', value: 'x' } },
});
const titles = rendererFor({ 'test/titled': '{{title}}\n---\nA word about it' });
const titled = (title: string) => titles.render('test/titled', { title });
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

  test('show foreign text as it is, also where there is room for a first line only', () => {
    const title = '*Pay now* https://evil.example/x #general @channel <!here> &amp; ~_`all`_~';
    const parts = Array.from({ length: 40 }, () => titled(title));

    const { blocks, text } = joinMessages(head, parts, foot);

    const list = blocks.flatMap((block) => (block.type === 'rich_text' ? block.elements : []));
    expect(list.find(({ type }) => type === 'rich_text_list')).toMatchObject({
      elements: expect.arrayContaining([
        { type: 'rich_text_section', elements: [{ type: 'text', text: title }] },
      ]) as object[],
    });
    expect(blocks.filter(({ type }) => type === 'section')).toEqual([]);
    expect(text).not.toContain('<');
  });

  test('cut no escaped character in two', () => {
    const parts = Array.from({ length: 40 }, (_, index) => titled('&'.repeat(139 + index)));

    const { blocks, text } = joinMessages(head, parts, foot);

    expect(text.length).toBeLessThanOrEqual(4_000);
    expect(text.replaceAll('&amp;', '')).not.toContain('&');
    expect(JSON.stringify(blocks)).not.toContain('amp');
  });
});
