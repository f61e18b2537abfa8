import { newSlackId, newToken } from '../ids.js';
import type { JsonObject } from '../json.js';
import type { Changes } from './changes.js';
import type { ViewRecord } from './model.js';
import type { Store } from './store.js';

/** Views in a member's stack of modals. @see https://docs.slack.dev/surfaces/modals */
export const MAX_MODALS = 3;

/** The open modals of each member, top last, and the app's Home tab as each member sees it. */
export class ViewStacks {
  constructor(
    private readonly store: Store,
    private readonly changes: Changes,
  ) {}

  modals(userId: string): readonly ViewRecord[] {
    return this.store.modals.get(userId) ?? [];
  }

  home(userId: string): ViewRecord | undefined {
    return this.store.homes.get(userId);
  }

  find(viewId: string): ViewRecord | undefined {
    return this.#all().find(({ id }) => id === viewId);
  }

  findExternal(externalId: string): ViewRecord | undefined {
    return this.#all().find(({ view }) => view['external_id'] === externalId);
  }

  /** Opens `view` as the only modal of the member. */
  open(userId: string, view: JsonObject): ViewRecord {
    const id = newSlackId('V');
    const record = modal(userId, view, id, null, id);
    this.#setStack(userId, [record]);
    return record;
  }

  push(userId: string, view: JsonObject): ViewRecord {
    const stack = this.modals(userId);
    const top = stack.at(-1);
    if (!top) return this.open(userId, view);
    const record = modal(userId, view, newSlackId('V'), top.id, top.rootViewId);
    this.#setStack(userId, [...stack, record]);
    return record;
  }

  publishHome(userId: string, view: JsonObject): ViewRecord {
    const id = this.home(userId)?.id ?? newSlackId('V');
    const record: ViewRecord = {
      ...modal(userId, view, id, null, id),
      type: 'home',
    };
    this.store.homes.put(userId, record);
    this.changes.announce();
    return record;
  }

  update(record: ViewRecord, view: JsonObject): ViewRecord {
    if (record.type === 'home') return this.publishHome(record.userId, view);
    const updated: ViewRecord = { ...record, view, hash: newHash() };
    const stack = this.modals(record.userId);
    this.#setStack(
      record.userId,
      stack.map((open) => (open.id === record.id ? updated : open)),
    );
    return updated;
  }

  /** Closes the view and those above it. */
  close(record: ViewRecord): void {
    const stack = this.modals(record.userId);
    this.#setStack(
      record.userId,
      stack.slice(
        0,
        stack.findIndex(({ id }) => id === record.id),
      ),
    );
  }

  clear(userId: string): void {
    this.#setStack(userId, []);
  }

  #all(): ViewRecord[] {
    return [...this.store.homes.values(), ...this.store.modals.values().flat()];
  }

  #setStack(userId: string, stack: readonly ViewRecord[]): void {
    this.store.modals.put(userId, stack);
    this.changes.announce();
  }
}

function modal(
  userId: string,
  view: JsonObject,
  id: string,
  previousViewId: string | null,
  rootViewId: string,
): ViewRecord {
  return { id, userId, type: 'modal', view, hash: newHash(), rootViewId, previousViewId };
}

function newHash(): string {
  return newToken(16);
}
