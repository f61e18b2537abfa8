import { formatAmount, unitOfDifference, withUnit } from '../../../shared/amount.js';
import { canonicalJson } from '../../../shared/canonical-json.js';
import { decideWithBasis, ruleVersion } from '../rule/decision.js';
import { type Receipt, receiptDigest, replay } from '../rule/receipt.js';

const digits = new Intl.NumberFormat('en-US', {
  maximumFractionDigits: 0,
  maximumSignificantDigits: 3,
  roundingPriority: 'morePrecision',
});

const probabilityDigits = new Intl.NumberFormat('en-US', { maximumSignificantDigits: 6 });

/** Below this, a number is only said to be below it. */
const smallest = 1e-6;

/** Three significant digits, and all before the point. */
function rounded(value: number | null, format = digits): string {
  if (value === null) return '–';
  const isTiny = value !== 0 && Math.abs(value) < smallest;
  return isTiny ? `${value < 0 ? '> −' : '< '}0.000001` : format.format(value);
}

/** Each step's numbers of a receipt, its thresholds, digest, and whether replaying it agrees. */
export function receiptDetails(receipt: Receipt, unit: string) {
  const { input, result, thresholds } = receipt;
  const { baseline } = input;
  const difference = unitOfDifference(unit);
  const inUnit = (value: number | null, valueUnit = difference) =>
    withUnit(rounded(value), value === null ? '' : valueUnit);
  return {
    steps: {
      n: result.n,
      used: result.used,
      excludedCount: result.excluded.length,
      window: result.window,
      baseline: baseline && {
        value: formatAmount(baseline.value, unit),
        n: baseline.n ?? null,
        sd: baseline.sd === undefined ? null : inUnit(baseline.sd),
      },
      level: inUnit(result.level, unit),
      improvement: inUnit(result.improvement),
      se: inUnit(result.se),
      df: rounded(result.df),
      rho: rounded(result.rho),
      latestTrend:
        result.trendPerStep === null ? null : latestTrendView(receipt, inUnit(result.trendPerStep)),
    },
    probabilities: result.probabilities && {
      met: rounded(result.probabilities.met, probabilityDigits),
      improved: rounded(result.probabilities.improved, probabilityDigits),
      same: rounded(result.probabilities.same, probabilityDigits),
      worse: rounded(result.probabilities.worse, probabilityDigits),
    },
    thresholds,
    digest: receiptDigest(receipt),
    replay: replayCheck(receipt),
  };
}

/** The trend of the last readings, how many they are being null where that cannot be told any more. */
function latestTrendView(receipt: Receipt, slope: string) {
  const { input, result, thresholds } = receipt;
  const estimate =
    replayCheck(receipt) === 'same'
      ? decideWithBasis(input, thresholds).basis?.estimate
      : undefined;
  return {
    slope: `${slope} ${input.cadence === 'daily' ? 'a day' : 'a week'}`,
    p: rounded(result.trendP),
    readings: estimate ? estimate.noise.used - estimate.splitAt : null,
  };
}

/** `same`: deciding again from the stored inputs gives the same bytes. */
export function replayCheck(receipt: Receipt): 'same' | 'different' | 'other rule' {
  if (receipt.ruleVersion !== ruleVersion) return 'other rule';
  return replay(receipt) === canonicalJson(receipt) ? 'same' : 'different';
}
