import { Fragment, type JSX } from 'preact';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import type { ShownMessage } from '../acting/acting.js';
import { dayOf } from './dates.js';
import { useDirectory } from './directory.js';
import { Message } from './message.js';

const SAME_BREATH_SECONDS = 300;
/** How far from the end one may have scrolled and still follow new messages, in pixels. */
const NEAR_END = 120;

function isContinuation(message: ShownMessage, before: ShownMessage | undefined): boolean {
  return (
    before !== undefined &&
    before.author.id === message.author.id &&
    before.author.name === message.author.name &&
    !before.isEphemeral &&
    !message.isEphemeral &&
    Number(message.ts) - Number(before.ts) < SAME_BREATH_SECONDS
  );
}

/** Messages in order, a line between days, scrolled to the end or to the linked message. */
export function MessageList(props: {
  readonly label: string;
  readonly messages: readonly ShownMessage[];
  readonly linkedTs: string | null;
  readonly onOpenThread?: (ts: string) => void;
}): JSX.Element {
  const { messages, linkedTs } = props;
  const { meId, timeZone } = useDirectory();
  const list = useRef<HTMLDivElement>(null);
  const isFollowing = useRef(true);
  const scrolledTo = useRef(0);
  const last = messages.at(-1);
  const isForMe = last !== undefined && (last.isEphemeral || last.author.id === meId);
  useLayoutEffect(() => {
    if (isForMe && linkedTs === null) isFollowing.current = true;
  }, [last?.ts]);

  useEffect(() => {
    const element = list.current;
    const content = element?.firstElementChild;
    if (!element || !content) return undefined;
    const follow = (): void => {
      if (isFollowing.current) element.scrollTop = element.scrollHeight;
    };
    const observer = new ResizeObserver(follow);
    observer.observe(element);
    observer.observe(content);
    return () => observer.disconnect();
  }, []);
  useEffect(() => {
    const linked = list.current?.querySelector('.message-linked');
    if (linked) isFollowing.current = false;
    linked?.scrollIntoView({ block: 'nearest' });
  }, [linkedTs]);

  return (
    <div
      ref={list}
      class="messages"
      role="log"
      aria-label={props.label}
      tabIndex={0}
      onScroll={({ currentTarget }) => {
        const { scrollHeight, scrollTop, clientHeight } = currentTarget;
        if (scrollHeight - scrollTop - clientHeight < NEAR_END) isFollowing.current = true;
        else if (scrollTop < scrolledTo.current) isFollowing.current = false;
        scrolledTo.current = scrollTop;
      }}
    >
      <div class="messages-content">
        {messages.map((message, index) => {
          const before = messages[index - 1];
          const day = dayOf(message.ts, timeZone);
          const isNewDay = before === undefined || dayOf(before.ts, timeZone) !== day;
          return (
            <Fragment key={message.ts}>
              {isNewDay && (
                <div class="day">
                  <span>{day}</span>
                </div>
              )}
              <Message
                message={message}
                isContinued={!isNewDay && isContinuation(message, before)}
                isLinked={message.ts === linkedTs}
                {...(props.onOpenThread && { onOpenThread: props.onOpenThread })}
              />
            </Fragment>
          );
        })}
      </div>
    </div>
  );
}
