import { render, rendererFor } from './renderer-for.js';

describe('createRenderer', () => {
  test('lists the templates by feature and outcome, without partials and pages', () => {
    const renderer = rendererFor({
      'tasks/done': 'Done',
      'tasks/added': 'Added',
      'partials/line': 'Line',
      'pages/home': '{{unknown helper}}',
    });

    expect(renderer.templates).toEqual(['tasks/added', 'tasks/done']);
  });

  test('names every fault of every template at once', () => {
    const faulty = () =>
      rendererFor({
        'a/syntax': '{{#if x}}',
        'a/helper': '{{upper x}}',
        'a/log': '{{log x}}',
        'a/block': '{{#x}}y{{/x}}',
        'a/partial': '{{> nowhere}}',
        'a/key': '{{#each x}}{{@key}}{{/each}}',
        'a/directive': '[buton go] Go',
        'partials/loop': '{{> loop}}',
        'a/loop': '{{> loop}}',
        'a/fine': 'Fine',
      });

    expect(faulty).toThrow(/a\/syntax: [^]*Parse error/i);
    expect(faulty).toThrow('a/helper: unknown helper upper');
    expect(faulty).toThrow('a/log: unknown helper log');
    expect(faulty).toThrow('a/block: unknown block {{#x}}');
    expect(faulty).toThrow('a/partial: unknown partial nowhere');
    expect(faulty).toThrow('a/key: unknown @key');
    expect(faulty).toThrow('a/directive: [buton go] is neither');
    expect(faulty).toThrow('a/loop: partial loop is nested too deep');
    expect(faulty).not.toThrow('a/fine');
  });

  test('finds the variables of a template where the view model has them', () => {
    const renderer = rendererFor({
      'partials/line': '{{title}} {{label}} {{@root.team}}',
      'a/b': [
        '{{#if (eq decision "close")}}{{number level}}{{else}}{{task.title}}{{/if}}',
        '{{#each (first 3 points)}}{{date}} {{../unit}} {{this.value}}{{@index}}{{/each}}',
        '{{#each names}}{{this}}{{/each}}',
        '{{#each tasks as |one|}}{{one.id}}{{> line one label=../caption}}{{/each}}',
        '{{#with owner}}{{member this}}{{name}}{{/with}}',
        '[image chart]',
        '[button approve primary] Yes',
      ].join('\n'),
    });

    expect(renderer.variablesOf('a/b')).toEqual([
      'actions.approve',
      'caption',
      'decision',
      'images.chart',
      'level',
      'names',
      'names[]',
      'owner',
      'owner.name',
      'points',
      'points[].date',
      'points[].value',
      'task.title',
      'tasks',
      'tasks[].id',
      'tasks[].title',
      'team',
      'unit',
    ]);
  });
});

describe('render', () => {
  test.each([
    ['a variable that the view model lacks', '{{missing}}', {}, '"missing" not defined'],
    ['a button that it lacks', '[button go] Go', {}, 'actions.go is missing'],
    ['an image that it lacks', '[image chart]', {}, 'images.chart is missing'],
    ['an image from nowhere', '[image a]', { images: { a: { altText: 'x' } } }, 'neither a Slack'],
    ['a number that is none', '{{n}}', { n: Number.NaN }, 'n is NaN'],
    ['a date', '{{at}}', { at: new Date(0) }, 'at is neither a text'],
    ['an object where a text is due', '{{task}}', { task: {} }, 'task is printed but'],
    ['a list where a text is due', '{{a.tasks}}', { a: { tasks: [] } }, 'a.tasks is printed but'],
    ['a field without a bar', '| Label', {}, 'a field is written'],
    ['a link in a header', '# [a](https://b.test)', {}, 'a header holds no links'],
    ['a member without a name', '{{member a}}', { a: null }, 'member needs'],
    ['nothing at all', '{{#if a}}x{{/if}}', { a: false }, 'the message is empty'],
  ])('refuses %s, naming the template', (_, source, view, fault) => {
    expect(() => render(source, view)).toThrow('template test/one: ');
    expect(() => render(source, view)).toThrow(fault);
  });

  test('refuses a template that does not exist', () => {
    expect(() => rendererFor({ 'a/a': 'x' }).render('a/b', {})).toThrow('there is no template a/b');
  });

  test('takes a bare name for a field of the view model, also where a helper has that name', () => {
    const view = { number: 'T-12', first: 'one', items: [{ number: 'T-13', each: 'two' }] };

    expect(
      render('{{number}} {{first}} {{#each items as |item|}}{{number}} {{each}}{{/each}}', view),
    ).toMatchObject({
      text: 'T-12 one T-13 two',
    });
  });

  test('puts partials in their place', () => {
    const renderer = rendererFor({
      'partials/line': '- {{title}} ({{who}})',
      'a/b': '{{#each tasks}}\n{{> line who=../name}}\n{{/each}}',
    });

    const { text } = renderer.render('a/b', { tasks: [{ title: 'x' }, { title: 'y' }], name: 'Z' });

    expect(text).toBe('• x (Z)\n• y (Z)');
  });

  test('never sees what an object inherits', () => {
    expect(() => render('{{constructor}}', {})).toThrow('not defined');
    expect(() => render('{{task.constructor}}', { task: {} })).toThrow(
      '"constructor" not defined in task',
    );
  });
});

describe('the helper', () => {
  test.each([
    ['number', '{{number n}}', { n: 1234.567 }, '1,234.57'],
    ['number, for a small one', '{{number n}}', { n: 0.001234 }, '0.00123'],
    ['number, for none', '{{number n}}', { n: null }, '–'],
    ['percent', '{{percent n}}', { n: 0.1534 }, '15.3%'],
    ['percent, for none', '{{percent n}}', { n: null }, '–'],
    ['plural, for one', '{{plural n "task" "tasks"}}', { n: 1 }, '1 task'],
    ['plural, for many', '{{plural n "task" "tasks"}}', { n: 1200 }, '1,200 tasks'],
    ['eq, for equals', '{{#if (eq a "x")}}yes{{else}}no{{/if}}', { a: 'x' }, 'yes'],
    ['eq, for others', '{{#if (eq a "x")}}yes{{else}}no{{/if}}', { a: 'y' }, 'no'],
    ['first', '{{#each (first 2 a)}}{{this}}{{/each}}', { a: ['x', 'y', 'z'] }, 'xy'],
    ['beyond', '{{beyond 2 a}}', { a: ['x', 'y', 'z'] }, '1'],
    ['lookup', '{{lookup a 1}}', { a: ['x', 'y', 'z'] }, 'y'],
    ['beyond, for a short list', '{{beyond 2 a}}', { a: [] }, '0'],
    ['member', '{{member a}}', { a: { slackId: 'U123', name: 'Ana' } }, 'Ana'],
  ])('%s', (_, source, view, shown) => {
    expect(render(source, view).text).toBe(shown);
  });

  test.each([
    ['number', '{{number n}}', { n: 'x' }],
    ['percent', '{{percent n}}', { n: true }],
    ['plural', '{{plural n "a" "b"}}', { n: 'x' }],
    ['first', '{{#each (first n n)}}{{/each}}', { n: 1 }],
    ['beyond', '{{beyond n n}}', { n: 1 }],
  ])('%s refuses what it cannot show', (name, source, view) => {
    expect(() => render(source, view)).toThrow(`${name} needs a`);
  });
});
