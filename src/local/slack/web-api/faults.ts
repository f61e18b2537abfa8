export interface Fault {
  /** A Web API method, for example `chat.postMessage`. */
  readonly method: string;
  /** How many calls fail; one unless given. */
  readonly times?: number;
  readonly kind: '429' | '500' | 'drop-response-after-doing-it' | 'timeout';
  /** Seconds, for 429. */
  readonly retryAfter?: number;
}

/** Faults waiting to strike the next calls of a method. */
export class Faults {
  readonly #waiting: Fault[] = [];

  inject(fault: Fault): void {
    for (let call = 0; call < (fault.times ?? 1); call += 1) this.#waiting.push(fault);
  }

  next(method: string): Fault | undefined {
    const index = this.#waiting.findIndex((fault) => fault.method === method);
    return index < 0 ? undefined : this.#waiting.splice(index, 1)[0];
  }
}
