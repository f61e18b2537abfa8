import { aNewMonitoring } from './samples.js';
import { memberWith } from '../people/samples.js';
import { type ChatFixture, startChatFixture } from './chat-fixture.js';

let fixture: ChatFixture;
beforeAll(async () => {
  fixture = await startChatFixture();
});
afterAll(() => fixture.close());
beforeEach(async () => {
  await fixture.clear();
  await fixture.create({ assigneeId: 'ana' });
});

describe('/crew task start, block, cancel, reopen', () => {
  test('lead through the life cycle and say what comes next', async () => {
    const says = async (typed: string) => (await fixture.type('ana', typed)).text;
    expect(await says('/crew task start T-1')).toContain('is in progress');
    expect(await says('/crew task block T-1 Server down')).toContain('is blocked: Server down');
    expect(await says('/crew task start t1')).toContain('is in progress');
    expect(await says('/crew task cancel T-1 Not needed')).toContain('/crew task reopen T-1');
    expect(await says('/crew task reopen T-1')).toContain('is open again');
    expect(await fixture.tasks.task('T-1')).toMatchObject({ status: 'open', version: 6 });
  });

  test('say that a reopened task is not monitored again', async () => {
    await fixture.create({ assigneeId: 'ana', monitoring: aNewMonitoring() });
    expect((await fixture.type('ana', '/complete T-2 1h')).text).toContain('monitoring has ended');
    expect((await fixture.type('ana', '/crew task reopen T-2')).text).toContain(
      'monitoring stays ended',
    );
  });

  test.each([
    ['/crew task start', 'tasks/which-task', '/crew task start T-12'],
    ['/crew task block', 'tasks/which-task', '/crew task block T-12 reason'],
    ['/crew task start one', 'tasks/malformed-id', '/crew task start T-12'],
    ['/crew task cancel T-99 Not needed', 'tasks/unknown-task', 'no task T-99'],
    ['/crew task cancel T-99', 'tasks/unknown-task', 'no task T-99'],
    ['/crew task reopen T-1', 'tasks/not-possible', 'is open, so it cannot be reopened'],
    [`/crew task block T-1 ${'x'.repeat(10_000)}`, 'tasks/input-faults', 'at most 500 characters'],
  ])('say what is wrong with %.40s, and change nothing', async (typed, template, words) => {
    const answer = await fixture.type('ana', typed);
    expect(answer.message?.template).toBe(template);
    expect(answer.text).toContain(words);
    expect(await fixture.tasks.task('T-1')).toMatchObject({ status: 'open', version: 1 });
  });

  test('are not for a colleague', async () => {
    for (const typed of ['start T-1', 'block T-1', 'block T-1 Mine', 'cancel T-1 Mine']) {
      const answer = await fixture.type('bob', `/crew task ${typed}`);
      expect(answer.message?.template).toBe('tasks/not-allowed');
    }
    expect(await fixture.tasks.task('T-1')).toMatchObject({ status: 'open', version: 1 });
  });
});

describe('the form for a reason', () => {
  test.each([
    ['block', 'blocked'],
    ['cancel', 'cancelled'],
  ])('opens for /crew task %s without one', async (action, status) => {
    const form = await fixture.type('ana', `/crew task ${action} T-1`);
    expect(form.opensModal).toBe(true);
    expect((await fixture.submit('ana', form, { reason: null })).errors).toHaveProperty('reason');
    const answer = await fixture.submit('ana', form, { reason: 'Server down' });
    expect(answer.message?.template).toBe(`tasks/${status}`);
    expect(await fixture.tasks.task('T-1')).toMatchObject({ status });
  });

  test('tells when the task has changed since it was opened', async () => {
    const form = await fixture.type('ana', '/crew task block T-1');
    await fixture.type('ana', '/crew task start T-1');
    const answer = await fixture.submit('ana', form, { reason: 'Server down' });
    expect(answer.text).toContain('it is in progress now');
    expect(await fixture.tasks.task('T-1')).toMatchObject({ status: 'in progress' });
  });
});

describe('/crew task assign', () => {
  test.each([
    ['lea', '<@U0BOB|bob>', 'bob'],
    ['lea', '<@U0BOB>', 'bob'],
    ['lea', '@Robo', 'robo'],
    ['lea', 'me', 'lea'],
  ])('lets %s assign to %s', async (by, whom, assigneeId) => {
    const answer = await fixture.type(by, `/crew task assign T-1 ${whom}`);
    expect(answer.message?.template).toBe('tasks/assigned');
    expect(await fixture.tasks.task('T-1')).toMatchObject({ assigneeId });
  });

  test.each([
    ['lea', 'T-1', 'tasks/input-faults', 'who gets the task'],
    ['lea', 'T-1 <@U0ZOE|zoe>', 'tasks/unknown-member', '/crew task assign T-12 @member'],
    ['lea', 'T-1 nobody here', 'tasks/unknown-member', '/crew task assign T-12 @member'],
    ['lea', 'T-1 <@U0GUS>', 'tasks/inactive-member', 'Gus has left'],
    ['lea', 'T-1 <@U0PIA>', 'tasks/not-in-team', 'does not work in Web'],
    ['lea', 'T-1 <@U0ANA>', 'tasks/already-assigned', "Ana's already"],
    ['ana', 'T-1 <@U0BOB>', 'tasks/not-allowed', 'Leads and managers'],
    ['lea', '<@U0BOB> T-1', 'tasks/malformed-id', 'is no task'],
  ])('refuses %s with %s, and changes nothing', async (by, words, template, says) => {
    const answer = await fixture.type(by, `/crew task assign ${words}`);
    expect(answer.message?.template).toBe(template);
    expect(answer.text).toContain(says);
    expect(await fixture.tasks.task('T-1')).toMatchObject({ assigneeId: 'ana', version: 1 });
  });
});

test('a task is given to nobody by a name that two members have', async () => {
  fixture.newcomers.push(
    memberWith({ id: 'bob-2', name: 'bob', teamId: 'web', slackId: 'U0BOB2' }),
  );
  const answer = await fixture.type('lea', '/crew task assign T-1 Bob');
  expect(answer.text).toContain('more than one Bob');
  expect(await fixture.tasks.task('T-1')).toMatchObject({ assigneeId: 'ana', version: 1 });
});

describe('the buttons of a task', () => {
  test('start it, and open the forms to complete and to block it', async () => {
    const card = await fixture.type('ana', '/crew task T-1');
    expect((await fixture.press('ana', card, 'start')).text).toContain('is in progress');
    const complete = await fixture.press('ana', card, 'complete');
    expect(complete.opensModal).toBe(true);
    expect(complete.form?.fields[0]?.initial).toBe('T-1@2');
    const block = await fixture.press('ana', card, 'block');
    expect(block.opensModal).toBe(true);
    expect(block.form?.title).toBe('Block T-1');
  });

  test('are refused with what is now true when the task has changed since', async () => {
    const card = await fixture.type('ana', '/crew task T-1');
    await fixture.type('ana', '/crew task block T-1 Server down');
    const answer = await fixture.press('ana', card, 'start');
    expect(answer.text).toContain('it is blocked now');
    expect(answer.text).toContain('Server down');
    expect(await fixture.tasks.task('T-1')).toMatchObject({ status: 'blocked', version: 2 });
  });
});
