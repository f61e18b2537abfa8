import { mean, sampleVariance } from 'simple-statistics';
import { lagOneAutocorrelation } from '../../../../src/features/evaluations/rule/autocorrelation.js';
import { regress } from '../../../../src/features/evaluations/rule/regression.js';
import { matchingDigits } from '../../../fixtures/matching-digits.js';
import { readFixture } from '../../../fixtures/read-fixture.js';

interface Univariate {
  y: number[];
  certified: { mean: number; sd: number; lag1Autocorrelation: number };
}

interface Linear {
  x: number[];
  y: number[];
  certified: {
    parameters: { estimate: number; sd: number }[];
    rSquared: number;
    residualSd: number;
  };
}

function expectDigits(digits: number, actual: number | null | undefined, certified?: number): void {
  expect(matchingDigits(Number(actual), Number(certified))).toBeGreaterThanOrEqual(digits);
}

function expectUnivariate(digits: number, { y, certified }: Univariate): void {
  const centre = mean(y);
  expectDigits(digits, centre, certified.mean);
  expectDigits(digits, Math.sqrt(sampleVariance(y)), certified.sd);
  const residuals = y.map((value) => value - centre);
  expectDigits(digits, lagOneAutocorrelation(residuals), certified.lag1Autocorrelation);
}

describe('certified values of NIST StRD', () => {
  test.each(['lew', 'michelso', 'numacc2'])('%s to 9 digits', (name) => {
    expectUnivariate(9, readFixture(`nist/${name}.json`) as Univariate);
  });

  test('NumAcc4 to 8 digits: 10000000.2, then .1 and .3 in turn', () => {
    const y = Array.from({ length: 1001 }, (_, i) => [0.3, 0.1][i % 2] ?? 0);
    expectUnivariate(8, {
      y: y.map((fraction, i) => 10_000_000 + (i === 0 ? 0.2 : fraction)),
      certified: { mean: 10_000_000.2, sd: 0.1, lag1Autocorrelation: -0.999 },
    });
  });

  test('Norris, a line, to 9 digits', () => {
    const { x, y, certified } = readFixture('nist/norris.json') as Linear;
    const [intercept, slope] = certified.parameters;
    const line = regress({ t: x, y });
    expectDigits(9, line?.slope, slope?.estimate);
    expectDigits(9, line?.slopeSe, slope?.sd);
    expectDigits(9, line?.r2, certified.rSquared);
    const atZero = (line?.intercept ?? 0) - (line?.slope ?? 0) * (x[0] ?? 0);
    expectDigits(9, atZero, intercept?.estimate);
  });

  test('NoInt1, a line through the origin, to 9 digits', () => {
    const { x, y, certified } = readFixture('nist/noint1.json') as Linear;
    const mirrored = { t: [...x, ...x.map((v) => -v)], y: [...y, ...y.map((v) => -v)] };
    const line = regress(mirrored);
    expectDigits(9, line?.slope, certified.parameters[0]?.estimate);
    expectDigits(9, (line?.slopeSe ?? 0) * Math.SQRT2, certified.parameters[0]?.sd);
    expectDigits(9, line?.r2, certified.rSquared);
  });
});
