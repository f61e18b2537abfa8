import { type ChatFixture, startChatFixture } from './chat-fixture.js';

let fixture: ChatFixture;
beforeAll(async () => {
  fixture = await startChatFixture();
});
afterAll(() => fixture.close());
beforeEach(async () => {
  await fixture.clear();
  await fixture.create({ assigneeId: 'ana' }, 'ana');
});

describe('/complete with task and hours', () => {
  test.each([
    ['/complete T-1 5.5h Cache warmed', 5.5, 'Cache warmed'],
    ['/complete t-1 5h 30m', 5.5, null],
    ['/complete T1 90m *bold* &lt;!channel&gt; R&amp;D', 1.5, '*bold* <!channel> R&D'],
  ])('%j finishes the task at once', async (typed, hours, notes) => {
    const answer = await fixture.type('ana', typed);
    expect(answer.text).toContain('✅ T-1 Speed up the nightly build is done');
    expect(answer.text).toContain('/crew task reopen T-1');
    expect(await fixture.tasks.task('T-1')).toMatchObject({
      status: 'done',
      actualHours: hours,
      completionNotes: notes,
    });
  });

  test.each([
    ['/complete T-1 -3', 'tasks/input-faults', 'Hours must be more than 0'],
    ['/complete T-1 abc', 'tasks/input-faults', '“abc” is no number of hours'],
    ['/complete T-1 1e9', 'tasks/input-faults', '5.5h, 5h30m or 90m'],
    ['/complete T-1 0 nothing', 'tasks/input-faults', 'Hours must be more than 0'],
    [`/complete T-1 5h ${'x'.repeat(10_000)}`, 'tasks/input-faults', 'at most 3000 characters'],
    [`/complete 5h ${'x'.repeat(10_000)}`, 'tasks/input-faults', 'at most 3000 characters'],
    ['/complete 2000h', 'tasks/input-faults', 'at most 1000'],
    ['/complete twelve', 'tasks/malformed-id', '“twelve” is no task'],
    [`/complete ${'x'.repeat(10_000)}`, 'tasks/malformed-id', '/complete T-12 5.5h [notes]'],
    ['/complete T-0 5h', 'tasks/malformed-id', '“T-0” is no task'],
    ['/complete T-99 5h', 'tasks/unknown-task', 'There is no task T-99'],
  ])('says what is wrong with %.30j, and changes nothing', async (typed, template, words) => {
    const answer = await fixture.type('ana', typed);
    expect(answer.message?.template).toBe(template);
    expect(answer.text).toContain(words);
    expect(await fixture.tasks.task('T-1')).toMatchObject({ status: 'open', version: 1 });
  });

  test('is refused for somebody else’s task without saying what it is', async () => {
    const answer = await fixture.type('bob', '/complete T-1 5h');
    expect(answer.message?.template).toBe('tasks/not-allowed');
    expect(answer.text).not.toContain('nightly');
    expect(await fixture.tasks.task('T-1')).toMatchObject({ status: 'open' });
  });

  test('tells that the task is done already', async () => {
    await fixture.type('ana', '/complete T-1 5h');
    const answer = await fixture.type('ana', '/complete T-1 6h');
    expect(answer.text).toContain('is done, so it cannot be completed');
    expect(await fixture.tasks.task('T-1')).toMatchObject({ actualHours: 5 });
  });

  test('says that monitoring has ended only when it was going on', async () => {
    const answer = await fixture.type('ana', '/complete T-1 5h');
    expect(answer.text).not.toContain('monitoring');
  });
});

describe('the form of /complete', () => {
  test('offers my open tasks, those in progress first', async () => {
    await fixture.create({ assigneeId: 'ana', title: 'Second' });
    await fixture.create({ assigneeId: 'bob', title: 'Not mine' });
    await fixture.type('ana', '/crew task start T-1');
    const { form, opensModal } = await fixture.type('ana', '/complete');
    expect(opensModal).toBe(true);
    const [task] = form?.fields ?? [];
    expect(task?.kind === 'select' && task.options).toEqual([
      { value: 'T-1@2', label: 'T-1 · Speed up the nightly build' },
      { value: 'T-2@1', label: 'T-2 · Second' },
    ]);
    expect(task?.initial).toBeUndefined();
  });

  test('has the one task chosen, and the hours and notes that were typed', async () => {
    const { form } = await fixture.type('ana', '/complete 5h30m Cache warmed');
    expect(form?.fields.map(({ initial }) => initial)).toEqual(['T-1@1', '5h30m', 'Cache warmed']);
  });

  test('has the task chosen that was named, also when it is somebody else’s whom one leads', async () => {
    await fixture.create({ assigneeId: 'lea' });
    const { form, opensModal } = await fixture.type('lea', '/complete T-1');
    expect(opensModal).toBe(true);
    expect(form?.fields[0]?.initial).toBe('T-1@1');
  });

  test('completes the task', async () => {
    const form = await fixture.type('ana', '/complete');
    const answer = await fixture.submit('ana', form, { hours: '5,5', notes: 'Cache warmed' });
    expect(answer.message?.template).toBe('tasks/completed');
    expect(await fixture.tasks.task('T-1')).toMatchObject({ status: 'done', actualHours: 5.5 });
  });

  test.each([
    ['no hours', { hours: null }, 'hours'],
    ['hours of -3', { hours: '-3' }, 'hours'],
    ['hours of abc', { hours: 'abc' }, 'hours'],
    ['hours of 1e9', { hours: '1e9' }, 'hours'],
    ['no task', { task: null, hours: '1' }, 'task'],
    ['notes of 10,000 characters', { hours: '1', notes: 'x'.repeat(10_000) }, 'notes'],
  ])('marks the field for %s, and changes nothing', async (_, values, field) => {
    const form = await fixture.type('ana', '/complete');
    const { errors } = await fixture.submit('ana', form, values);
    expect(Object.keys(errors ?? {})).toEqual([field]);
    expect(await fixture.tasks.task('T-1')).toMatchObject({ status: 'open', version: 1 });
  });

  test('comes again with what was entered when the task has changed meanwhile', async () => {
    const form = await fixture.type('ana', '/complete');
    await fixture.type('ana', '/crew task block T-1 Server down');
    const again = await fixture.submit('ana', form, { hours: '5h', notes: 'Cache warmed' });
    expect(again.form?.intro?.template).toBe('tasks/form-changed');
    expect(again.form?.fields.map(({ initial }) => initial)).toEqual([
      'T-1@2',
      '5h',
      'Cache warmed',
    ]);
    expect(await fixture.tasks.task('T-1')).toMatchObject({ status: 'blocked' });
    expect((await fixture.submit('ana', again, {})).message?.template).toBe('tasks/completed');
  });

  test('says what is now true when somebody else was faster', async () => {
    const form = await fixture.type('ana', '/complete');
    await fixture.type('lea', '/complete T-1 3h');
    const answer = await fixture.submit('ana', form, { hours: '5h' });
    expect(answer.message?.template).toBe('tasks/not-possible');
    expect(await fixture.tasks.task('T-1')).toMatchObject({ actualHours: 3 });
  });

  test.each([
    ['bob', '/complete', 'tasks/nothing-to-complete'],
    ['bob', '/complete T-1', 'tasks/not-allowed'],
    ['ana', '/complete T-99', 'tasks/unknown-task'],
  ])('does not open for %s typing %s', async (who, typed, template) => {
    expect((await fixture.type(who, typed)).message?.template).toBe(template);
  });

  test('does not open for a task that is done', async () => {
    await fixture.type('ana', '/complete T-1 1h');
    expect((await fixture.type('ana', '/complete T-1')).message?.template).toBe(
      'tasks/not-possible',
    );
  });
});
