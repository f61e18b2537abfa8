import { fUpperTail } from '../../../src/shared/numbers/f-distribution.js';
import { logGamma } from '../../../src/shared/numbers/gamma.js';
import { regularisedIncompleteBeta } from '../../../src/shared/numbers/incomplete-beta.js';
import { normalTwoSided, normalUpperTail } from '../../../src/shared/numbers/normal.js';
import {
  studentTCdf,
  studentTQuantile,
  studentTTwoSided,
  studentTUpperTail,
} from '../../../src/shared/numbers/student-t.js';
import { matchingDigits } from '../../fixtures/matching-digits.js';
import { readFixture } from '../../fixtures/read-fixture.js';

interface Certified {
  studentTUpperTail: { t: number; df: number; p: string }[];
  studentTQuantile: { p: number; df: number; t: string }[];
  fUpperTail: { f: number; df1: number; df2: number; p: string }[];
  normalUpperTail: { z: number; p: string }[];
  regularisedIncompleteBeta: { a: number; b: number; x: number; p: string }[];
  logGamma: { z: number; value: string }[];
}

const certified = readFixture('distributions.json') as Certified;

/** The fewest digits on which any row agrees, with the row. */
function worst<Row>(rows: Row[], digits: (row: Row) => number): { digits: number; row: Row } {
  expect(rows.length).toBeGreaterThan(10);
  return rows
    .map((row) => ({ digits: digits(row), row }))
    .reduce((a, b) => (b.digits < a.digits ? b : a));
}

describe('special functions agree with 60-digit arithmetic', () => {
  test('Student t tails to 12 digits, whole and broken degrees of freedom', () => {
    const result = worst(certified.studentTUpperTail, ({ t, df, p }) =>
      matchingDigits(studentTUpperTail(t, df), Number(p)),
    );
    expect(result.digits).toBeGreaterThanOrEqual(12);
  });

  test('Student t quantiles to 12 digits', () => {
    const result = worst(certified.studentTQuantile, ({ t, df, p }) =>
      matchingDigits(studentTQuantile(p, df), Number(t)),
    );
    expect(result.digits).toBeGreaterThanOrEqual(12);
  });

  test('F tails to 12 digits', () => {
    const result = worst(certified.fUpperTail, ({ f, df1, df2, p }) =>
      matchingDigits(fUpperTail(f, df1, df2), Number(p)),
    );
    expect(result.digits).toBeGreaterThanOrEqual(12);
  });

  test('normal tails to 12 digits, out to z = 37', () => {
    const result = worst(certified.normalUpperTail, ({ z, p }) =>
      matchingDigits(normalUpperTail(z), Number(p)),
    );
    expect(result.digits).toBeGreaterThanOrEqual(12);
  });

  test('the incomplete beta function to 12 digits', () => {
    const result = worst(certified.regularisedIncompleteBeta, ({ a, b, x, p }) =>
      matchingDigits(regularisedIncompleteBeta(a, b, x), Number(p)),
    );
    expect(result.digits).toBeGreaterThanOrEqual(12);
  });

  test('the logarithm of the gamma function to 14 digits', () => {
    const result = worst(certified.logGamma, ({ z, value }) =>
      matchingDigits(logGamma(z), Number(value)),
    );
    expect(result.digits).toBeGreaterThanOrEqual(14);
  });
});

describe('distribution functions', () => {
  test('Student t is symmetric', () => {
    for (const t of [0, 0.3, 1.7, 12]) {
      expect(studentTCdf(-t, 3.3)).toBe(studentTUpperTail(t, 3.3));
      expect(studentTCdf(t, 3.3) + studentTCdf(-t, 3.3)).toBeCloseTo(1, 15);
      expect(studentTTwoSided(-t, 3.3)).toBe(studentTTwoSided(t, 3.3));
    }
  });

  test('Student t with endless degrees of freedom is the normal law', () => {
    expect(studentTUpperTail(1.5, Infinity)).toBe(normalUpperTail(1.5));
    expect(normalTwoSided(-1.5)).toBe(2 * normalUpperTail(1.5));
  });

  test('infinite and zero arguments give the limits', () => {
    expect(studentTCdf(Infinity, 4)).toBe(1);
    expect(studentTCdf(-Infinity, 4)).toBe(0);
    expect(studentTQuantile(0.5, 4)).toBe(0);
    expect(fUpperTail(Infinity, 6, 20)).toBe(0);
    expect(fUpperTail(0, 6, 20)).toBe(1);
    expect(normalUpperTail(Infinity)).toBe(0);
    expect(normalUpperTail(-Infinity)).toBe(1);
    expect(regularisedIncompleteBeta(2, 3, 0)).toBe(0);
    expect(regularisedIncompleteBeta(2, 3, 1)).toBe(1);
  });
});
