import { type ChatFixture, startChatFixture } from './chat-fixture.js';

let fixture: ChatFixture;
beforeAll(async () => {
  fixture = await startChatFixture();
});
afterAll(() => fixture.close());
beforeEach(async () => {
  await fixture.clear();
  await fixture.create({ assigneeId: 'ana', estimatedHours: 6 });
  await fixture.create({ title: 'Warm the cache' });
});

describe('/crew task edit', () => {
  test('opens with what the task is, and saves what was changed, told to its assignee', async () => {
    const form = await fixture.type('lea', '/crew task edit T-1');
    const saved = await fixture.submit('lea', form, {
      estimatedHours: '9h30m',
      requiredSkills: 'TypeScript:3, docker:2',
      dependsOn: 't-2',
      pinned: 'yes',
    });
    expect(saved.text).toContain('estimate: 6h → 9h30m');
    expect(saved.text).toContain('required skills: none → typescript:3; docker:2');
    expect(await fixture.tasks.task('T-1')).toMatchObject({
      title: 'Speed up the nightly build',
      estimatedHours: 9.5,
      requiredSkills: [
        { name: 'typescript', level: 3 },
        { name: 'docker', level: 2 },
      ],
      dependsOn: ['T-2'],
      pinned: true,
      version: 2,
    });
    expect(await fixture.queued()).toContain('U0ANA tasks/notice-edited');
    expect(await fixture.actions()).toContain('task edited');
    expect((await fixture.type('ana', '/crew task T-1')).text).toContain('typescript:3; docker:2');
  });

  test('can be undone', async () => {
    const form = await fixture.type('lea', '/crew task edit T-1');
    const saved = await fixture.submit('lea', form, { estimatedHours: '12', pinned: 'yes' });
    expect((await fixture.press('lea', saved, 'undo')).text).toContain('Undone: the edit');
    expect(await fixture.tasks.task('T-1')).toMatchObject({ estimatedHours: 6, pinned: false });
  });

  test('says so when nothing was changed', async () => {
    const form = await fixture.type('lea', '/crew task edit T-1');
    const saved = await fixture.submit('lea', form, {});
    expect(saved.message?.template).toBe('tasks/unchanged');
    expect(await fixture.tasks.task('T-1')).toMatchObject({ version: 1 });
  });

  test('keeps a due date that has passed meanwhile', async () => {
    const task = await fixture.create({ dueOn: '2026-11-23' });
    fixture.clock.set('2026-12-01T09:00:00Z');
    const form = await fixture.type('lea', `/crew task edit ${task.id}`);
    await fixture.submit('lea', form, { estimatedHours: '2' });
    expect(await fixture.tasks.task(task.id)).toMatchObject({
      dueOn: '2026-11-23',
      estimatedHours: 2,
    });
  });

  test.each([
    [{ estimatedHours: '0' }, 'estimatedHours', 'more than 0'],
    [{ estimatedHours: '-3' }, 'estimatedHours', 'more than 0'],
    [{ estimatedHours: '1000000000' }, 'estimatedHours', 'at most 1000'],
    [{ requiredSkills: 'docker:6' }, 'requiredSkills', 'level from 1 to 5'],
    [{ requiredSkills: 'docker:2; Docker:3' }, 'requiredSkills', 'each skill once'],
    [{ dependsOn: 'the cache' }, 'dependsOn', '“the” is no task'],
    [{ title: ' ' }, 'title', 'needs a title'],
    [{ dueOn: '2020-01-01' }, 'dueOn', 'past'],
  ])('refuses %j at its field, and changes nothing', async (values, field, words) => {
    const form = await fixture.type('lea', '/crew task edit T-1');
    const { errors = {} } = await fixture.submit('lea', form, values);
    expect(errors[field]).toContain(words);
    expect(await fixture.tasks.task('T-1')).toMatchObject({ version: 1 });
  });

  test('refuses a form that was opened before somebody else changed the task', async () => {
    const form = await fixture.type('lea', '/crew task edit T-1');
    await fixture.changed('ana', 'T-1', { kind: 'start' });
    const late = await fixture.submit('lea', form, { estimatedHours: '12' });
    expect(late.message?.template).toBe('tasks/changed-meanwhile');
    expect(await fixture.tasks.task('T-1')).toMatchObject({ estimatedHours: 6, version: 2 });
  });

  test.each([
    ['bob', '/crew task edit T-1', 'tasks/not-allowed'],
    ['lea', '/crew task edit T-99', 'tasks/unknown-task'],
    ['lea', '/crew task edit', 'tasks/which-task'],
  ])('does not open for %s with %s', async (who, typed, template) => {
    expect((await fixture.type(who, typed)).message?.template).toBe(template);
  });
});

test('tasks from before there were skills and dependencies read as having none', async () => {
  await fixture.db
    .collection('tasks')
    .updateMany({}, { $unset: { requiredSkills: '', pinned: '', dependsOn: '' } });
  expect(await fixture.tasks.task('T-1')).toMatchObject({
    requiredSkills: [],
    pinned: false,
    dependsOn: [],
  });
});
