import type { ComponentChildren, JSX } from 'preact';
import type { ShownConversation, ShownWorkspace } from '../acting/acting.js';
import { act } from './api.js';
import { Avatar } from './avatar.js';

interface Props {
  readonly workspace: ShownWorkspace;
  readonly currentId: string;
  readonly onOpen: (conversationId: string) => void;
}

/** The workspace's name, and the conversations of the member acted as. */
export function Sidebar({ workspace, currentId, onOpen }: Props): JSX.Element {
  const { me, app, conversations, people } = workspace;
  const channels = conversations.filter(({ kind }) => kind === 'public' || kind === 'private');
  const groups = conversations.filter(({ kind }) => kind === 'group');
  const directWith = (id: string): ShownConversation | undefined =>
    conversations.find(({ kind, memberIds }) => kind === 'direct' && memberIds.includes(id));
  const openDirect = (withUserId: string): void => {
    act('openDirectMessage', { userId: me.id, withUserId }).then(
      ({ id }) => onOpen(id),
      () => undefined,
    );
  };
  const appConversation = directWith(app.id);
  return (
    <nav class="sidebar" aria-label="Conversations">
      <header class="workspace-name">
        <h1>{workspace.team.name}</h1>
        <span class="badge badge-local">Local workspace</span>
      </header>
      <List title="App">
        <Item
          isCurrent={currentId === 'home' || currentId === appConversation?.id}
          unread={appConversation?.unread ?? 0}
          onOpen={() =>
            appConversation && appConversation.unread > 0
              ? onOpen(appConversation.id)
              : onOpen('home')
          }
        >
          <Avatar id={app.id} name={app.realName} isApp isSmall /> {app.realName}
        </Item>
      </List>
      <List title="Channels">
        {channels.map((channel) => (
          <Item
            isCurrent={channel.id === currentId}
            unread={channel.unread}
            onOpen={() => onOpen(channel.id)}
          >
            {channel.kind === 'private' ? <Lock /> : <Hash />}
            {channel.name}
          </Item>
        ))}
      </List>
      <List title="Direct messages">
        {groups.map((group) => (
          <Item
            isCurrent={group.id === currentId}
            unread={group.unread}
            onOpen={() => onOpen(group.id)}
          >
            {group.name}
          </Item>
        ))}
        {people
          .filter(({ id }) => id !== me.id)
          .map((person) => (
            <Item
              isCurrent={directWith(person.id)?.id === currentId}
              unread={directWith(person.id)?.unread ?? 0}
              onOpen={() => openDirect(person.id)}
            >
              <Avatar id={person.id} name={person.realName} isApp={person.isBot} isSmall />{' '}
              {person.realName}
            </Item>
          ))}
      </List>
      <footer class="me">
        <Avatar id={me.id} name={me.realName} />
        <div>
          <strong>{me.realName}</strong>
          <small>{me.title}</small>
          <small>{me.tz.replaceAll('_', ' ')}</small>
        </div>
      </footer>
    </nav>
  );
}

function Hash(): JSX.Element {
  return (
    <span class="sign" aria-hidden="true">
      #
    </span>
  );
}

function Lock(): JSX.Element {
  return (
    <svg class="sign" viewBox="0 0 20 20" role="img" aria-label="Private">
      <path d="M6.5 9V6.5a3.5 3.5 0 0 1 7 0V9M5 9h10v7.5H5Z" />
    </svg>
  );
}

function List(props: {
  readonly title: string;
  readonly children: ComponentChildren;
}): JSX.Element {
  return (
    <section class="sidebar-list">
      <h2>{props.title}</h2>
      <ul>{props.children}</ul>
    </section>
  );
}

function Item(props: {
  readonly isCurrent: boolean;
  readonly unread: number;
  readonly onOpen: () => void;
  readonly children: ComponentChildren;
}): JSX.Element {
  return (
    <li>
      <button
        type="button"
        class={props.unread > 0 ? 'sidebar-item sidebar-item-unread' : 'sidebar-item'}
        aria-current={props.isCurrent ? 'page' : undefined}
        onClick={props.onOpen}
      >
        <span class="sidebar-item-name">{props.children}</span>
        {props.unread > 0 && (
          <span class="count">
            {props.unread}
            <span class="visually-hidden"> unread</span>
          </span>
        )}
      </button>
    </li>
  );
}
