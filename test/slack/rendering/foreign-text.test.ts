import type { KnownBlock } from '@slack/types';
import * as fc from 'fast-check';
import { cleanForeignText } from '../../../src/shared/foreign-text.js';
import { render, rendererFor } from './renderer-for.js';

const everywhere = rendererFor({
  'test/everywhere': [
    '# {{value}}',
    'Said: {{value}} *{{value}}* `{{value}}` by {{member ana}}',
    '- [{{value}}](https://example.com/{{value}})',
    '',
    '{{value}}',
    '| {{value}} | {{value}}',
    '| Who | {{member ana}} {{value}}',
    '',
    '| Plain | {{value}}',
    '> {{value}}',
    '[image chart]',
    '[button go] {{value}}!',
  ].join('\n'),
});

function viewWith(value: string) {
  return {
    value,
    ana: { slackId: 'U0ANA', name: value },
    images: { chart: { altText: value, slackFileId: 'F1' } },
    actions: {
      go: {
        actionId: 'go',
        value: 'T-1',
        confirm: { title: value, text: value, confirm: value, deny: value },
      },
    },
  };
}

type Json = { [key: string]: unknown };

function objectsIn(value: unknown): Json[] {
  if (typeof value !== 'object' || value === null) return [];
  const inner = Object.values(value).flatMap(objectsIn);
  return Array.isArray(value) ? inner : [value as Json, ...inner];
}

/** Every mention, link and button of a message, in order, without its words. */
function activeParts(blocks: readonly KnownBlock[]): string[] {
  return objectsIn(blocks).flatMap((object) => {
    if (object['type'] === 'user') return [`mention ${String(object['user_id'])}`];
    if (object['type'] === 'link') return ['link'];
    if (object['type'] === 'button') return [`button ${String(object['action_id'])}`];
    if (object['type'] === 'mrkdwn')
      return [...String(object['text']).matchAll(/<([^>]*)>/g)].map(([, inner = '']) =>
        inner === '@U0ANA' ? 'mention U0ANA' : `unexpected ${inner}`,
      );
    return [];
  });
}

function unescape(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}

const oneLine = (text: string) => cleanForeignText(text).replace(/\s*\n\s*/g, ' ');

const hostile = [
  '<!channel>',
  '<@U1> and <!here|x> <#C1> <!subteam^S1> <!date^1^{date}|x>',
  '@here #general https://evil.test',
  '{{x}} {{> card}} {{{y}}} {{#each z}}',
  '*bold* _it_ ~no~ `code` ```block```',
  '> quoted\n# h\n- item\n| a | b\n---\n[button go] Go\n[image chart]\n> ctx',
  '[click](https://evil.test)',
  '\u202Egnp.exe\u2066 x \u0000\u0007\u001B[31m',
  '\uFDD00\uFDD1 \uFDD03\uFDD1',
  '👩‍👩‍👧‍👦 e\u0301 🏴󠁧󠁢󠁥󠁮󠁧󠁿',
  'a&amp;b &lt;!channel&gt;',
  ':tada: \\*x\\*',
  '__proto__',
  '\uD800 half',
];

describe('text from a view model', () => {
  const expected = activeParts(everywhere.render('test/everywhere', viewWith('words')).blocks);

  test('of plain words leaves one mention in a line, one in a field, one link and one button', () => {
    expect(expected).toEqual(['mention U0ANA', 'link', 'mention U0ANA', 'button go']);
  });

  test.each(hostile)('is shown as it is and adds nothing: %j', (value) => {
    const { blocks, text } = everywhere.render('test/everywhere', viewWith(value));

    expect(activeParts(blocks)).toEqual(expected);
    expect(blocks).toHaveLength(8);
    expect(blocks[0]).toMatchObject({ text: { text: oneLine(value) } });
    expect(unescape(text)).toContain(oneLine(value));
    expect(text).not.toMatch(/[<>]/);
  });

  test('of any kind changes neither the blocks nor what can be pressed or followed', () => {
    const anyText = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 60 }),
      fc.string({ unit: 'grapheme', maxLength: 60 }),
      fc.stringMatching(/^x[<>@!#|*_~`[\](){}&:/\-\n\r\u2028 ab\uFDD0\uFDD10]{0,40}$/),
    );

    fc.assert(
      fc.property(anyText, (value) => {
        fc.pre(cleanForeignText(value) !== '');
        const { blocks, text } = everywhere.render('test/everywhere', viewWith(value));
        const shown = oneLine(value);

        expect(activeParts(blocks)).toEqual(expected);
        expect(blocks).toHaveLength(8);
        expect(blocks[0]).toMatchObject({ text: { text: shown } });
        expect(blocks[1]).toMatchObject({
          elements: [{ elements: [{ text: `Said: ${shown} ` }, {}, {}, {}, {}, {}] }, {}],
        });
        expect(unescape(text)).toContain(shown);
      }),
      { numRuns: 200 },
    );
  });

  test('keeps its line breaks when it is the whole line, and is put on one line elsewhere', () => {
    const { text } = render('Note:\n{{note}}\n- {{note}}', { note: 'one\r\n\n\n\ntwo' });

    expect(text).toBe('Note:\none\n\ntwo\n• one two');
  });

  test('loses control characters and marks that reorder the text around them', () => {
    expect(cleanForeignText('a\u0000b\u202Ec\u2067d\u0085e\tf')).toBe('abcd\ne f');
  });

  test('stays whole emoji when it is joined from several', () => {
    expect(cleanForeignText('👩‍👩‍👧‍👦')).toBe('👩‍👩‍👧‍👦');
  });

  test('in a field that mrkdwn would format is plain text, beside fields with bold labels', () => {
    const { blocks } = render('| Metric | {{metric}}\n| Unit | ms', { metric: 'p95_latency_ms' });

    expect(blocks).toEqual([
      {
        type: 'section',
        fields: [
          { type: 'plain_text', text: 'Metric\np95_latency_ms', emoji: false },
          { type: 'mrkdwn', text: '*Unit*\nms', verbatim: true },
        ],
      },
    ]);
  });

  test('keeps a bold label beside times of day, which are no emoji', () => {
    expect(render('| Today | {{hours}}', { hours: '09:00-17:00' }).blocks).toEqual([
      {
        type: 'section',
        fields: [{ type: 'mrkdwn', text: '*Today*\n09:00-17:00', verbatim: true }],
      },
    ]);
    expect(render('| Today | {{hours}}', { hours: '9 :+1: 17' }).blocks).toEqual([
      {
        type: 'section',
        fields: [{ type: 'plain_text', text: 'Today\n9 :+1: 17', emoji: false }],
      },
    ]);
  });

  test('in a field beside a mention or a link turns the fields into lines, and loses neither', () => {
    const { blocks } = render('| Task | [{{title}}](https://x.test)\n| Unit | ms', {
      title: 'Fix *all*',
    });

    expect(blocks).toEqual([
      {
        type: 'rich_text',
        elements: [
          {
            type: 'rich_text_section',
            elements: [
              { type: 'text', text: 'Task', style: { bold: true } },
              { type: 'text', text: ': ' },
              { type: 'link', url: 'https://x.test', text: 'Fix *all*' },
              { type: 'text', text: '\n' },
              { type: 'text', text: 'Unit', style: { bold: true } },
              { type: 'text', text: ': ms' },
            ],
          },
        ],
      },
    ]);
  });

  test('returned by a helper is still text', () => {
    const view = { one: 'x', many: '*<!here>* [a](https://b.test)' };

    expect(render('{{plural 2 one many}}', view).blocks).toMatchObject([
      { elements: [{ elements: [{ type: 'text', text: '2 *<!here>* [a](https://b.test)' }] }] },
    ]);
  });
});
