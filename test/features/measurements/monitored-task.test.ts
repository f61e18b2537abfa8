import type { NewTask } from '../../../src/features/tasks/index.js';
import { actor, httpSource, monitoring, team } from './crew.js';
import { Workplace } from './workplace.js';

let workplace: Workplace;
beforeAll(async () => {
  workplace = await Workplace.open();
});
afterAll(() => workplace.close());

const newTask = (more: Partial<NewTask>): NewTask => ({
  title: 'Speed up the checkout',
  notes: null,
  teamId: team.id,
  assigneeId: 'ada',
  priority: 'normal',
  dueOn: null,
  estimatedHours: null,
  monitoring: monitoring({ startDate: '2026-11-20', endDate: '2026-12-20' }),
  ...more,
});

const run = { team, bucket: '2026-11-20', cadence: 'daily', dryRun: false } as const;

test('a task that is created with monitoring is asked for, and measured', async () => {
  const { tasks, measurements } = await workplace.startWithRealTasks();
  const by = { actor: actor('mona'), intentId: 'create' };
  workplace.clock.set('2026-11-20T07:59:00Z');
  expect(await tasks.create({ ...by, task: newTask({}) })).toMatchObject({ kind: 'created' });

  expect(await measurements.measureDue(run)).toMatchObject({ asked: 0, later: 1 });
  workplace.clock.set('2026-11-20T08:00:00Z');
  expect(await measurements.measureDue(run)).toMatchObject({ asked: 1, failed: [] });
  await measurements.record({
    actor: actor('ada'),
    intentId: 'answer',
    taskId: 'T-1',
    bucket: null,
    value: '42',
    note: null,
  });

  const task = await tasks.task('T-1');
  expect(task && (await measurements.ofTask(task))).toMatchObject([{ index: 0, value: 42 }]);
  expect(await measurements.measureDue(run)).toMatchObject({ asked: 0, alreadyThere: 1 });
});

test('a task cannot be created with a source that will never be read', async () => {
  const { tasks } = await workplace.startWithRealTasks();
  const source = httpSource('https://elsewhere.example.com/');
  const task = newTask({
    monitoring: monitoring({ source, startDate: '2026-11-20', endDate: '2026-12-20' }),
  });

  expect(await tasks.create({ actor: actor('mona'), intentId: 'create', task })).toEqual({
    kind: 'invalid',
    faults: { sourceUrl: 'The source is on elsewhere.example.com, a host not on the allow-list.' },
  });
});
