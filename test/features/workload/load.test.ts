import { array, assert, double, integer, property, tuple } from 'fast-check';
import { defaultCalendar } from '../../../src/features/calendar/index.js';
import { capacityIn, horizonFrom } from '../../../src/features/workload/capacity.js';
import {
  assumedHours,
  loadOf,
  teamLoadOf,
  totalHours,
} from '../../../src/features/workload/load.js';
import { barOf } from '../../../src/features/workload/load-views.js';

const thresholds = { underusedBelow: 0.5, overloadedAbove: 1 };
const calendar = defaultCalendar('Europe/Berlin');
const hours = double({ min: 0, max: 2000, noNaN: true });

describe('a load', () => {
  test.each([
    [80, 80.1, 'overloaded'],
    [80, 80, 'balanced'],
    [80, 40, 'balanced'],
    [80, 39.9, 'underused'],
    [0, 0, 'away'],
    [0, 1, 'overloaded'],
  ])('of %d hours of capacity and %d hours of work is %s', (capacity, work, state) => {
    expect(loadOf(capacity, work, thresholds).state).toBe(state);
  });

  test('is never less worrying with more work, or with less capacity', () => {
    const worry = { away: 0, underused: 1, balanced: 2, overloaded: 3 } as const;
    const worryOf = (capacity: number, work: number) =>
      worry[loadOf(capacity, work, thresholds).state];
    assert(
      property(hours, hours, hours, (capacity, work, more) => {
        expect(worryOf(capacity, work + more)).toBeGreaterThanOrEqual(worryOf(capacity, work));
        if (work > 0) {
          expect(worryOf(capacity, work)).toBeGreaterThanOrEqual(worryOf(capacity + more, work));
        }
      }),
    );
  });

  test('of a team is the sum of its members’, in whatever order', () => {
    const loads = array(tuple(integer({ min: 0, max: 200 }), integer({ min: 0, max: 400 })));
    assert(
      property(loads, (pairs) => {
        const members = pairs.map(([capacity, work]) => loadOf(capacity, work, thresholds));
        const team = teamLoadOf(members, thresholds);
        expect(team.capacityHours).toBe(pairs.reduce((sum, [capacity]) => sum + capacity, 0));
        expect(team.loadHours).toBe(pairs.reduce((sum, [, work]) => sum + work, 0));
        expect(teamLoadOf(members.toReversed(), thresholds)).toEqual(team);
      }),
    );
  });

  test('counts a task without estimate with a stated number of hours', () => {
    const tasks = [{ estimatedHours: 1.5 }, { estimatedHours: null }];
    expect(totalHours(tasks)).toBe(1.5 + assumedHours);
  });

  test.each([
    [0.5, 8, '▰▰▰▰▰▱▱▱▱▱'],
    [3, 90, '▰▰▰▰▰▰▰▰▰▰'],
    [null, 0, '▱▱▱▱▱▱▱▱▱▱'],
    [null, 5, '▰▰▰▰▰▰▰▰▰▰'],
  ])('of %s of the capacity is drawn in ten cells', (share, work, bar) => {
    expect(barOf(share, work)).toBe(bar);
  });
});

describe('capacity', () => {
  const friday = new Date('2026-11-20T08:00:00Z');
  const horizon = horizonFrom(calendar, friday, 10);

  test('is counted to the end of the last of the working days, today among them', () => {
    expect(horizon).toEqual({ from: friday, to: new Date('2026-12-03T23:00:00Z') });
    expect(horizonFrom(calendar, new Date('2026-11-21T08:00:00Z'), 10).to).toEqual(
      new Date('2026-12-04T23:00:00Z'),
    );
    expect(capacityIn(horizon, calendar, 40)).toBe(80);
  });

  test('is without leave', () => {
    const leave = [
      { kind: 'days', firstDay: '2026-11-23', lastDay: '2026-11-24', part: 'whole day' },
    ] as const;
    expect(capacityIn(horizon, { ...calendar, leave }, 40)).toBe(64);
  });

  test('is in proportion for who has fewer hours a week for tasks', () => {
    expect(capacityIn(horizon, calendar, 20)).toBe(40);
    expect(capacityIn(horizon, calendar, 60)).toBe(80);
  });

  test('is the same share of a week in which clocks are set back', () => {
    const newYork = defaultCalendar('America/New_York');
    const from = new Date('2026-10-30T12:00:00-04:00');
    const afternoon = { from, to: new Date('2026-10-31T00:00:00-04:00') };
    expect(capacityIn(afternoon, newYork, 20)).toBe(2.5);
  });
});
