import { mean } from 'simple-statistics';
import type { Series } from './cleaning.js';
import { fitLine, lineResiduals } from './least-squares.js';

/** Fewest readings for a line, and for a line with a break. */
const lineFrom = 6;
const twoPiecesFrom = 14;

/** Breaks whose fits differ by less than this share of the total sum of squares are tied. */
const tie = 1e-10;

export interface NoiseFit {
  residuals: number[];
  parameters: number;
  /** Slope per bucket and Sxx of the last piece; slope 0 where only a mean was fitted. */
  trendPerStep: number;
  sxx: number;
  /** Index of the first reading of the second piece; 0 without a break. */
  splitAt: number;
}

/** Parameters of the fit for `n` cleaned readings: a mean, a line, two lines with their break. */
export function noiseParameters(n: number): number {
  if (n < lineFrom) return 1;
  return n < twoPiecesFrom ? 2 : 5;
}

/**
 * Step 6: residuals of the kept readings about their mean, line or best two-piece line, according
 * to the number `n` of cleaned readings.
 */
export function fitNoise(kept: Series, n: number): NoiseFit {
  const { t, y } = kept;
  const parameters = noiseParameters(n);
  if (parameters === 1) {
    const centre = mean(y);
    const residuals = y.map((value) => value - centre);
    return { residuals, parameters, trendPerStep: 0, sxx: 0, splitAt: 0 };
  }
  const splitAt = parameters === 2 ? 0 : bestBreak(kept);
  const last = { t: t.slice(splitAt), y: y.slice(splitAt) };
  const line = fitLine(last.t, last.y);
  const first = splitAt > 0 ? pieceResiduals(t.slice(0, splitAt), y.slice(0, splitAt)) : [];
  return {
    residuals: [...first, ...lineResiduals(line, last.t, last.y)],
    parameters,
    trendPerStep: line.slope,
    sxx: line.sxx,
    splitAt,
  };
}

function pieceResiduals(t: number[], y: number[]): number[] {
  return lineResiduals(fitLine(t, y), t, y);
}

/**
 * Break c in [ms, m - ms], ms = max(4, floor(m/6)), with the least total residual sum of squares
 * of a line before and a line from c on; the first of tied ones. Prefix sums about the means make
 * each candidate O(1).
 */
function bestBreak({ t, y }: Series): number {
  const m = t.length;
  const shortest = Math.max(4, Math.floor(m / 6));
  const { meanT, meanY, ...whole } = fitLine(t, y);
  const sxy = whole.slope * whole.sxx;
  const totals: number[] = [];
  let [st, sy, stt, sty, syy] = [0, 0, 0, 0, 0];
  for (let i = 0; i < m - shortest; i += 1) {
    const dt = (t[i] ?? 0) - meanT;
    const dy = (y[i] ?? 0) - meanY;
    st += dt;
    sy += dy;
    stt += dt * dt;
    sty += dt * dy;
    syy += dy * dy;
    const count = i + 1;
    if (count >= shortest) {
      const before = residualSumOfSquares(count, st, sy, stt, sty, syy);
      const after = residualSumOfSquares(
        m - count,
        -st,
        -sy,
        whole.sxx - stt,
        sxy - sty,
        whole.syy - syy,
      );
      totals.push(before + after);
    }
  }
  const limit = Math.min(...totals) + tie * whole.syy;
  return shortest + totals.findIndex((total) => total <= limit);
}

/** Of a least-squares line, from the sums of t, y, t^2, ty and y^2. */
function residualSumOfSquares(
  count: number,
  st: number,
  sy: number,
  stt: number,
  sty: number,
  syy: number,
): number {
  const sxx = stt - (st * st) / count;
  const sxy = sty - (st * sy) / count;
  return Math.max(0, syy - (sy * sy) / count - (sxy * sxy) / sxx);
}
