import { aNewMonitoring } from './samples.js';
import { type Answer, type ChatFixture, startChatFixture } from './chat-fixture.js';

let fixture: ChatFixture;
beforeAll(async () => {
  fixture = await startChatFixture();
});
afterAll(() => fixture.close());
beforeEach(() => fixture.clear());

describe('/crew task T-12', () => {
  test('shows the task, its monitoring and its history in the reader’s zone', async () => {
    await fixture.create({ title: '<!channel> *build*', monitoring: aNewMonitoring() });
    await fixture.type('lea', '/crew task assign T-1 <@U0BOB>');
    await fixture.type('bob', '/crew task block T-1 Server down');
    const { text } = await fixture.type('bob', '/crew task T-1');
    expect(text).toContain('T-1 · &lt;!channel&gt; *build*');
    expect(text).toContain('State: blocked');
    expect(text).toContain('In the way: Server down');
    expect(text).toContain('Pages built per hour, higher by 10% from 120 pages, daily');
    expect(text).toContain('2026-11-21 00:30: Lea created it');
    expect(text).toContain('Lea assigned it to Bob');
    expect(text).toContain('Bob blocked it, “Server down”');
    expect(text).toContain('Created by Lea on 2026-11-21');
    expect(text).toContain('[Start] [Complete…]');
  });

  test('shows no buttons to who may only look', async () => {
    await fixture.create();
    const { text } = await fixture.type('bob', '/crew task T-1');
    expect(text).toContain('State: open');
    expect(text).not.toContain('[Start]');
  });

  test.each([
    ['pia', 'T-1', 'tasks/not-visible'],
    ['ana', 'T-9', 'tasks/unknown-task'],
    ['ana', '', 'tasks/which-task'],
    ['ana', 'nightly build', 'tasks/malformed-id'],
  ])('answers %s asking for %j with %s', async (who, words, template) => {
    await fixture.create();
    const answer = await fixture.type(who, `/crew task ${words}`);
    expect(answer.message?.template).toBe(template);
    expect(answer.text).not.toMatch(/Speed up|was changed/);
  });
});

describe('/crew tasks', () => {
  test.each([
    ['ana', '', ['T-3', 'T-1'], 'Your open tasks'],
    ['ana', 'mine done', ['T-4'], 'Your done tasks'],
    ['ana', 'DONE', ['T-4'], 'Your done tasks'],
    ['ana', 'team', ['T-3', 'T-2', 'T-1'], 'The team’s open tasks'],
    ['ana', 'monitored team', ['T-3'], 'The team’s open monitored tasks'],
    ['ana', '<@U0BOB|bob> open', ['T-2'], 'Bob: open tasks'],
    ['max', 'team', ['T-3', 'T-2', 'T-1'], 'The team’s open tasks'],
  ])('lists for %s typing %j', async (who, words, ids, heading) => {
    await fixture.create({ assigneeId: 'ana', dueOn: '2026-11-21' });
    await fixture.create({ assigneeId: 'bob' });
    await fixture.create({ assigneeId: 'ana', monitoring: aNewMonitoring() });
    await fixture.create({ assigneeId: 'ana' });
    await fixture.type('ana', '/complete T-4 1h');
    const { text = '' } = await fixture.type(who, `/crew tasks ${words}`);
    expect(text.split('\n')[0]).toBe(heading);
    expect([...text.matchAll(/^• (T-\d+)/gm)].map(([, id]) => id)).toEqual(ids);
  });

  test('marks what is overdue on the reader’s day, and names assignees in a team’s list', async () => {
    await fixture.create({ assigneeId: 'ana', dueOn: '2026-11-22' });
    await fixture.create({ assigneeId: null, dueOn: '2026-11-23' });
    fixture.clock.set('2026-11-22T23:30:00Z');
    const { text } = await fixture.type('ana', '/crew tasks team');
    expect(text).toContain('Ana, due 2026-11-22, overdue by 1 working day');
    expect(text).toContain('nobody, due today\n•');
  });

  test('comes in pages with a button for more', async () => {
    for (let count = 0; count < 16; count += 1) {
      await fixture.create({ assigneeId: 'ana', title: 'x'.repeat(200) });
    }
    const first = await fixture.type('ana', '/crew tasks');
    expect(first.text).toContain('• T-16 ');
    expect(first.text).not.toContain('• T-1 ');
    const second = await fixture.press('ana', first, 'next');
    expect(second.text?.match(/• T-\d+/g)).toEqual(['• T-1']);
    expect(second.text).not.toContain('[More]');
  });

  test.each([
    ['ana', 'yesterday', 'tasks/list-usage'],
    ['ana', '@nobody', 'tasks/unknown-member'],
    ['ana', '<@U0ZOE>', 'tasks/unknown-member'],
    ['ana', '<@U0PIA>', 'tasks/list-not-allowed'],
    ['ana', '', 'tasks/list-empty'],
  ])('answers %s typing %j with %s', async (who, words, template) => {
    const answer = await fixture.type(who, `/crew tasks ${words}`);
    expect(answer.message?.template).toBe(template);
    expect(answer.text).not.toContain('was changed');
  });
});

describe('the Home tab', () => {
  const idsIn = ({ text = '' }: Answer) => [...text.matchAll(/^(T-\d+)/gm)].map(([, id]) => id);

  test('shows my open tasks, what is due first on top, then the urgent ones, then the oldest', async () => {
    await fixture.create({ dueOn: null });
    await fixture.create({ dueOn: null, priority: 'urgent' });
    await fixture.create({ dueOn: '2026-11-27' });
    await fixture.create({ dueOn: '2026-11-23' });
    await fixture.create({ dueOn: '2026-11-27', priority: 'high' });
    await fixture.create({ assigneeId: 'bob' });
    await fixture.create();
    await fixture.type('ana', '/complete T-7 1h');
    fixture.clock.set('2026-11-25T09:00:00Z');
    const home = await fixture.home('ana');
    expect(idsIn(home)).toEqual(['T-4', 'T-5', 'T-3', 'T-2', 'T-1']);
    expect(home.text).toMatch(/T-4 .*overdue/);
  });

  test('has the buttons that fit the status of each task', async () => {
    for (const _ of ['open', 'in progress', 'blocked']) await fixture.create();
    await fixture.press('ana', await fixture.home('ana'), 'start1');
    await fixture.type('ana', '/crew task block T-3 Server down');
    const { text } = await fixture.home('ana');
    expect(text).toMatch(
      /T-1 .*: open\n+\[Start\] \[Complete…\]\n+T-2 .*: in progress\n+\[Complete…\] \[Block…\]\n+T-3 .*: blocked \(Server down\)\n+\[Go on\] \[Complete…\]/,
    );
  });

  test('shows ten tasks at most and says how many more there are', async () => {
    for (let created = 0; created < 12; created += 1) await fixture.create();
    const home = await fixture.home('ana');
    expect(idsIn(home)).toHaveLength(10);
    expect(home.text).toContain('and 2 more');
    expect((await fixture.home('bob')).text).toContain('You have no open task.');
  });
});
