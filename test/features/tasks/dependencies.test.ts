import { type ChatFixture, startChatFixture } from './chat-fixture.js';

let fixture: ChatFixture;
beforeAll(async () => {
  fixture = await startChatFixture();
});
afterAll(() => fixture.close());
beforeEach(() => fixture.clear());

/** Three tasks of Ana’s team of which T-3 depends on T-2, and T-2 on T-1; T-4 is another team’s. */
async function aChain(): Promise<void> {
  await fixture.create();
  await fixture.create({ dependsOn: ['T-1'] });
  await fixture.create({ dependsOn: ['T-2', 'T-2'] });
  await fixture.create({ teamId: 'payments', assigneeId: 'pia' }, 'mia');
}

const edit = (by: string, taskId: string, dependsOn: readonly string[]) =>
  fixture.change(by, taskId, { kind: 'edit', edits: { dependsOn } });

describe('what a task depends on', () => {
  test.each([
    ['itself', 'T-1', ['T-1'], 'cannot depend on itself'],
    ['a task that is not there', 'T-1', ['T-99'], 'You can see no task T-99'],
    ['another team’s task', 'T-1', ['T-4'], 'You can see no task T-4'],
    ['a task that depends on it', 'T-1', ['T-2'], 'T-2 depends on T-1 in turn'],
    ['a task that depends on it through another', 'T-1', ['T-3'], 'T-3 depends on T-1 in turn'],
    [
      'too many tasks',
      'T-1',
      Array.from({ length: 21 }, (_, index) => `T-${index + 100}`),
      'at most 20',
    ],
  ])('cannot be %s, and nothing changes', async (_, taskId, dependsOn, words) => {
    await aChain();
    const outcome = await edit('ana', taskId, dependsOn);
    expect(outcome).toMatchObject({
      kind: 'invalid',
      faults: { dependsOn: expect.stringContaining(words) },
    });
    expect(await fixture.tasks.task(taskId)).toMatchObject({ dependsOn: [], version: 1 });
  });

  test('is refused for a new task as for an old one', async () => {
    const form = await fixture.type('ana', '/crew task new Renew certificates');
    const { errors } = await fixture.submit('ana', form, { dependsOn: 'T-7' });
    expect(errors).toEqual({ dependsOn: 'You can see no task T-7.' });
  });

  test('must be over before work begins', async () => {
    await aChain();
    const refused = await fixture.type('ana', '/crew task start T-2');
    expect(refused.message?.template).toBe('tasks/waits-for');
    expect(refused.text).toContain('T-1 Speed up the nightly build');
    expect(await fixture.tasks.task('T-2')).toMatchObject({ status: 'open', version: 1 });
    await fixture.changed('ana', 'T-1', { kind: 'cancel', reason: 'Not needed' });
    expect(await fixture.change('ana', 'T-2', { kind: 'start' })).toMatchObject({
      kind: 'changed',
    });
  });
});
