import { formatAmount } from '../../../shared/amount.js';
import { canonicalJson } from '../../../shared/canonical-json.js';
import { ruleVersion } from '../rule/decision.js';
import { type Receipt, receiptDigest, replay } from '../rule/receipt.js';

const digits = new Intl.NumberFormat('en-US', { maximumSignificantDigits: 6 });

/** Below this, a number is only said to be below it. */
const smallest = 1e-6;

function exact(value: number | null): string {
  if (value === null) return '–';
  const isTiny = value !== 0 && Math.abs(value) < smallest;
  return isTiny ? `${value < 0 ? '> −' : '< '}0.000001` : digits.format(value);
}

/** Each step's numbers of a receipt, its thresholds, digest, and whether replaying it agrees. */
export function receiptDetails(receipt: Receipt, unit: string) {
  const { input, result, thresholds } = receipt;
  const { baseline } = input;
  return {
    steps: {
      n: result.n,
      used: result.used,
      excludedCount: result.excluded.length,
      window: result.window,
      baseline: baseline && {
        value: formatAmount(baseline.value, unit),
        n: baseline.n ?? null,
        sd: baseline.sd === undefined ? null : exact(baseline.sd),
      },
      level: exact(result.level),
      improvement: exact(result.improvement),
      se: exact(result.se),
      df: exact(result.df),
      rho: exact(result.rho),
      trendPerStep: exact(result.trendPerStep),
      trendP: exact(result.trendP),
    },
    probabilities: result.probabilities && {
      met: exact(result.probabilities.met),
      improved: exact(result.probabilities.improved),
      same: exact(result.probabilities.same),
      worse: exact(result.probabilities.worse),
    },
    thresholds,
    digest: receiptDigest(receipt),
    replay: replayCheck(receipt),
  };
}

/** `same`: deciding again from the stored inputs gives the same bytes. */
export function replayCheck(receipt: Receipt): 'same' | 'different' | 'other rule' {
  if (receipt.ruleVersion !== ruleVersion) return 'other rule';
  return replay(receipt) === canonicalJson(receipt) ? 'same' : 'different';
}
