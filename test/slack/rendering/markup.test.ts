import { render } from './renderer-for.js';

const blocksOf = (source: string, view: object = {}) => render(source, view).blocks;
const paragraph = (...elements: object[]) => ({ type: 'rich_text_section', elements });
const text = (words: string, style?: object) => ({
  type: 'text',
  text: words,
  ...(style && { style }),
});

describe('a line of a template', () => {
  test('beginning with # is a header', () => {
    expect(blocksOf('# T-12 Ship it')).toEqual([
      { type: 'header', text: { type: 'plain_text', text: 'T-12 Ship it', emoji: false } },
    ]);
  });

  test('of plain words is a paragraph, and the lines below it belong to it', () => {
    expect(blocksOf('One line\nand another')).toEqual([
      { type: 'rich_text', elements: [paragraph(text('One line\nand another'))] },
    ]);
  });

  test('after an empty line starts a block of its own', () => {
    expect(blocksOf('One\n\nTwo')).toHaveLength(2);
  });

  test('beginning with - is an item of a list, in one block with the words above it', () => {
    expect(blocksOf('Open:\n- first\n- second')).toEqual([
      {
        type: 'rich_text',
        elements: [
          paragraph(text('Open:')),
          {
            type: 'rich_text_list',
            style: 'bullet',
            elements: [paragraph(text('first')), paragraph(text('second'))],
          },
        ],
      },
    ]);
  });

  test('between bars is a field with a bold label', () => {
    expect(blocksOf('| Metric | response time\n| Target | -20% |')).toEqual([
      {
        type: 'section',
        fields: [
          { type: 'mrkdwn', text: '*Metric*\nresponse time', verbatim: true },
          { type: 'mrkdwn', text: '*Target*\n-20%', verbatim: true },
        ],
      },
    ]);
  });

  test('beginning with > is context', () => {
    expect(blocksOf('> Rule 3\n> 20 points')).toEqual([
      {
        type: 'context',
        elements: [{ type: 'plain_text', text: 'Rule 3\n20 points', emoji: false }],
      },
    ]);
  });

  test('of three dashes is a divider, unless nothing stands above or below it', () => {
    const types = (source: string) => blocksOf(source).map((block) => block.type);

    expect(types('One\n---\nTwo')).toEqual(['rich_text', 'divider', 'rich_text']);
    expect(types('---\nOne\n---\n---\nTwo\n---')).toEqual(['rich_text', 'divider', 'rich_text']);
  });

  test('naming an image shows it with its alternative text', () => {
    const images = {
      uploaded: { altText: 'A chart', slackFileId: 'F1' },
      linked: { altText: 'A logo', url: 'https://example.com/logo.png' },
    };

    expect(blocksOf('[image uploaded]\n[image linked]', { images })).toEqual([
      { type: 'image', slack_file: { id: 'F1' }, alt_text: 'A chart' },
      { type: 'image', image_url: 'https://example.com/logo.png', alt_text: 'A logo' },
    ]);
  });

  test('naming a button shows it beside the buttons of the lines around it', () => {
    const confirm = { title: 'Sure?', text: 'It ends.', confirm: 'End', deny: 'Keep' };
    const actions = {
      approve: { actionId: 'approve', value: 'T-1' },
      end: { actionId: 'end', value: 'T-1', confirm },
      open: { actionId: 'open', value: 'T-1' },
    };
    const plain = (words: string) => ({ type: 'plain_text', text: words, emoji: false });

    const blocks = blocksOf(
      '[button approve primary] Approve\n[button end danger] End *now*\n[button open] Open',
      { actions },
    );

    expect(blocks).toEqual([
      {
        type: 'actions',
        elements: [
          {
            type: 'button',
            action_id: 'approve',
            value: 'T-1',
            text: plain('Approve'),
            style: 'primary',
          },
          {
            type: 'button',
            action_id: 'end',
            value: 'T-1',
            text: plain('End now'),
            style: 'danger',
            confirm: {
              title: plain('Sure?'),
              text: plain('It ends.'),
              confirm: plain('End'),
              deny: plain('Keep'),
              style: 'danger',
            },
          },
          {
            type: 'button',
            action_id: 'open',
            value: 'T-1',
            text: plain('Open'),
          },
        ],
      },
    ]);
  });

  test('without words vanishes, and with it its block', () => {
    const source = '# {{a}}\nKept\n- {{a}}\n> {{a}}\n| Label | {{a}}\n{{a}}\n{{#if a}}Gone{{/if}}';

    expect(blocksOf(source, { a: '' })).toEqual([
      { type: 'rich_text', elements: [paragraph(text('Kept'))] },
    ]);
    expect(blocksOf(source, { a: null })).toHaveLength(1);
  });

  test('may be indented, as inside a condition', () => {
    expect(blocksOf('{{#if a}}\n  # Title\n  - item\n{{/if}}', { a: true })).toEqual(
      blocksOf('# Title\n- item'),
    );
  });
});

describe('inside a line', () => {
  const elementsOf = (source: string, view: object = {}) => {
    const [block] = blocksOf(source, view);
    return block?.type === 'rich_text' ? (block.elements[0] as { elements: unknown }).elements : [];
  };

  test('stars, underscores and backticks give words a look, also one within another', () => {
    expect(elementsOf('a *bold _both_* _it_ `co*d*e`')).toEqual([
      text('a '),
      text('bold ', { bold: true }),
      text('both', { bold: true, italic: true }),
      text(' '),
      text('it', { italic: true }),
      text(' '),
      text('co*d*e', { code: true }),
    ]);
  });

  test('marks that enclose nothing, or stand within a word, are text', () => {
    const words = '2 * 3 * 4, snake_case_name, a ** b, [x], {{n}} - 1';

    expect(elementsOf(`See ${words}`, { n: 5 })).toEqual([
      text('See 2 * 3 * 4, snake_case_name, a ** b, [x], 5 - 1'),
    ]);
  });

  test('a link has a label and an address, either of them from the view model', () => {
    const view = {
      title: 'Fix [it](https://evil.test)',
      url: 'https://example.com/t',
      id: 'a/b?c',
    };

    expect(elementsOf('[{{title}}]({{url}}) [path](https://example.com/{{id}})', view)).toEqual([
      { type: 'link', url: 'https://example.com/t', text: view.title },
      text(' '),
      { type: 'link', url: 'https://example.com/a%2Fb%3Fc', text: 'path' },
    ]);
  });

  test.each([
    'javascript:alert(1)',
    'not an address',
    'https://',
    `https://x.test/${'a'.repeat(3000)}`,
  ])('a link to %.30s is its label alone', (url) => {
    expect(elementsOf('[label]({{url}})', { url })).toEqual([text('label')]);
  });

  test('a member is mentioned by Slack id, and one without is named', () => {
    const view = {
      ana: { slackId: 'U0ANA', name: 'Ana' },
      agent: { name: 'Builder' },
      odd: { slackId: '!channel', name: 'Odd' },
    };

    expect(elementsOf('{{member ana}}, {{member agent}}, {{member odd}}', view)).toEqual([
      { type: 'user', user_id: 'U0ANA' },
      text(', Builder, Odd'),
    ]);
  });

  test('a channel is mentioned by Slack id, in lines and in fields', () => {
    const view = { core: 'C0CORE', secret: 'G0SECRET', odd: '!channel' };

    expect(elementsOf('{{channel core}}, {{channel secret}}, {{channel odd}}', view)).toEqual([
      { type: 'channel', channel_id: 'C0CORE' },
      text(', '),
      { type: 'channel', channel_id: 'G0SECRET' },
      text(', !channel'),
    ]);
    expect(blocksOf('| Where | {{channel core}} now', view)).toMatchObject([
      { fields: [{ type: 'mrkdwn', text: '*Where*\n<#C0CORE> now' }] },
    ]);
  });

  test('a field shows links, mentions and looks', () => {
    const view = { ana: { slackId: 'U0ANA', name: 'Ana' }, title: 'A & B' };
    const source = '| Who | {{member ana}} *now* [{{title}}](https://x.test/?a=1&b=2)';

    expect(blocksOf(source, view)).toEqual([
      {
        type: 'section',
        fields: [
          {
            type: 'mrkdwn',
            text: '*Who*\n<@U0ANA> *now* <https://x.test/?a=1&amp;b=2|A &amp; B>',
            verbatim: true,
          },
        ],
      },
    ]);
  });
});

describe('the fallback text', () => {
  test('says the same words as the blocks, in the same order', () => {
    const source = [
      '# Decision for {{number}}',
      'The *goal* is met, says {{member ana}}.',
      '- [first](https://x.test)',
      '| Level | {{level}}',
      '[image chart]',
      '---',
      '> Rule 3',
      '[button approve] Approve',
      '[button other] Other',
    ].join('\n');

    const { text: fallback } = render(source, {
      number: 'T-12',
      ana: { slackId: 'U0ANA', name: 'Ana <3' },
      level: '5 & 6',
      images: { chart: { altText: 'Down to 5', slackFileId: 'F1' } },
      actions: {
        approve: { actionId: 'a', value: 'T-12' },
        other: { actionId: 'b', value: 'T-12' },
      },
    });

    expect(fallback.split('\n')).toEqual([
      'Decision for T-12',
      'The goal is met, says Ana &lt;3.',
      '• first',
      'Level: 5 &amp; 6',
      'Down to 5',
      'Rule 3',
      '[Approve] [Other]',
    ]);
  });
});
