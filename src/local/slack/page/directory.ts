import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { ShownWorkspace } from '../acting/acting.js';

/** Whom and what references in messages stand for, and the reader's time zone. */
export interface Directory {
  readonly meId: string;
  readonly timeZone: string;
  /** Everybody, the app included, for selects. */
  readonly people: readonly { readonly value: string; readonly text: string }[];
  /** The reader's conversations, channels with their `#`. */
  readonly conversations: readonly { readonly value: string; readonly text: string }[];
  readonly personName: (id: string) => string;
  readonly channelName: (id: string) => string;
  readonly openConversation: (id: string) => void;
}

export const DirectoryContext = createContext<Directory>({
  meId: '',
  timeZone: 'UTC',
  people: [],
  conversations: [],
  personName: (id) => id,
  channelName: (id) => id,
  openConversation: () => undefined,
});

export function useDirectory(): Directory {
  return useContext(DirectoryContext);
}

export function directoryOf(
  workspace: ShownWorkspace,
  openConversation: (id: string) => void,
): Directory {
  const people = new Map([...workspace.people, workspace.app].map((person) => [person.id, person]));
  const channels = new Map(workspace.conversations.map(({ id, name }) => [id, name]));
  return {
    meId: workspace.me.id,
    timeZone: workspace.me.tz,
    people: [...people.values()].map(({ id, realName }) => ({ value: id, text: realName })),
    conversations: workspace.conversations.map(({ id, name, kind }) => ({
      value: id,
      text: kind === 'public' || kind === 'private' ? `#${name}` : name,
    })),
    personName: (id) => people.get(id)?.realName ?? id,
    channelName: (id) => channels.get(id) ?? id,
    openConversation,
  };
}
