import { defaultCalendar } from '../../../src/features/calendar/index.js';
import { figuresOf, isEmpty, type TeamPeriod } from '../../../src/features/reports/team-figures.js';
import type { Monitoring } from '../../../src/features/tasks/index.js';
import { aNewMonitoring } from '../tasks/samples.js';
import { doneTask, settledWith, taskWith } from './samples.js';

function periodWith(fields: Partial<TeamPeriod>): TeamPeriod {
  return {
    from: new Date('2026-11-09T09:00:00Z'),
    until: new Date('2026-11-16T09:00:00Z'),
    firstDay: '2026-11-09',
    today: '2026-11-16',
    tasks: [],
    settled: [],
    readings: new Map(),
    readingCalendars: new Map(),
    dueCalendars: new Map(
      Array.from({ length: 9 }, (_, index) => [`T-${index + 1}`, defaultCalendar('UTC')]),
    ),
    teamCalendar: defaultCalendar('UTC'),
    load: { openHours: 12, workingHours: 80 },
    memberCount: 5,
    unavailable: 0,
    ...fields,
  };
}

const ids = (lines: readonly { id: string }[]) => lines.map(({ id }) => id);

function monitoring(fields: Partial<Monitoring>): Monitoring {
  const state = { extensionCount: 0, state: 'active', evaluatedAt: null } as const;
  return { ...aNewMonitoring(), ...state, recommendation: null, evaluationNotes: null, ...fields };
}

test('counts what was completed from the first instant of the period to before its end', () => {
  const { completed } = figuresOf(
    periodWith({
      tasks: [
        doneTask(1, '2026-11-09T08:59:59Z'),
        doneTask(2, '2026-11-09T09:00:00Z'),
        doneTask(3, '2026-11-16T08:59:59Z'),
        doneTask(4, '2026-11-16T09:00:00Z'),
      ],
    }),
  );

  expect(ids(completed)).toEqual(['T-2', 'T-3']);
});

test('tells extensions apart from other decisions', () => {
  const figures = figuresOf(
    periodWith({
      settled: [
        settledWith(1, '2026-11-10T09:00:00Z'),
        settledWith(2, '2026-11-11T09:00:00Z', { choice: 'extend', endDate: '2026-12-04' }),
        settledWith(3, '2026-11-12T09:00:00Z', { choice: 'talk', endDate: '2026-12-04' }),
      ],
    }),
  );

  expect(figures.decided).toEqual([
    { id: 'T-1', title: 'Task 1', choice: 'close as met' },
    { id: 'T-3', title: 'Task 3', choice: 'talk' },
  ]);
  expect(figures.extended).toEqual([{ id: 'T-2', title: 'Task 2', until: '2026-12-04' }]);
});

test('puts first what has waited longest, counts working days, waiting and overdue, and none that is today', () => {
  const evaluatedOn = (day: string) =>
    monitoring({
      state: 'awaiting approval',
      endDate: '2026-11-10',
      evaluatedAt: new Date(`${day}T08:00:00Z`),
    });
  const { waiting, overdue, dueToday } = figuresOf(
    periodWith({
      tasks: [
        taskWith({ number: 1, dueOn: '2026-11-15' }),
        taskWith({ number: 2, dueOn: '2026-11-11' }),
        taskWith({ number: 3, dueOn: '2026-11-16' }),
        taskWith({ number: 4, monitoring: evaluatedOn('2026-11-16') }),
        taskWith({ number: 6, monitoring: evaluatedOn('2026-11-12') }),
        { ...doneTask(5, '2026-11-10T09:00:00Z'), dueOn: '2026-11-09' },
      ],
    }),
  );

  expect(overdue.map(({ id, days }) => [id, days])).toEqual([
    ['T-2', 3],
    ['T-1', 1],
  ]);
  expect(ids(dueToday)).toEqual(['T-3']);
  expect(waiting).toEqual([
    { id: 'T-6', title: 'Task 6', days: 2 },
    { id: 'T-4', title: 'Task 4', days: 0 },
  ]);
});

test('tells on the last working day of what is due on a day off', () => {
  const onFriday = { firstDay: '2026-11-13', today: '2026-11-13' };
  const { dueToday, overdue } = figuresOf(
    periodWith({
      ...onFriday,
      tasks: [
        taskWith({ number: 1, dueOn: '2026-11-14' }),
        taskWith({ number: 2, dueOn: '2026-11-16' }),
        taskWith({ number: 3, dueOn: '2026-11-13' }),
      ],
    }),
  );

  expect(dueToday.map(({ id, dayOff }) => [id, dayOff])).toEqual([
    ['T-1', '2026-11-14'],
    ['T-3', null],
  ]);
  expect(overdue).toEqual([]);
});

test('counts missing readings of the period alone, and none of today', () => {
  const daily = monitoring({ startDate: '2026-11-02', endDate: '2026-11-30' });
  const measured = ['2026-11-10', '2026-11-11', '2026-11-12', '2026-11-13', '2026-11-14'];
  const { gaps } = figuresOf(
    periodWith({
      tasks: [taskWith({ number: 1, monitoring: daily })],
      readings: new Map([['T-1', measured.map((bucket) => ({ bucket }) as never)]]),
    }),
  );

  expect(gaps).toEqual([{ id: 'T-1', title: 'Task 1', missing: 2 }]);
});

test('has one highlight: the met goal with the largest change, whichever way', () => {
  const settled = [
    settledWith(1, '2026-11-10T09:00:00Z', {}, 12),
    settledWith(2, '2026-11-10T09:00:00Z', {}, -31),
    settledWith(3, '2026-11-10T09:00:00Z', { choice: 'close as failed' }, -60),
  ];

  expect(figuresOf(periodWith({ settled })).highlight).toMatchObject({
    id: 'T-2',
    changePercent: -31,
  });
  expect(figuresOf(periodWith({})).highlight).toBeNull();
});

test('tells the load of a team of five, and of none so small that it shows what a person has', () => {
  const load = { openHours: 8, workingHours: 80 };

  expect(figuresOf(periodWith({ load, memberCount: 5 })).load).toEqual(load);
  expect(figuresOf(periodWith({ load, memberCount: 4 })).load).toBeNull();
});

test('is empty when nothing happened and nothing is due, however large the load', () => {
  const quiet = periodWith({ tasks: [taskWith({ number: 1, estimatedHours: 8 })] });

  expect(isEmpty(figuresOf(quiet))).toBe(true);
  expect(
    isEmpty(figuresOf({ ...quiet, tasks: [taskWith({ number: 1, status: 'blocked' })] })),
  ).toBe(false);
});

test('counts no day off of the assignee as a gap, when the values come from people', () => {
  const watched = monitoring({ startDate: '2026-11-01', endDate: '2026-11-30' });
  const person = taskWith({ number: 1, assigneeId: 'ana', monitoring: watched });
  const source = { kind: 'http', url: 'http://127.0.0.1/', pointer: '' } as const;
  const read = taskWith({
    number: 2,
    assigneeId: 'ana',
    monitoring: { ...watched, source },
  });
  const readingCalendars = new Map([['T-1', defaultCalendar('UTC')]]);

  const { gaps } = figuresOf(periodWith({ tasks: [person, read], readingCalendars }));

  expect(gaps.map(({ id, missing }) => [id, missing])).toEqual([
    ['T-1', 5],
    ['T-2', 7],
  ]);
});
