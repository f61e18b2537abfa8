import { defaultCalendar, fourByTen } from '../../../src/features/calendar/index.js';
import type { ModalSpec, ModalValues } from '../../../src/shared/modal.js';
import { type ChatFixture, startChatFixture } from './chat-fixture.js';

let fixture: ChatFixture;
beforeAll(async () => {
  fixture = await startChatFixture();
});
afterAll(() => fixture.close());
beforeEach(() => fixture.clear());

const monitoring: ModalValues = {
  metric: 'Pages built per hour',
  unit: 'pages',
  targetValue: '10',
  baselineValue: '120,5',
};

function initial(form: ModalSpec | undefined, id: string): unknown {
  return form?.fields.find((field) => field.id === id)?.initial;
}

async function countTasks(): Promise<number> {
  return fixture.db.collection('tasks').countDocuments();
}

describe('/crew task new', () => {
  test('opens a form with the title, in which only the team’s people can be chosen', async () => {
    const { form, opensModal } = await fixture.type(
      'lea',
      '/crew task new Renew  &lt;!here&gt; certificates',
    );
    expect(opensModal).toBe(true);
    expect(initial(form, 'title')).toBe('Renew <!here> certificates');
    const assignee = form?.fields.find(({ id }) => id === 'assigneeId');
    const names = assignee?.kind === 'select' ? assignee.options.map(({ label }) => label) : [];
    expect(names).toEqual(['Ana', 'Bob', 'Lea', 'Max', 'Robo']);
    expect(form?.fields.map(({ id }) => id)).not.toContain('teamId');
  });

  test('lets who may create in several teams choose one', async () => {
    const { form } = await fixture.type('ada', '/crew task new');
    const team = form?.fields.find(({ id }) => id === 'teamId');
    expect(team?.kind === 'select' && team.options.map(({ value }) => value)).toEqual([
      'web',
      'payments',
    ]);
    const answer = await fixture.submit(
      'ada',
      { form: form as ModalSpec },
      {
        title: 'Refund faster',
        teamId: 'payments',
        assigneeId: 'pia',
      },
    );
    expect(answer.text).toContain('T-1 Refund faster is created and assigned to Pia');
    expect(await fixture.tasks.task('T-1')).toMatchObject({
      teamId: 'payments',
      createdById: 'ada',
    });
    expect(await fixture.queued()).toEqual(['U0PIA tasks/notice-assigned']);
  });

  test('creates a task for oneself, with buttons to go on', async () => {
    const form = await fixture.type('ana', '/crew task new Renew certificates');
    const answer = await fixture.submit('ana', form, {
      assigneeId: 'ana',
      priority: 'high',
      dueOn: '2026-11-30',
      estimatedHours: '1h30m',
      notes: 'Two of them',
    });
    expect(answer.text).toContain('T-1 Renew certificates is created and yours');
    expect(await fixture.tasks.task('T-1')).toMatchObject({
      title: 'Renew certificates',
      priority: 'high',
      dueOn: '2026-11-30',
      estimatedHours: 1.5,
      notes: 'Two of them',
      monitoring: null,
    });
    expect((await fixture.press('ana', answer, 'start')).message?.template).toBe('tasks/started');
  });

  test('says how to give a task to somebody that is nobody’s', async () => {
    const form = await fixture.type('ana', '/crew task new Renew certificates');
    const answer = await fixture.submit('ana', form, {});
    expect(answer.text).toContain('/crew task assign T-1 @member');
  });

  test('accepts a due date on a day off, and says for whom it is one and when work goes on', async () => {
    fixture.calendars.set('ana', {
      ...defaultCalendar('Europe/Berlin'),
      pattern: fourByTen(['Monday']),
    });
    const form = await fixture.type('lea', '/crew task new Renew certificates');
    const given = { assigneeId: 'ana', dueOn: '2026-11-28' };
    const answer = await fixture.submit('lea', form, given);
    expect(answer.text).toContain(
      'Due on a day off: Saturday is one for Ana. Next working day: Tue 2026-12-01.',
    );

    const moved = await fixture.type('lea', '/crew task edit T-1');
    const { text } = await fixture.submit('lea', moved, { dueOn: '2026-11-30' });
    expect(text).toContain('Monday is one for Ana');
    expect((await fixture.type('bob', '/crew task T-1')).text).toContain(
      'Due: 2026-11-30, in 4 working days',
    );
    expect((await fixture.type('lea', '/crew task assign T-1 <@U0BOB>')).text).not.toContain(
      'day off',
    );
  });

  test.each<[string, ModalValues, string]>([
    ['no title', { title: null }, 'title'],
    ['a title of 201 characters', { title: 'x'.repeat(201) }, 'title'],
    ['a past day', { dueOn: '2026-11-20' }, 'dueOn'],
    ['a day that does not exist', { dueOn: '2026-02-30' }, 'dueOn'],
    ['an estimate of abc', { estimatedHours: 'abc' }, 'estimatedHours'],
    ['a colleague as assignee', { assigneeId: 'bob' }, 'assigneeId'],
  ])('marks the field for %s, and creates nothing', async (_, values, field) => {
    const form = await fixture.type('ana', '/crew task new Renew certificates');
    expect(Object.keys((await fixture.submit('ana', form, values)).errors ?? {})).toEqual([field]);
    expect(await countTasks()).toBe(0);
  });

  test.each([
    ['uwe', '/crew task new', 'tasks/no-team'],
    ['ana', `/crew task new ${'x'.repeat(10_000)}`, 'tasks/input-faults'],
  ])('opens no form for %s typing %.20s', async (who, typed, template) => {
    expect((await fixture.type(who, typed)).message?.template).toBe(template);
  });
});

describe('the form of a monitored task', () => {
  async function unfolded(values: ModalValues = {}) {
    const form = await fixture.type('lea', '/crew task new Speed up the build');
    return fixture.submit('lea', form, { monitored: 'yes', assigneeId: 'ana', ...values });
  }

  test('begins with what is new, so that nobody has to look for it', async () => {
    const { form } = await unfolded();
    const ids = form?.fields.map(({ id }) => id) ?? [];
    expect(ids[0]).toBe('metric');
    expect(ids.indexOf('title')).toBeGreaterThan(ids.indexOf('maximumExtensions'));
  });

  test('unfolds with what was entered, and days in the team’s zone', async () => {
    const { form } = await unfolded({ notes: 'Cold cache', dueOn: '2026-12-01' });
    expect(form?.intro?.template).toBe('tasks/form-monitoring');
    expect(initial(form, 'title')).toBe('Speed up the build');
    expect(initial(form, 'notes')).toBe('Cold cache');
    expect(initial(form, 'assigneeId')).toBe('ana');
    expect(initial(form, 'dueOn')).toBe('2026-12-01');
    expect(initial(form, 'startDate')).toBe('2026-11-21');
    expect(initial(form, 'endDate')).toBe('2026-12-21');
    expect(initial(form, 'maximumExtensions')).toBe('2');
    expect(await countTasks()).toBe(0);
  });

  test('creates a task whose assignee is asked for the readings', async () => {
    const answer = await fixture.submit('lea', await unfolded(), monitoring);
    expect(answer.text).toContain('Monitored: Pages built per hour, daily from 2026-11-21');
    expect((await fixture.tasks.task('T-1'))?.monitoring).toEqual({
      metric: 'Pages built per hour',
      unit: 'pages',
      direction: 'higher',
      target: { type: 'percent', value: 10 },
      baseline: { value: 120.5 },
      cadence: 'daily',
      source: { kind: 'manual' },
      startDate: '2026-11-21',
      endDate: '2026-12-21',
      extensionCount: 0,
      maximumExtensions: 2,
      state: 'active',
      evaluatedAt: null,
      recommendation: null,
      evaluationNotes: null,
    });
  });

  test('creates a task that is read from a URL', async () => {
    await fixture.submit('lea', await unfolded({ assigneeId: null }), {
      ...monitoring,
      direction: 'lower',
      targetType: 'absolute',
      cadence: 'weekly',
      baselineReadings: '10',
      baselineSpread: '4.5',
      sourceUrl: 'https://ci.example.com/stats',
      sourcePointer: '/p95',
      maximumExtensions: '0',
    });
    expect((await fixture.tasks.task('T-1'))?.monitoring).toMatchObject({
      direction: 'lower',
      target: { type: 'absolute', value: 10 },
      baseline: { value: 120.5, n: 10, sd: 4.5 },
      cadence: 'weekly',
      source: { kind: 'http', url: 'https://ci.example.com/stats', pointer: '/p95' },
      maximumExtensions: 0,
    });
  });

  test.each<[string, ModalValues, string]>([
    ['no metric', { metric: null }, 'metric'],
    ['a target of abc', { targetValue: 'abc' }, 'targetValue'],
    ['a target of -3', { targetValue: '-3' }, 'targetValue'],
    ['a baseline of 1e9', { baselineValue: '1e9' }, 'baselineValue'],
    ['a percentage of 0', { baselineValue: '0' }, 'targetValue'],
    ['an end before the start', { endDate: '2026-11-20' }, 'endDate'],
    ['a start in the past', { startDate: '2026-11-19' }, 'startDate'],
    ['a URL that is refused', { sourceUrl: 'http://10.0.0.1' }, 'sourceUrl'],
    ['a pointer without URL', { sourcePointer: '/p95' }, 'sourceUrl'],
    ['nobody to ask', { assigneeId: null }, 'assigneeId'],
    ['one to ask who has no Slack account', { assigneeId: 'robo' }, 'assigneeId'],
  ])('marks the field for %s, and creates nothing', async (_, values, field) => {
    const { errors } = await fixture.submit('lea', await unfolded(), { ...monitoring, ...values });
    expect(Object.keys(errors ?? {})).toEqual([field]);
    expect(await countTasks()).toBe(0);
  });

  test('can be turned back into one without monitoring', async () => {
    await fixture.submit('lea', await unfolded(), { monitored: 'no' });
    expect(await fixture.tasks.task('T-1')).toMatchObject({ monitoring: null });
  });
});
