import { addLocalDays, isLocalDay, type LocalDay } from '../calendar/index.js';
import { comingDayFault, noSuchDay } from './days-ahead.js';
import { type Faults, presentFaults } from './input.js';
import type { Monitoring } from './monitoring.js';

/** Monitoring as it is asked for; the rest of `Monitoring` begins empty. */
export type NewMonitoring = Omit<
  Monitoring,
  'extensionCount' | 'state' | 'evaluatedAt' | 'recommendation' | 'evaluationNotes'
>;

export const monitoringLimits = {
  metric: 100,
  unit: 30,
  pointer: 500,
  maximumExtensions: 12,
  /** Longest period, in days. */
  days: 730,
} as const;

/** Below this a baseline counts as zero, of which no percentage can be taken. */
const zeroBaseline = 1e-9;

export function beginMonitoring(monitoring: NewMonitoring): Monitoring {
  return {
    ...monitoring,
    extensionCount: 0,
    state: 'active',
    evaluatedAt: null,
    recommendation: null,
    evaluationNotes: null,
  };
}

export function cleanMonitoring(monitoring: NewMonitoring): NewMonitoring {
  const { source } = monitoring;
  return {
    ...monitoring,
    metric: monitoring.metric.trim(),
    unit: monitoring.unit.trim(),
    source:
      source.kind === 'http'
        ? { ...source, url: source.url.trim(), pointer: source.pointer.trim() }
        : source,
  };
}

/** Faults by field of cleaned monitoring. `checkSourceUrl` says what is wrong with a URL. */
export function monitoringFaults(
  monitoring: NewMonitoring,
  today: LocalDay,
  checkSourceUrl: (url: string) => string | null,
): Faults {
  const { metric, unit, baseline, source, startDate, endDate } = monitoring;
  const startFault = comingDayFault(startDate, today);
  return presentFaults({
    metric: metric === '' ? 'Say what is measured.' : lengthFault(metric, monitoringLimits.metric),
    unit: lengthFault(unit, monitoringLimits.unit),
    targetValue: targetFault(monitoring),
    baselineValue: baselineFault(baseline),
    baselineReadings: readingsFault(baseline),
    baselineSpread: spreadFault(baseline),
    sourceUrl: source.kind === 'http' ? checkSourceUrl(source.url) : null,
    sourcePointer: source.kind === 'http' ? pointerFault(source.pointer) : null,
    startDate: startFault,
    endDate: startFault === null ? endFault(startDate, endDate) : comingDayFault(endDate, today),
    maximumExtensions: extensionsFault(monitoring.maximumExtensions),
  });
}

function lengthFault(text: string, limit: number): string | null {
  return text.length > limit ? `At most ${limit} characters; this has ${text.length}.` : null;
}

function targetFault({ target, baseline, direction }: NewMonitoring): string | null {
  if (!(Number.isFinite(target.value) && target.value > 0)) {
    return 'The target is how far the metric should move: a number above 0.';
  }
  if (target.type === 'absolute' || baseline === null) return null;
  if (Math.abs(baseline.value) < zeroBaseline) {
    return 'No percentage can be taken of a baseline of 0: choose an absolute target.';
  }
  return direction === 'lower' && baseline.value > 0 && target.value > 100
    ? 'Nothing gets lower by more than 100% without falling below 0: if it can, choose an absolute target.'
    : null;
}

function baselineFault(baseline: NewMonitoring['baseline']): string | null {
  if (baseline === null) return 'Say where the metric stands before the work.';
  return Number.isFinite(baseline.value) ? null : 'The baseline is a number.';
}

function readingsFault(baseline: NewMonitoring['baseline']): string | null {
  const { n, sd } = baseline ?? {};
  if (n === undefined) {
    return sd === undefined ? null : 'Say from how many readings the standard deviation comes.';
  }
  return Number.isInteger(n) && n >= 1 && n <= 1e6 ? null : 'Readings are a whole number from 1.';
}

function spreadFault(baseline: NewMonitoring['baseline']): string | null {
  const sd = baseline?.sd;
  if (sd === undefined) return null;
  return Number.isFinite(sd) && sd >= 0 ? null : 'A standard deviation is 0 or more.';
}

/** RFC 6901: empty for the whole document, otherwise `/` before each step, `~` only as ~0 or ~1. */
function pointerFault(pointer: string): string | null {
  if (pointer.length > monitoringLimits.pointer) {
    return lengthFault(pointer, monitoringLimits.pointer);
  }
  return /^(?:\/(?:[^~/]|~[01])*)*$/.test(pointer)
    ? null
    : 'A JSON pointer looks like /stats/p95: a slash before each step.';
}

function endFault(startDate: string, endDate: string): string | null {
  if (!isLocalDay(endDate)) return noSuchDay;
  if (endDate <= startDate) return `The end must be after the start, ${startDate}.`;
  const latest = addLocalDays(startDate, monitoringLimits.days);
  return endDate > latest ? `A task is monitored for at most two years: until ${latest}.` : null;
}

function extensionsFault(maximum: number): string | null {
  const { maximumExtensions } = monitoringLimits;
  return Number.isInteger(maximum) && maximum >= 0 && maximum <= maximumExtensions
    ? null
    : `Extensions are a whole number from 0 to ${maximumExtensions}.`;
}
