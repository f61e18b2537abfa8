import type { Changes } from './changes.js';
import type { Message } from './model.js';
import type { Table } from './store.js';

/** The messages of all conversations, each conversation in the order of its timestamps. */
export class MessageLog {
  readonly #byChannel = new Map<string, Message[]>();

  constructor(
    private readonly table: Table<Message>,
    private readonly changes: Changes,
  ) {
    const stored = table.values().toSorted((a, b) => (a.ts < b.ts ? -1 : 1));
    for (const message of stored) this.in(message.channelId).push(message);
  }

  in(channelId: string): Message[] {
    const messages = this.#byChannel.get(channelId) ?? [];
    this.#byChannel.set(channelId, messages);
    return messages;
  }

  find(channelId: string, ts: string): Message | undefined {
    return this.in(channelId).find((message) => message.ts === ts);
  }

  replies(channelId: string, threadTs: string): Message[] {
    return this.in(channelId).filter((message) => message.threadTs === threadTs);
  }

  add(message: Message): Message {
    this.in(message.channelId).push(message);
    this.#write(message);
    return message;
  }

  replace(message: Message): Message {
    const messages = this.in(message.channelId);
    messages[messages.findIndex(({ ts }) => ts === message.ts)] = message;
    this.#write(message);
    return message;
  }

  remove(message: Message): void {
    const messages = this.in(message.channelId);
    messages.splice(messages.indexOf(message), 1);
    this.table.remove(keyOf(message));
    this.changes.announce();
  }

  #write(message: Message): void {
    this.table.put(keyOf(message), message);
    this.changes.announce();
  }
}

function keyOf({ channelId, ts }: Message): string {
  return `${channelId}/${ts}`;
}
