import { toError } from '../shared/errors.js';
import { type AttemptDeps, attemptDelivery } from './attempt.js';
import { after } from './instants.js';

export interface LaneDeps extends AttemptDeps {
  /** Names this process in leases. */
  readonly owner: string;
  /** Calls `action` every so many milliseconds until the returned function is called. */
  readonly every: (milliseconds: number, action: () => void) => () => void;
}

/** Another process takes a receiver over when its lease was not renewed for so long. */
const leaseMs = 30_000;
const renewEveryMs = 10_000;
const retryAfterFaultMs = 1_000;

/** Delivers to one receiver, in order; while it holds the receiver's lease no other process does. */
export class Lane {
  readonly #receiver: string;
  readonly #deps: LaneDeps;
  #leasedUntil: Date | null = null;
  #restsUntil: Date;

  constructor(receiver: string, deps: LaneDeps) {
    this.#receiver = receiver;
    this.#deps = deps;
    this.#restsUntil = deps.clock.now();
  }

  get restsUntil(): Date {
    return this.#restsUntil;
  }

  /**
   * Delivers until the receiver must be left alone for a while or nothing is due.
   * @returns when there is something to do again; null when nothing waits.
   */
  async run(): Promise<Date | null> {
    const { clock, every, logger } = this.#deps;
    const stopRenewing = every(renewEveryMs, () => void this.#renew());
    try {
      if (!(await this.#hold())) return this.#rest(after(clock.now(), retryAfterFaultMs));
      return await this.#deliver();
    } catch (error) {
      logger.error(
        { err: toError(error), receiver: this.#receiver },
        'delivery interrupted; it will be tried again',
      );
      return this.#rest(after(clock.now(), retryAfterFaultMs));
    } finally {
      stopRenewing();
    }
  }

  /** Lets other processes deliver to the receiver, once it need not be left alone any more. */
  async release(): Promise<void> {
    if (this.#leasedUntil === null) return;
    const { store, clock, owner } = this.#deps;
    this.#leasedUntil = null;
    await store.leases.release(this.#receiver, owner, clock.now(), this.#restsUntil);
  }

  async #deliver(): Promise<Date | null> {
    const { store, clock } = this.#deps;
    while (this.#restsUntil <= clock.now()) {
      const entry = await store.queue.oldestQueued(this.#receiver, clock.now());
      if (entry === null) {
        await this.release();
        return null;
      }
      this.#rest(
        entry.nextAttemptAt > clock.now()
          ? entry.nextAttemptAt
          : await attemptDelivery(entry, this.#deps, () => this.#isHeld(0)),
      );
    }
    if (!this.#isHeld(this.#restsUntil.getTime() - clock.now().getTime())) await this.release();
    return this.#restsUntil;
  }

  #rest(until: Date): Date {
    this.#restsUntil = until;
    return until;
  }

  /** Whether this lane will hold the lease for so many milliseconds more. */
  #isHeld(forMs: number): boolean {
    const { clock } = this.#deps;
    return this.#leasedUntil !== null && this.#leasedUntil > after(clock.now(), forMs);
  }

  /** @returns false while another process holds the receiver. */
  async #hold(): Promise<boolean> {
    if (this.#isHeld(leaseMs / 2)) return true;
    const { store, clock, owner } = this.#deps;
    const now = clock.now();
    const until = after(now, leaseMs);
    const pausedUntil = await store.leases.lease(this.#receiver, owner, now, until);
    this.#leasedUntil = pausedUntil && until;
    if (pausedUntil && pausedUntil > this.#restsUntil) this.#rest(pausedUntil);
    return pausedUntil !== null;
  }

  async #renew(): Promise<void> {
    if (this.#leasedUntil === null) return;
    const { store, clock, owner, logger } = this.#deps;
    const now = clock.now();
    const until = after(now, leaseMs);
    try {
      const renewed = await store.leases.renew(this.#receiver, owner, until);
      if (this.#leasedUntil !== null) this.#leasedUntil = renewed ? until : null;
    } catch (error) {
      logger.warn({ err: toError(error), receiver: this.#receiver }, 'a lease was not renewed');
    }
  }
}
