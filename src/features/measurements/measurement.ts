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
  /** Values that this one replaced, oldest first. */
  readonly corrections: readonly {
    readonly value: number;
    readonly takenAt: Date;
    readonly takenBy: string;
  }[];
}
