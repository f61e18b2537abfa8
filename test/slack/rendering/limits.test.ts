import { limits } from '../../../src/slack/limits.js';
import { fitParts, shorten } from '../../../src/slack/rendering/shorten.js';
import { render } from './renderer-for.js';

const long = 'word '.repeat(2_000).trim();
const family = '👩‍👩‍👧‍👦';
const at = (value: unknown, path: string): unknown =>
  path
    .split('.')
    .reduce<unknown>((inner, key) => (inner as Record<string, unknown> | undefined)?.[key], value);

describe('a text longer than Slack takes', () => {
  test.each([
    ['header', '# {{text}}', '0.text.text', limits.header],
    ['paragraph', '{{text}}', '0.elements.0.elements.0.text', limits.text],
    ['list item', '- {{text}}', '0.elements.0.elements.0.elements.0.text', limits.text],
    ['field', '| Label | {{text}}', '0.fields.0.text', limits.section.field],
    ['context line', '> {{text}}', '0.elements.0.text', limits.text],
    ['button', '[button go] {{text}}', '0.elements.0.text.text', limits.button.text],
    ['confirmation', '[button go] Go', '0.elements.0.confirm.text.text', limits.confirm.text],
    ['image', '[image chart]', '0.alt_text', limits.image.altText],
  ])('is shortened in a %s, as little as need be', (_, source, path, limit) => {
    const confirm = { title: long, text: long, confirm: long, deny: long };
    const { blocks } = render(source, {
      text: long,
      actions: { go: { actionId: 'go', value: '1', confirm } },
      images: { chart: { altText: long, slackFileId: 'F1' } },
    });

    const shown = String(at(blocks, path));
    expect(shown).toMatch(/…$/);
    expect(shown.length).toBeLessThanOrEqual(limit);
    expect(shown.length).toBeGreaterThan(limit - 10);
  });

  test('is shortened in a field so that it fits when it is escaped', () => {
    const { blocks } = render('| Label | {{text}}', { text: '&'.repeat(5_000) });

    const shown = String(at(blocks, '0.fields.0.text'));
    expect(shown.length).toBeLessThanOrEqual(limits.section.field);
    expect(shown.length).toBeGreaterThan(limits.section.field - 20);
    expect(shown).toMatch(/^\*Label\*\n(&amp;)+…$/);
  });

  test('leaves the words, links and mentions around it alone', () => {
    const { text, blocks } = render('Before {{text}} after {{member ana}} [link](https://x.test)', {
      text: long,
      ana: { slackId: 'U0ANA', name: 'Ana' },
    });

    expect(at(blocks, '0.elements.0.elements.0.text')).toMatch(/^Before word .*… after $/);
    expect(at(blocks, '0.elements.0.elements.1.type')).toBe('user');
    expect(at(blocks, '0.elements.0.elements.3.url')).toBe('https://x.test');
    expect(text).toMatch(/^Before word /);
  });

  test('is never cut within an emoji', () => {
    expect(shorten(family.repeat(3), family.length * 2)).toBe(`${family}…`);
    expect(shorten(`ab${family}`, 5)).toBe('ab…');
    expect(shorten(family, family.length)).toBe(family);
  });

  test('gives way before the shorter ones beside it', () => {
    const parts = [{ text: 'a'.repeat(100) }, { text: 'bb' }, { text: 'c'.repeat(60) }];

    expect(fitParts(parts, 120).map((part) => part.text.length)).toEqual([58, 2, 60]);
    expect(fitParts(parts, 200)).toEqual(parts);
  });

  test('is shortened in the fallback text so that it fits when it is escaped', () => {
    const { text } = render('{{a}}\n\n{{a}}', { a: '<'.repeat(3_000) });

    expect(text.length).toBeLessThanOrEqual(limits.message.fallbackText);
    expect(text.length).toBeGreaterThan(limits.message.fallbackText - 10);
    expect(text).toMatch(/^(&lt;)+…$/);
  });
});

describe('a message longer than Slack takes', () => {
  const listOf = (length: number) => ({ items: Array.from({ length }, () => ({ text: long })) });
  const everyItem = '{{#each items}}\n- {{text}}\n{{/each}}';

  test('has all its paragraphs shortened further', () => {
    const { blocks } = render(everyItem, listOf(10));

    const last = String(at(blocks, '0.elements.0.elements.9.elements.0.text'));
    expect(last.length).toBeLessThanOrEqual(1_000);
    expect(last.length).toBeGreaterThan(990);
  });

  test('has its fields shortened further', () => {
    const { blocks } = render('{{#each items}}\n| Label | {{text}}\n{{/each}}', listOf(20));

    expect(blocks).toHaveLength(2);
    expect(String(at(blocks, '1.fields.9.text')).length).toBeLessThanOrEqual(300);
  });

  test('is refused when that does not help', () => {
    expect(() => render(everyItem, listOf(100))).toThrow(
      /^template test\/one: \d{5} characters, 12000 are possible; use first for a list$/,
    );
  });

  test('is refused with more blocks than possible', () => {
    const source = '{{#each items}}\n# {{text}}\n{{/each}}';

    expect(render(source, listOf(50)).blocks).toHaveLength(50);
    expect(() => render(source, listOf(51))).toThrow(/51 blocks, 50 are possible/);
  });

  test('can show the first items of a list and how many it leaves out', () => {
    const source = [
      '{{#each (first 2 items)}}',
      '- {{text}}',
      '{{/each}}',
      '{{#if (beyond 2 items)}}',
      '- …and {{beyond 2 items}} more',
      '{{/if}}',
    ].join('\n');
    const items = [{ text: 'a' }, { text: 'b' }, { text: 'c' }];

    expect(render(source, { items }).text).toBe('• a\n• b\n• …and 1 more');
    expect(render(source, { items: items.slice(1) }).text).toBe('• b\n• c');
  });

  test('has fields in sections of ten', () => {
    const { blocks } = render('{{#each items}}\n| Label | {{text}}\n{{/each}}', {
      items: Array.from({ length: 12 }, () => ({ text: 'x' })),
    });

    expect(blocks.map((block) => block.type === 'section' && block.fields?.length)).toEqual([
      10, 2,
    ]);
  });
});

describe('an identifier longer than Slack takes', () => {
  const button = (action: object) => () =>
    render('[button go] Go', { actions: { go: { actionId: 'go', value: '1', ...action } } });

  test.each([
    ['actionId', limits.actionId],
    ['value', limits.button.value],
  ])('is refused as %s of a button', (field, limit) => {
    expect(button({ [field]: 'x'.repeat(limit) })).not.toThrow();
    expect(button({ [field]: 'x'.repeat(limit + 1) })).toThrow(`actions.go.${field}`);
  });
});

describe('a row of buttons', () => {
  const source = '{{#each rows}}\n[button b{{@index}}] Go\n{{/each}}';
  const row = (length: number, actionId = (index: number) => `b${index}`) => {
    const rows = Array.from({ length }, (_, index) => index);
    const actions = Object.fromEntries(
      rows.map((index) => [`b${index}`, { actionId: actionId(index), value: '1' }]),
    );
    return () => render(source, { rows, actions });
  };

  test('longer than Slack takes is refused', () => {
    expect(row(limits.actions)).not.toThrow();
    expect(row(limits.actions + 1)).toThrow('26 buttons in a row');
  });

  test('with one action twice is refused', () => {
    expect(row(2, () => 'same')).toThrow('same action');
  });
});
