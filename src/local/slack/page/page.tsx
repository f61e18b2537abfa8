import type { JSX } from 'preact';
import { useEffect, useMemo, useState } from 'preact/hooks';
import type { ShownConversation, ShownWorkspace } from '../acting/acting.js';
import { Actors } from './actors.js';
import { act } from './api.js';
import { Conversation } from './conversation.js';
import { DirectoryContext, directoryOf } from './directory.js';
import { Home } from './home.js';
import { LiveContext, useLive, useRevisions } from './live.js';
import { Modals } from './modal-view.js';
import { type Place, usePlace } from './place.js';
import { Sidebar } from './sidebar.js';

export function Page(props: { readonly firstUserId: string }): JSX.Element {
  const live = useRevisions();
  const [place, go] = usePlace(props.firstUserId);
  return (
    <LiveContext.Provider value={live}>
      {!live.isConnected && (
        <p class="offline" role="alert">
          The local workspace has stopped. This page reconnects when it is back.
        </p>
      )}
      <WorkspacePage key={place.userId} place={place} go={go} />
    </LiveContext.Provider>
  );
}

interface WorkspaceProps {
  readonly place: Place;
  readonly go: (change: Partial<Place>) => void;
}

function WorkspacePage({ place, go }: WorkspaceProps): JSX.Element {
  const { userId } = place;
  const [isMenuOpen, setMenuOpen] = useState(false);
  const workspace = useLive(`workspace ${userId}`, () => act('workspace', { userId }));
  const open = (conversationId: string): void => {
    setMenuOpen(false);
    go({ conversationId });
  };
  const directory = useMemo(() => workspace && directoryOf(workspace, open), [workspace]);
  if (!workspace || !directory) return <div class="workspace" aria-busy="true" />;
  const conversation =
    workspace.conversations.find(({ id }) => id === place.conversationId) ??
    workspace.conversations[0];
  const currentId = place.conversationId === 'home' ? 'home' : (conversation?.id ?? 'home');
  return (
    <DirectoryContext.Provider value={directory}>
      <div
        class={isMenuOpen ? 'workspace menu-open' : 'workspace'}
        onKeyDown={({ key }) => key === 'Escape' && setMenuOpen(false)}
      >
        <div class="rail">
          <Actors
            workspace={workspace}
            onChoose={(chosen) => go({ userId: chosen, conversationId: place.conversationId })}
          />
          <Sidebar workspace={workspace} currentId={currentId} onOpen={open} />
        </div>
        <button
          type="button"
          class="scrim"
          aria-label="Close the menu"
          tabIndex={isMenuOpen ? 0 : -1}
          onClick={() => setMenuOpen(false)}
        />
        <main class="pane">
          <PaneHeader
            workspace={workspace}
            conversation={currentId === 'home' ? undefined : conversation}
            onMenu={() => setMenuOpen(!isMenuOpen)}
            onOpen={open}
          />
          {currentId === 'home' || !conversation ? (
            <Home userId={userId} appName={workspace.app.realName} />
          ) : (
            <Conversation
              workspace={workspace}
              conversation={conversation}
              threadTs={place.threadTs}
              onOpenThread={(threadTs) => go({ threadTs })}
            />
          )}
        </main>
        <Modals userId={userId} />
      </div>
    </DirectoryContext.Provider>
  );
}

function PaneHeader(props: {
  readonly workspace: ShownWorkspace;
  /** Undefined on the app's Home tab. */
  readonly conversation: ShownConversation | undefined;
  readonly onMenu: () => void;
  readonly onOpen: (conversationId: string) => void;
}): JSX.Element {
  const { workspace, conversation } = props;
  const isApp = conversation === undefined || conversation.withApp;
  const isChannel = conversation?.kind === 'public' || conversation?.kind === 'private';
  const name = conversation?.name ?? workspace.app.realName;
  const title = isChannel ? `# ${name}` : name;
  useEffect(() => {
    document.title = `${title} · ${workspace.me.realName} · ${workspace.team.name} (local)`;
  }, [title, workspace.me.realName]);
  const openMessages = (): void => {
    act('openDirectMessage', { userId: workspace.me.id, withUserId: workspace.app.id }).then(
      ({ id }) => props.onOpen(id),
      () => undefined,
    );
  };
  return (
    <header class="pane-header">
      <button
        type="button"
        class="icon-button menu-button"
        aria-label="Menu"
        onClick={props.onMenu}
      >
        ☰
      </button>
      <h2>{title}</h2>
      {isApp ? (
        <div class="tabs">
          <button
            type="button"
            aria-current={conversation ? undefined : 'page'}
            onClick={() => props.onOpen('home')}
          >
            Home
          </button>
          <button
            type="button"
            aria-current={conversation ? 'page' : undefined}
            onClick={openMessages}
          >
            Messages
          </button>
        </div>
      ) : (
        <p class="topic">
          {isChannel && `${conversation.memberIds.length} members`}
          {conversation.topic && ` · ${conversation.topic}`}
        </p>
      )}
      <span class="badge badge-local header-local">Local</span>
      <span class="acting-as">as {workspace.me.realName}</span>
    </header>
  );
}
