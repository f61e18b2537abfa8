import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import type { ShownConversation, ShownWorkspace } from '../acting/acting.js';
import { act } from './api.js';
import { Composer } from './composer.js';
import { useLive } from './live.js';
import { MessageList } from './message-list.js';

interface Props {
  readonly workspace: ShownWorkspace;
  readonly conversation: ShownConversation;
  readonly threadTs: string | null;
  readonly onOpenThread: (ts: string | null) => void;
}

function titleOf({ kind, name }: ShownConversation): string {
  return kind === 'public' || kind === 'private' ? `#${name}` : name;
}

/** The messages of a conversation, and beside them the open thread. */
export function Conversation(props: Props): JSX.Element {
  const { workspace, conversation, threadTs, onOpenThread } = props;
  const userId = workspace.me.id;
  const channelId = conversation.id;
  const messages = useLive(`messages ${userId} ${channelId}`, () =>
    act('messages', { userId, channelId }),
  );
  const last = messages?.at(-1)?.ts;
  useEffect(() => {
    if (last !== undefined && conversation.unread > 0) {
      act('markRead', { userId, channelId }).catch(() => undefined);
    }
  }, [userId, channelId, last, conversation.unread]);

  const title = titleOf(conversation);
  return (
    <div class="conversation">
      <div class="conversation-main">
        {messages && (
          <MessageList
            key={`${userId} ${channelId}`}
            label={`Messages in ${title}`}
            messages={messages}
            linkedTs={threadTs}
            onOpenThread={onOpenThread}
          />
        )}
        <Composer
          key={channelId}
          workspace={workspace}
          channelId={channelId}
          label={`Message ${title}`}
        />
      </div>
      {threadTs !== null && (
        <Thread
          key={threadTs}
          workspace={workspace}
          channelId={channelId}
          threadTs={threadTs}
          onClose={() => onOpenThread(null)}
        />
      )}
    </div>
  );
}

function Thread(props: {
  readonly workspace: ShownWorkspace;
  readonly channelId: string;
  readonly threadTs: string;
  readonly onClose: () => void;
}): JSX.Element {
  const { workspace, channelId, threadTs } = props;
  const userId = workspace.me.id;
  const messages = useLive(`thread ${userId} ${channelId} ${threadTs}`, () =>
    act('messages', { userId, channelId, threadTs }),
  );
  return (
    <aside class="thread" aria-label="Thread">
      <header class="pane-header">
        <h2>Thread</h2>
        <button
          type="button"
          class="icon-button"
          aria-label="Close the thread"
          onClick={props.onClose}
        >
          ✕
        </button>
      </header>
      {messages && <MessageList label="Thread" messages={messages} linkedTs={null} />}
      <Composer workspace={workspace} channelId={channelId} threadTs={threadTs} label="Reply…" />
    </aside>
  );
}
