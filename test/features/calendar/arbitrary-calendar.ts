import * as fc from 'fast-check';
import {
  addLocalDays,
  type Leave,
  type WorkCalendar,
  type WorkPattern,
  type WorkPeriod,
} from '../../../src/features/calendar/index.js';

export const sampleZones = [
  'Europe/Berlin',
  'America/New_York',
  'America/Santiago',
  'Australia/Lord_Howe',
  'Pacific/Chatham',
  'Asia/Kolkata',
  'Pacific/Kiritimati',
  'UTC',
] as const;

const firstInstant = Date.parse('2026-01-01T00:00Z');
const yearMs = 365 * 24 * 3_600_000;

export const arbitraryInstant = fc
  .integer({ min: 0, max: yearMs })
  .map((offset) => new Date(firstInstant + offset));

export const arbitraryDay = fc
  .integer({ min: 0, max: 364 })
  .map((days) => addLocalDays('2026-01-01', days));

/** Up to three periods, in order and without overlap; they may touch. */
const arbitraryPeriods = fc
  .uniqueArray(fc.integer({ min: 0, max: 96 }), { maxLength: 6 })
  .map((quarters): readonly WorkPeriod[] => {
    const bounds = quarters.toSorted((one, other) => one - other).map((quarter) => quarter * 15);
    return Array.from({ length: Math.floor(bounds.length / 2) }, (_, index) => ({
      startMinute: bounds[2 * index] ?? 0,
      endMinute: bounds[2 * index + 1] ?? 0,
    }));
  });

const arbitraryPart = fc.constantFrom('whole day', 'first half', 'second half');

const arbitraryLeave: fc.Arbitrary<Leave> = fc.oneof(
  fc
    .tuple(arbitraryDay, fc.integer({ min: 0, max: 40 }), arbitraryPart)
    .map(([firstDay, more, part]) => ({
      kind: 'days' as const,
      firstDay,
      lastDay: addLocalDays(firstDay, more),
      part,
    })),
  fc
    .tuple(arbitraryInstant, fc.integer({ min: 1, max: 10 * 24 * 3_600_000 }))
    .map(([start, lasts]) => ({
      kind: 'time' as const,
      start,
      end: new Date(start.getTime() + lasts),
    })),
);

const arbitraryPattern: fc.Arbitrary<WorkPattern> = fc.record({
  weeks: fc.array(fc.array(arbitraryPeriods, { minLength: 7, maxLength: 7 }), {
    minLength: 1,
    maxLength: 3,
  }),
  cycleStart: arbitraryDay,
});

const arbitraryEarlier = fc
  .uniqueArray(fc.record({ before: arbitraryDay, pattern: arbitraryPattern }), {
    maxLength: 2,
    selector: ({ before }) => before,
  })
  .map((earlier) => earlier.toSorted((one, other) => (one.before < other.before ? -1 : 1)));

export const arbitraryCalendar: fc.Arbitrary<WorkCalendar> = fc.record({
  timeZone: fc.constantFrom(...sampleZones),
  pattern: arbitraryPattern,
  earlier: arbitraryEarlier,
  holidays: fc.array(
    fc.record({ day: arbitraryDay, part: arbitraryPart, name: fc.constant('Rest') }),
    { maxLength: 10 },
  ),
  leave: fc.array(arbitraryLeave, { maxLength: 4 }),
  onCall: fc.constant([]),
});
