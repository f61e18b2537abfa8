import { after, earliest } from './instants.js';
import { Lane, type LaneDeps } from './lane.js';

/** Messages queued by another process are seen after this time. */
const lookEveryMs = 1_000;
/** A message may be committed so long after the instant from which it is due. */
const commitMs = 10_000;
/** What took longer, or comes from a process whose clock is behind, is seen after this time. */
const lookEverywhereEveryMs = 30_000;
/** Calls that hang hold up nobody else until so many of them do. */
const lanesAtOnce = 64;

interface OpenLane {
  readonly lane: Lane;
  /** When the lane goes on; null while nothing is known to wait for it. */
  nextAt: Date | null;
  running: Promise<void> | null;
  /** Whether something was due while it ran, which it may have missed. */
  dueMeanwhile: boolean;
}

/** One lane for each receiver with something due: ordered in itself, independent of all others. */
export class DeliveryLanes {
  readonly #deps: LaneDeps;
  readonly #lanes = new Map<string, OpenLane>();
  #lookAt: Date | null = null;
  /** Up to when what became due has been seen; null before the first look. */
  #seenUntil: Date | null = null;
  #lookEverywhereAt: Date | null = null;
  #laterAt: Date | null = null;

  constructor(deps: LaneDeps) {
    this.#deps = deps;
  }

  /** Lets the next `advance` deliver to `receivers`, or look for whom something was queued. */
  wake(receivers?: readonly string[]): void {
    if (receivers === undefined) this.#lookAt = null;
    else for (const receiver of receivers) this.#open(receiver);
  }

  /**
   * Starts the lanes that are due, and waits for none of them.
   * @param onRest called when a lane that was started has come to rest
   * @returns when there is something to do again; null when nothing waits or all that waits runs.
   */
  async advance(onRest: () => void = () => {}): Promise<Date | null> {
    const now = this.#deps.clock.now();
    if (this.#lookAt === null || this.#lookAt <= now || this.#wasClockSetBack(now)) {
      await this.#look(now);
    }
    for (const open of this.#lanes.values()) {
      if (this.#running.length >= lanesAtOnce) break;
      if (open.running === null && open.nextAt !== null && open.nextAt <= now) {
        open.running = this.#run(open).finally(onRest);
      }
    }
    const resting = [...this.#lanes.values()].filter(({ running }) => running === null);
    return earliest([this.#laterAt, ...resting.map(({ nextAt }) => nextAt)]);
  }

  /** Resolves when the lanes that run now have come to rest. */
  async idle(): Promise<void> {
    await Promise.all(this.#running);
  }

  /** Resolves when no lane runs and other processes may deliver to all receivers. */
  async close(): Promise<void> {
    await this.idle();
    await Promise.all([...this.#lanes.values()].map(({ lane }) => lane.release()));
    this.#lanes.clear();
  }

  get #running(): readonly Promise<void>[] {
    return [...this.#lanes.values()].flatMap(({ running }) => running ?? []);
  }

  async #look(now: Date): Promise<void> {
    this.#lookAt = after(now, lookEveryMs);
    const since = this.#sinceWhen(now);
    const { receivers, nextAt } = await this.#deps.store.queue.due(now, since);
    this.#seenUntil = now;
    if (since === null) this.#lookEverywhereAt = after(now, lookEverywhereEveryMs);
    this.#laterAt = nextAt;
    if (nextAt !== null && nextAt < this.#lookAt) this.#lookAt = nextAt;
    for (const [receiver, { lane, nextAt: laneNextAt, running }] of this.#lanes) {
      if (running === null && laneNextAt === null && lane.restsUntil <= now)
        this.#lanes.delete(receiver);
    }
    for (const receiver of receivers) this.#open(receiver);
  }

  /**
   * Since when what became due has to be looked for; null for everything. A receiver that was seen
   * before has a lane, which stays open until nothing is due there: so it is enough to look at what
   * has become due since, however much waits behind it.
   */
  #sinceWhen(now: Date): Date | null {
    const seenUntil = this.#seenUntil;
    if (seenUntil === null || this.#lookEverywhereAt === null) return null;
    const isTime = this.#lookEverywhereAt <= now || this.#wasClockSetBack(now);
    return isTime ? null : after(seenUntil, -commitMs);
  }

  #wasClockSetBack(now: Date): boolean {
    return this.#seenUntil !== null && now < this.#seenUntil;
  }

  #open(receiver: string): void {
    const open = this.#lanes.get(receiver);
    if (open === undefined) {
      const lane = new Lane(receiver, this.#deps);
      const nextAt = lane.restsUntil;
      this.#lanes.set(receiver, { lane, nextAt, running: null, dueMeanwhile: false });
    } else if (open.running !== null) open.dueMeanwhile = true;
    else open.nextAt ??= open.lane.restsUntil;
  }

  async #run(open: OpenLane): Promise<void> {
    open.dueMeanwhile = false;
    const nextAt = await open.lane.run();
    open.running = null;
    open.nextAt = nextAt ?? (open.dueMeanwhile ? open.lane.restsUntil : null);
  }
}
