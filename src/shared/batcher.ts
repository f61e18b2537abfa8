import { setImmediate } from 'node:timers/promises';

interface Waiting<Call, Result> {
  readonly call: Call;
  readonly resolve: (result: Result) => void;
  readonly reject: (reason: unknown) => void;
}

/**
 * Answers many calls by few runs: while one run is under way, the calls that arrive gather for the
 * next, at most `limit` of them, and so do those of one turn of the event loop. A run begins after
 * every call that it answers. When half of a run has gathered, it begins before the calls of the last
 * are answered, so that there is no pause between the two. `run` returns the results in the order of
 * the calls; when it rejects, all of its calls do.
 */
export class Batcher<Call, Result> {
  readonly #run: (calls: readonly Call[]) => Promise<readonly Result[]>;
  readonly #limit: number;
  #waiting: Waiting<Call, Result>[] = [];
  #running = false;

  constructor(run: (calls: readonly Call[]) => Promise<readonly Result[]>, limit: number) {
    this.#run = run;
    this.#limit = limit;
  }

  add(call: Call): Promise<Result> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ call, resolve, reject });
      if (this.#running) return;
      this.#running = true;
      void this.#runAll();
    });
  }

  async #runAll(): Promise<void> {
    let answerLast: (() => void) | null = null;
    for (;;) {
      if (!answerLast || this.#waiting.length < this.#limit / 2) {
        answerLast?.();
        answerLast = null;
        await wholeTurn();
      }
      const batch = this.#waiting.splice(0, this.#limit);
      if (batch.length === 0) break;
      const running = this.#answersOf(batch);
      await setImmediate();
      answerLast?.();
      answerLast = await running;
    }
    this.#running = false;
  }

  /** Runs the calls. @returns what answers them. */
  async #answersOf(batch: readonly Waiting<Call, Result>[]): Promise<() => void> {
    try {
      const results = await this.#run(batch.map(({ call }) => call));
      return () => {
        for (const [index, { resolve }] of batch.entries()) resolve(results[index] as Result);
      };
    } catch (error) {
      return () => {
        for (const { reject } of batch) reject(error);
      };
    }
  }
}

/** Lets everything run that has arrived already: a turn of the event loop from end to end. */
async function wholeTurn(): Promise<void> {
  await setImmediate();
  await setImmediate();
}
