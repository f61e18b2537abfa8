import { formatAmount, unitOfDifference } from '../../../shared/amount.js';
import { targetLevel } from './chart-model.js';
import { changeText, pText, valueText } from './number-text.js';
import type { Receipt } from '../rule/receipt.js';

/** The figures of a receipt as texts; a dash stands for what the readings are too few for. */
export function figuresView({ input, result, figures }: Receipt, unit: string) {
  const { baseline, target, direction, cadence } = input;
  const { regression, welch, movingAverage } = figures;
  const difference = unitOfDifference(unit);
  const perBucket = cadence === 'daily' ? 'a day' : 'a week';
  return {
    n: result.n,
    level: result.level === null ? null : valueText(result.level, unit),
    window: result.window,
    improvement: improvementView(result, target.type, difference),
    baseline: baseline && {
      value: formatAmount(baseline.value, unit),
      readings: baseline.n ?? null,
    },
    target: {
      change: formatAmount(target.value, target.type === 'percent' ? '%' : difference),
      direction,
      level: valueText(targetLevel(input), unit),
    },
    trend: regression && {
      slope: `${changeText(regression.slope, difference)} ${perBucket}`,
      p: pText(regression.p),
    },
    firstToLast: changeText(figures.firstToLastPct, '%'),
    welch: welch && {
      change: changeText(welch.lastMean - welch.firstMean, difference),
      p: pText(welch.p),
    },
    movingAverage: {
      window: movingAverage.window,
      last: valueText(movingAverage.points.at(-1)?.average ?? null, unit),
    },
  };
}

/** How much better or worse than the baseline, counted as the goal is where that is possible. */
function improvementView(
  { improvement, improvementPct }: Receipt['result'],
  targetType: 'percent' | 'absolute',
  difference: string,
) {
  if (improvement === null) return null;
  return {
    size:
      targetType === 'absolute' || improvementPct === null
        ? valueText(Math.abs(improvement), difference)
        : valueText(Math.abs(improvementPct), '%'),
    isBetter: improvement >= 0,
  };
}
