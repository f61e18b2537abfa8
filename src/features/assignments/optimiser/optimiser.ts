import { Worker } from 'node:worker_threads';
import {
  type ComputationName,
  type ComputationReply,
  type ComputationRequest,
  type Computations,
  computations,
} from './computations.js';
import type { AssignmentProblem } from './problem.js';

/** Members times tasks that may move; so many take about 20 ms. */
const mostPairsHere = 300;

type Asynchronous<Compute> = Compute extends (...args: infer Args) => infer Result
  ? (...args: Args) => Promise<Result>
  : never;

interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
}

/**
 * Works on assignment problems: small ones at once, others one after the other in a thread, so that
 * nothing else has to wait for them. The answers are the same, and faults are thrown alike. The
 * thread starts with the first problem for it and ends with `close`; without a problem it does not
 * keep the process running.
 */
export class Optimiser {
  /** As `optimise`. */
  readonly planTeam = this.#computation('planTeam');
  readonly firstTasks = this.#computation('firstTasks');
  readonly nextTasks = this.#computation('nextTasks');

  readonly #mostPairsHere: number;
  readonly #waiting = new Map<number, Waiting>();
  #worker: Worker | null = null;
  #lastId = 0;
  #isClosed = false;

  constructor(mostPairs = mostPairsHere) {
    this.#mostPairsHere = mostPairs;
  }

  /** Ends the thread; whoever still waits for an answer gets an error. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#worker?.terminate();
  }

  #computation<Name extends ComputationName>(name: Name): Asynchronous<Computations[Name]> {
    const compute = computations[name] as (...args: readonly unknown[]) => unknown;
    const computeSomewhere = async (problem: AssignmentProblem, ...rest: readonly unknown[]) =>
      this.#isSmall(problem) ? compute(problem, ...rest) : this.#ask(name, [problem, ...rest]);
    return computeSomewhere as Asynchronous<Computations[Name]>;
  }

  #isSmall({ members, tasks }: AssignmentProblem): boolean {
    const movable = tasks.filter(({ isFixed }) => !isFixed).length;
    return members.length * movable <= this.#mostPairsHere;
  }

  #ask(name: ComputationName, args: readonly unknown[]): Promise<unknown> {
    if (this.#isClosed) throw new Error('the optimiser is closed');
    const worker = (this.#worker ??= this.#startWorker());
    const request: ComputationRequest = { id: (this.#lastId += 1), name, args };
    return new Promise((resolve, reject) => {
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
      worker.postMessage(request);
      worker.ref();
      this.#waiting.set(request.id, { resolve, reject });
    });
  }

  #startWorker(): Worker {
    const worker = new Worker(new URL('./worker.js', import.meta.url));
    worker.unref();
    let fault: Error | null = null;
    worker.on('message', (reply: ComputationReply) => {
      const waiting = this.#waiting.get(reply.id);
      this.#waiting.delete(reply.id);
      if (this.#waiting.size === 0) worker.unref();
      if ('error' in reply) waiting?.reject(reply.error);
      else waiting?.resolve(reply.value);
    });
    worker.once('error', (error: Error) => {
      fault = error;
    });
    worker.once('exit', () => {
      this.#worker = null;
      const ended = new Error('the thread of the optimiser has ended', { cause: fault });
      for (const { reject } of this.#waiting.values()) reject(ended);
      this.#waiting.clear();
    });
    return worker;
  }
}
