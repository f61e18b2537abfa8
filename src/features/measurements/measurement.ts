/** One reading of a monitored task's metric for one bucket. */
export interface Measurement {
  readonly taskId: string;
  /** The team's local day `YYYY-MM-DD`, or ISO week `YYYY-Www`. */
  readonly bucket: string;
  /** Days or weeks since the bucket of the monitoring's start date; the rule's time axis. */
  readonly index: number;
  readonly value: number;
  readonly takenAt: Date;
  /** Member id, or `http` when the bot read it from the source. */
  readonly takenBy: string;
  readonly note?: string;
  /** Values that this one replaced, oldest first. */
  readonly corrections: readonly Reading[];
}

/** A value as it was taken. */
export interface Reading {
  readonly value: number;
  readonly takenAt: Date;
  readonly takenBy: string;
  readonly note?: string;
}

/** `Measurement.takenBy` of what the bot read itself. */
export const takenBySource = 'http';

/** The id of the one measurement that a task can have for `bucket`. */
export function measurementId(taskId: string, bucket: string): string {
  return `${taskId}/${bucket}`;
}
