import * as fc from 'fast-check';
import {
  addLocalDays,
  defaultCalendar,
  fiveByEight,
  fourByTen,
  isWorkingDay,
  workingDaysBetween,
} from '../../../src/features/calendar/index.js';
import {
  comingHours,
  type DatedHours,
  lastChangeFrom,
  ownOrElse,
  patternOn,
  withPatternFrom,
} from '../../../src/features/calendar/dated-hours.js';

const today = '2026-11-20';
const day = fc.integer({ min: -60, max: 60 }).map((offset) => addLocalDays(today, offset));
const changes = fc.array(fc.record({ from: day, pattern: fc.constantFrom('a', 'b', 'c') }), {
  maxLength: 8,
});

type Change = { from: string; pattern: string };
const after = (made: readonly Change[]): DatedHours<string> =>
  made.reduce<DatedHours<string>>(
    (hours, { from, pattern }) => withPatternFrom(hours, pattern, from),
    {
      pattern: 'first',
    },
  );

describe('hours that change', () => {
  test('leave every day before the change as it was, and hold on every day from then on', () => {
    fc.assert(
      fc.property(changes, day, fc.constantFrom('a', 'b'), day, (made, from, pattern, asked) => {
        const before = after(made);
        const hours = withPatternFrom(before, pattern, from);
        expect(patternOn(hours, asked)).toBe(asked < from ? patternOn(before, asked) : pattern);
      }),
    );
  });

  test('keep their history in order and without a change that changes nothing', () => {
    fc.assert(
      fc.property(changes, (made) => {
        const { pattern, earlier = [] } = after(made);
        const days = earlier.map(({ before }) => before);
        expect(days).toEqual([...new Set(days)].toSorted());
        const patterns = [...earlier.map((each) => each.pattern), pattern];
        for (const [index, each] of patterns.entries()) {
          expect(patterns[index + 1]).not.toBe(each);
        }
      }),
    );
  });

  test('tell what is to come and from when the last of them hold', () => {
    const hours = withPatternFrom(
      withPatternFrom({ pattern: 'a' }, 'b', '2026-12-01'),
      'c',
      '2027-01-01',
    );
    expect(comingHours(hours, today)).toEqual([
      { from: '2026-12-01', pattern: 'b' },
      { from: '2027-01-01', pattern: 'c' },
    ]);
    expect(comingHours(hours, '2026-12-01')).toEqual([{ from: '2027-01-01', pattern: 'c' }]);
    expect(lastChangeFrom(hours, today)).toBe('2027-01-01');
    expect(lastChangeFrom(hours, '2027-02-01')).toBe('2027-02-01');
  });

  test('of a member stand before those of the team, day by day', () => {
    const own = fc.array(
      fc.record({ from: day, pattern: fc.option(fc.constantFrom('own', 'mine')) }),
      {
        maxLength: 6,
      },
    );
    fc.assert(
      fc.property(own, changes, day, (ownChanges, teamChanges, asked) => {
        const mine = ownChanges.reduce<DatedHours<string | null>>(
          (hours, { from, pattern }) => withPatternFrom(hours, pattern, from),
          { pattern: null },
        );
        const teams = after(teamChanges);
        expect(patternOn(ownOrElse(mine, teams), asked)).toBe(
          patternOn(mine, asked) ?? patternOn(teams, asked),
        );
      }),
    );
  });

  test('change nothing about which past days were working days', () => {
    const changed = withPatternFrom({ pattern: fiveByEight }, fourByTen(['Friday']), today);
    const calendar = { ...defaultCalendar('Europe/Berlin'), ...changed };
    expect(isWorkingDay(calendar, '2026-11-13')).toBe(true);
    expect(isWorkingDay(calendar, today)).toBe(false);
    expect(workingDaysBetween(calendar, '2026-11-08', '2026-11-29')).toBe(5 + 4 + 4);
  });
});
