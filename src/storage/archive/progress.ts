/** Told how many of `total` units are done, in ever growing numbers; at the end, of the true total. */
export type OnProgress = (progress: { readonly done: number; readonly total: number }) => void;

const unitsBetweenReports = 1_000;

/** Counts, and reports now and then. The total may be an estimate until `finish`. */
export class Progress {
  #done = 0;
  #reported = 0;

  constructor(
    private readonly estimate: number,
    private readonly report: OnProgress,
  ) {}

  add(units = 1): void {
    this.#done += units;
    if (this.#done - this.#reported < unitsBetweenReports || this.#done >= this.estimate) return;
    this.#reported = this.#done;
    this.report({ done: this.#done, total: this.estimate });
  }

  finish(): void {
    this.report({ done: this.#done, total: this.#done });
  }
}
