import type { Changes } from './changes.js';
import type { Message } from './model.js';
import type { Table } from './store.js';

/** The messages of all conversations and threads, each in the order of its timestamps. */
export class MessageLog {
  /** By channel id for conversations, by channel id and timestamp of the first message for threads. */
  readonly #lists = new Map<string, Message[]>();

  constructor(
    private readonly table: Table<Message>,
    private readonly changes: Changes,
  ) {
    const stored = table.values().toSorted((a, b) => (a.ts < b.ts ? -1 : 1));
    for (const message of stored) this.#append(message);
  }

  /** Everything said in a conversation, replies in threads included. */
  in(channelId: string): readonly Message[] {
    return this.#lists.get(channelId) ?? [];
  }

  find(channelId: string, ts: string): Message | undefined {
    return this.in(channelId).findLast((message) => message.ts === ts);
  }

  replies(channelId: string, threadTs: string): readonly Message[] {
    return this.in(keyOf(channelId, threadTs));
  }

  add(message: Message): Message {
    this.#append(message);
    this.#write(message);
    return message;
  }

  replace(message: Message): Message {
    for (const list of this.#listsOf(message)) {
      list[list.findIndex(({ ts }) => ts === message.ts)] = message;
    }
    this.#write(message);
    return message;
  }

  remove(message: Message): void {
    for (const list of this.#listsOf(message)) {
      list.splice(
        list.findIndex(({ ts }) => ts === message.ts),
        1,
      );
    }
    this.table.remove(keyOf(message.channelId, message.ts));
    this.changes.announce();
  }

  #append(message: Message): void {
    for (const list of this.#listsOf(message)) list.push(message);
  }

  #listsOf({ channelId, threadTs }: Message): Message[][] {
    const keys = threadTs === undefined ? [channelId] : [channelId, keyOf(channelId, threadTs)];
    return keys.map((key) => {
      const list = this.#lists.get(key) ?? [];
      this.#lists.set(key, list);
      return list;
    });
  }

  #write(message: Message): void {
    this.table.put(keyOf(message.channelId, message.ts), message);
    this.changes.announce();
  }
}

function keyOf(channelId: string, ts: string): string {
  return `${channelId}/${ts}`;
}
