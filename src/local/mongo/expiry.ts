import { above, brackets, endOfBracket, invertKey, orderKey } from './bson/order-key.js';
import { toError } from '../../shared/errors.js';
import type { Store } from './store/store.js';
import { Blocked, type View } from './store/view.js';

const sweepMilliseconds = 60_000;

export interface ExpiryOptions {
  readonly store: Store;
  readonly view: () => View;
  readonly now: () => Date;
  readonly onWarning: (message: string) => void;
}

/** Deletes documents whose TTL index says so, about once a minute while there is such an index. */
export class Expiry {
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly options: ExpiryOptions) {}

  /** Starts or stops the timer; to be called whenever indexes have changed. */
  update(): void {
    const wanted = this.ttlIndexes().length > 0;
    if (wanted === (this.timer !== undefined)) return;
    if (!wanted) return this.stop();
    this.timer = setInterval(() => {
      this.sweep().catch((error: unknown) => {
        this.options.onWarning(`deleting expired documents failed: ${toError(error).message}`);
      });
    }, sweepMilliseconds).unref();
  }

  stop(): void {
    clearInterval(this.timer);
    this.timer = undefined;
  }

  private ttlIndexes() {
    return [...this.options.store.collections.values()].flatMap((collection) =>
      collection.indexes.flatMap((index) => {
        const { expireAfterSeconds } = index.spec;
        return expireAfterSeconds === undefined ? [] : [{ collection, index, expireAfterSeconds }];
      }),
    );
  }

  /** Deletes what has expired; documents that an open transaction holds are left for the next time. */
  async sweep(): Promise<void> {
    const view = this.options.view();
    for (const { collection, index, expireAfterSeconds } of this.ttlIndexes()) {
      const limit = new Date(this.options.now().getTime() - expireAfterSeconds * 1000);
      const oldest = orderKey(limit);
      const [low, high] =
        index.fields[0]?.direction === -1
          ? [invertKey(oldest), endOfBracket(invertKey(brackets.date))]
          : [brackets.date, oldest + above];
      for (const before of collection.inRange(index, low, high, false)) {
        try {
          view.write(collection.namespace, [{ before }]);
        } catch (thrown) {
          if (!(thrown instanceof Blocked)) throw thrown;
        }
      }
    }
    await this.options.store.durable();
  }
}
