import { gate } from '../support/gate.js';
import type {
  DeliveryResult,
  OutboxEntry,
  PostedAt,
  PreparationFailure,
  PreparedMessage,
  Transport,
} from '../../src/outbox/index.js';

interface Posted {
  readonly at: PostedAt;
  readonly entryId: string;
  text: string;
}

/** A chat that remembers what it was sent, and fails as it is told to. */
export class FakeChat implements Transport {
  /** Answers the next post instead of taking it. */
  next: DeliveryResult | null = null;
  loseNextAnswer = false;
  /** Whether each search ends without an answer. */
  searchFails = false;
  /** What becomes of a message before it is posted or edited, by its entry's id. */
  readonly preparationFailures = new Map<string, PreparationFailure>();
  /** Answers the next edit instead of making it. */
  nextEdit: DeliveryResult | null = null;
  /** Happens while a message is being edited. */
  whileEditing: () => Promise<unknown> = async () => {};
  dieAfterNextPost = false;
  away = false;
  posts = 0;
  #messages: Posted[] = [];

  readonly #hanging = new Map<string, { reached: () => void; end: Promise<void> }>();
  readonly #watchers: (() => void)[] = [];

  /** Lets the next post to `channel` hang. */
  hangOn(channel: string): { reached: Promise<void>; letGo: () => void } {
    const reached = gate();
    const end = gate();
    this.#hanging.set(channel, { reached: reached.open, end: end.opened });
    return { reached: reached.opened, letGo: end.open };
  }

  /** Resolves once something stands in `channel`. */
  async posted(channel: string): Promise<void> {
    while (this.texts(channel).length === 0)
      await new Promise<void>((resolve) => this.#watchers.push(resolve));
  }

  texts(channel: string): string[] {
    return this.#messages.filter(({ at }) => at.channel === channel).map(({ text }) => text);
  }

  deleteAll(channel: string): void {
    this.#messages = this.#messages.filter(({ at }) => at.channel !== channel);
  }

  async prepare(entry: OutboxEntry): Promise<PreparedMessage | PreparationFailure> {
    return (
      this.preparationFailures.get(entry.id) ?? {
        kind: 'prepared',
        post: () => this.#post(entry),
        edit: (at) => this.#edit(entry, at),
      }
    );
  }

  async #post(entry: OutboxEntry): Promise<DeliveryResult> {
    const hanging = this.#hanging.get(entry.to);
    if (hanging) {
      this.#hanging.delete(entry.to);
      hanging.reached();
      await hanging.end;
    }
    if (this.away) return { kind: 'unavailable', error: 'away' };
    if (this.next) {
      const answer = this.next;
      this.next = null;
      return answer;
    }
    this.posts += 1;
    const at = { channel: entry.to, ts: String(this.posts) };
    this.#messages.push({ at, entryId: entry.id, text: textOf(entry) });
    for (const tell of this.#watchers.splice(0)) tell();
    if (this.loseNextAnswer) {
      this.loseNextAnswer = false;
      return { kind: 'uncertain', error: 'connection reset' };
    }
    if (this.dieAfterNextPost) {
      this.dieAfterNextPost = false;
      throw new Error('the process died');
    }
    return { kind: 'sent', posted: at };
  }

  async #edit(entry: OutboxEntry, at: PostedAt): Promise<DeliveryResult | { kind: 'gone' }> {
    await this.whileEditing();
    if (this.nextEdit) {
      const answer = this.nextEdit;
      this.nextEdit = null;
      return answer;
    }
    const posted = this.#messages.find((message) => message.at.ts === at.ts);
    if (!posted) return { kind: 'gone' };
    posted.text = textOf(entry);
    return { kind: 'sent', posted: at };
  }

  async find(entry: OutboxEntry): Promise<DeliveryResult | { kind: 'absent' }> {
    if (this.searchFails) return { kind: 'uncertain', error: 'timeout' };
    const posted = this.#messages.find(({ entryId }) => entryId === entry.id)?.at;
    return posted ? { kind: 'sent', posted } : { kind: 'absent' };
  }

  readyAt(): Date {
    return new Date(0);
  }
}

export function textOf({ message }: OutboxEntry): string {
  return (message.view as { text: string }).text;
}
