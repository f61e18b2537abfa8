import type { Clock } from '../../../shared/clock.js';
import { newSlackId } from '../ids.js';
import type { WorkspaceSeed } from '../options.js';
import { Changes } from './changes.js';
import { MessageLog } from './message-log.js';
import type { Channel, User } from './model.js';
import type { Store } from './store.js';
import { Timestamps } from './timestamps.js';
import { ViewStacks } from './view-stacks.js';

export const SLACKBOT: User = {
  id: 'USLACKBOT',
  name: 'slackbot',
  realName: 'Slackbot',
  tz: 'UTC',
  title: '',
  isAdmin: false,
  isBot: true,
};

/** Who is there, which conversations exist, and what was said in them. */
export class Workspace {
  readonly changes = new Changes();
  readonly timestamps: Timestamps;
  readonly messages: MessageLog;
  readonly views: ViewStacks;
  readonly #users = new Map<string, User>();
  readonly #seededChannels = new Map<string, Channel>();

  constructor(
    readonly seed: WorkspaceSeed,
    readonly store: Store,
    readonly clock: Clock,
  ) {
    this.messages = new MessageLog(store.messages, this.changes);
    this.timestamps = new Timestamps(
      clock,
      store.messages.values().flatMap(({ ts, edited }) => (edited ? [ts, edited.ts] : [ts])),
    );
    this.views = new ViewStacks(store, this.changes);
    for (const user of [...seed.users.map(fromSeed), this.bot]) this.#users.set(user.id, user);
    for (const channel of seed.channels) {
      this.#seededChannels.set(channel.id, {
        id: channel.id,
        kind: channel.isPrivate ? 'private' : 'public',
        name: channel.name,
        topic: channel.topic ?? '',
        memberIds: channel.memberIds,
      });
    }
  }

  get bot(): User {
    const { userId, name } = this.seed.bot;
    return fromSeed({
      id: userId,
      name: name.toLowerCase(),
      realName: name,
      tz: 'UTC',
      isBot: true,
    });
  }

  users(): User[] {
    return [...this.#users.values()];
  }

  user(id: string): User | undefined {
    return id === SLACKBOT.id ? SLACKBOT : this.#users.get(id);
  }

  channels(): Channel[] {
    return [...this.#seededChannels.values(), ...this.store.conversations.values()];
  }

  channel(id: string): Channel | undefined {
    return this.#seededChannels.get(id) ?? this.store.conversations.get(id);
  }

  /** The direct conversation between exactly these members, opened when it is missing. */
  direct(memberIds: readonly string[]): Channel {
    const members = [...new Set(memberIds)].toSorted();
    const existing = this.store.conversations
      .values()
      .find((channel) => channel.memberIds.join() === members.join());
    if (existing) return existing;
    const kind = members.length > 2 ? 'group' : 'direct';
    const channel: Channel = {
      id: newSlackId(kind === 'group' ? 'G' : 'D'),
      kind,
      name: '',
      topic: '',
      memberIds: members,
    };
    this.store.conversations.put(channel.id, channel);
    this.changes.announce();
    return channel;
  }
}

function fromSeed(user: WorkspaceSeed['users'][number]): User {
  return {
    id: user.id,
    name: user.name,
    realName: user.realName,
    tz: user.tz,
    title: user.title ?? '',
    isAdmin: user.isAdmin ?? false,
    isBot: user.isBot ?? false,
  };
}
