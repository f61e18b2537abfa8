export type Direction = 'higher' | 'lower';
export type Cadence = 'daily' | 'weekly';

/** How far the metric should move from its baseline: percent of |baseline|, or in the metric's unit. */
export interface MonitoringTarget {
  readonly type: 'percent' | 'absolute';
  /** Always positive; the direction says which way. */
  readonly value: number;
}

/** Where the metric stood before. `n` readings with standard deviation `sd`, when they are known. */
export interface Baseline {
  readonly value: number;
  readonly n?: number;
  readonly sd?: number;
}

export type MeasurementSource =
  | { readonly kind: 'manual' }
  | { readonly kind: 'http'; readonly url: string /** RFC 6901 */; readonly pointer: string };

/** Host and path of the URL that is asked for the readings; what follows them may be a secret. */
export function sourceAddress(source: MeasurementSource): string | null {
  if (source.kind !== 'http') return null;
  const { host, pathname } = new URL(source.url);
  return `${host}${pathname}`;
}

/**
 * `active`: measurements are taken. `awaiting approval`: a decision waits for a manager, and
 * measurements go on meanwhile. `ended`: no more measurements.
 */
export type MonitoringState = 'active' | 'awaiting approval' | 'ended';

export interface Monitoring {
  readonly metric: string;
  readonly unit: string;
  readonly direction: Direction;
  readonly target: MonitoringTarget;
  readonly baseline: Baseline | null;
  readonly cadence: Cadence;
  readonly source: MeasurementSource;
  /** First and last local day of the team on which measurements count, `YYYY-MM-DD`. */
  readonly startDate: string;
  readonly endDate: string;
  readonly extensionCount: number;
  readonly maximumExtensions: number;
  readonly state: MonitoringState;
  readonly evaluatedAt: Date | null;
  readonly recommendation: 'close' | 'extend' | 'review' | 'intervene' | null;
  readonly evaluationNotes: string | null;
}

export const defaultMaximumExtensions = 2;
