import {
  bucketAfter,
  bucketAt,
  bucketIndex,
  bucketName,
  bucketOf,
  bucketsBetween,
  firstDayOf,
  lastDayOf,
  parseBucket,
} from '../../../src/features/measurements/bucket.js';

test.each([
  ['2026-W47', '2026-11-16', '2026-11-22'],
  ['2026-W53', '2026-12-28', '2027-01-03'],
  ['2027-W01', '2027-01-04', '2027-01-10'],
  ['2025-W01', '2024-12-30', '2025-01-05'],
  ['2026-11-20', '2026-11-20', '2026-11-20'],
])('%s runs from %s to %s', (bucket, first, last) => {
  expect([firstDayOf(bucket), lastDayOf(bucket)]).toEqual([first, last]);
});

test('a bucket is the day or the ISO week of the team, not of UTC', () => {
  const sundayInUtc = new Date('2026-11-22T23:30:00Z');
  expect(bucketAt('daily', sundayInUtc, 'Europe/Berlin')).toBe('2026-11-23');
  expect(bucketAt('weekly', sundayInUtc, 'Europe/Berlin')).toBe('2026-W48');
  expect(bucketAt('weekly', sundayInUtc, 'America/New_York')).toBe('2026-W47');
});

test.each([
  ['2026-11-02', 'daily', '2026-11-02', 0],
  ['2026-11-20', 'daily', '2026-11-02', 18],
  ['2026-11-01', 'daily', '2026-11-02', -1],
  ['2026-10-26', 'daily', '2026-10-24', 2],
  ['2026-W45', 'weekly', '2026-11-04', 0],
  ['2026-W47', 'weekly', '2026-11-04', 2],
  ['2027-W01', 'weekly', '2026-12-31', 1],
] as const)('%s (%s) is number %i since %s', (bucket, cadence, start, index) => {
  expect(bucketIndex(bucket, cadence, start)).toBe(index);
});

test('the buckets between two days are listed without gaps over a change of the year', () => {
  expect(bucketsBetween('daily', '2026-12-30', '2027-01-02')).toEqual([
    '2026-12-30',
    '2026-12-31',
    '2027-01-01',
    '2027-01-02',
  ]);
  expect(bucketsBetween('weekly', '2026-12-27', '2027-01-05')).toEqual([
    '2026-W52',
    '2026-W53',
    '2027-W01',
  ]);
  expect(bucketsBetween('daily', '2027-01-02', '2027-01-01')).toEqual([]);
});

test('the bucket before the first week of a year is the last of the year before', () => {
  expect(bucketAfter('2027-W01', 'weekly', -1)).toBe('2026-W53');
  expect(bucketAfter('2026-03-01', 'daily', -1)).toBe('2026-02-28');
});

test.each([
  ['2026-11-20', 'daily', '2026-11-20'],
  ['2026-11-20', 'weekly', '2026-W47'],
  ['2026-w47', 'weekly', '2026-W47'],
  ['2026-W47', 'daily', null],
  ['2026-W54', 'weekly', null],
  ['2025-W53', 'weekly', null],
  ['2026-W00', 'weekly', null],
  ['2026-02-30', 'daily', null],
  ['20.11.2026', 'daily', null],
  ['', 'weekly', null],
] as const)('%j of a %s metric is read as %j', (text, cadence, bucket) => {
  expect(parseBucket(text, cadence)).toBe(bucket);
});

test('buckets have names that people read', () => {
  expect(bucketName('2026-11-20')).toBe('Friday 20 November 2026');
  expect(bucketName('2026-W07')).toBe('week 7 of 2026');
  expect(bucketOf('weekly', '2027-01-01')).toBe('2026-W53');
});
