import type { DeliveryResult, OutboxEntry, PostedAt, Transport } from '../../src/outbox/index.js';

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
  dieAfterNextPost = false;
  away = false;
  posts = 0;
  #messages: Posted[] = [];

  texts(channel: string): string[] {
    return this.#messages.filter(({ at }) => at.channel === channel).map(({ text }) => text);
  }

  deleteAll(channel: string): void {
    this.#messages = this.#messages.filter(({ at }) => at.channel !== channel);
  }

  async post(entry: OutboxEntry): Promise<DeliveryResult> {
    if (this.away) return { kind: 'unavailable', error: 'away' };
    if (this.next) {
      const answer = this.next;
      this.next = null;
      return answer;
    }
    this.posts += 1;
    const at = { channel: entry.to, ts: String(this.posts) };
    this.#messages.push({ at, entryId: entry.id, text: textOf(entry) });
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

  async edit(entry: OutboxEntry, at: PostedAt): Promise<DeliveryResult | { kind: 'gone' }> {
    const posted = this.#messages.find((message) => message.at.ts === at.ts);
    if (!posted) return { kind: 'gone' };
    posted.text = textOf(entry);
    return { kind: 'sent', posted: at };
  }

  async find(entry: OutboxEntry): Promise<PostedAt | null> {
    return this.#messages.find(({ entryId }) => entryId === entry.id)?.at ?? null;
  }
}

function textOf({ message }: OutboxEntry): string {
  return (message.view as { text: string }).text;
}
