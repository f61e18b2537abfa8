import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { ShownFile, ShownMessage } from '../acting/acting.js';
import type { InputValues } from '../acting/inputs.js';
import { Avatar } from './avatar.js';
import type { Block } from './block-types.js';
import { Blocks } from './blocks.js';
import { dateOfTs, timeOf } from './dates.js';
import { useDirectory } from './directory.js';
import { SurfaceContext, withValue } from './surface.js';
import { Mrkdwn } from './text.js';

interface Props {
  readonly message: ShownMessage;
  /** Said right after another message of the same author. */
  readonly isContinued: boolean;
  readonly isLinked: boolean;
  /** Absent inside a thread. */
  readonly onOpenThread?: (ts: string) => void;
}

export function Message(props: Props): JSX.Element {
  const { message, onOpenThread } = props;
  const { author } = message;
  const { timeZone } = useDirectory();
  const time = timeOf(message.ts, timeZone);
  const classes = ['message'];
  if (message.isEphemeral) classes.push('message-ephemeral');
  if (props.isContinued) classes.push('message-continued');
  if (props.isLinked) classes.push('message-linked');
  return (
    <article class={classes.join(' ')} data-ts={message.ts} aria-label={`${author.name}, ${time}`}>
      <div class="message-gutter">
        {props.isContinued ? (
          <time class="message-time" dateTime={dateOfTs(message.ts).toISOString()}>
            {time}
          </time>
        ) : (
          <Avatar id={author.id} name={author.name} isApp={author.isApp} />
        )}
      </div>
      <div class="message-content">
        {message.isEphemeral && <p class="only-you">Only visible to you</p>}
        {!props.isContinued && (
          <p class="message-author">
            <strong>{author.name}</strong>
            {author.isApp && <span class="badge">App</span>}
            <time class="message-time" dateTime={dateOfTs(message.ts).toISOString()}>
              {time}
            </time>
          </p>
        )}
        <MessageBody message={message} />
        {message.isEdited && <span class="edited">(edited)</span>}
        {message.replyCount > 0 && onOpenThread && (
          <button type="button" class="thread-link" onClick={() => onOpenThread(message.ts)}>
            {message.replyCount === 1 ? '1 reply' : `${message.replyCount} replies`}
          </button>
        )}
      </div>
      {onOpenThread && !message.isEphemeral && (
        <div class="message-tools">
          <button type="button" class="tool" onClick={() => onOpenThread(message.ts)}>
            Reply in thread
          </button>
        </div>
      )}
    </article>
  );
}

function MessageBody({ message }: { readonly message: ShownMessage }): JSX.Element {
  const { meId } = useDirectory();
  const [values, setValues] = useState<InputValues>({});
  const blocks = message.blocks as unknown as readonly Block[];
  const surface = {
    userId: meId,
    container: { channelId: message.channelId, messageTs: message.ts },
    values,
    errors: {},
    setValue: (blockId: string, actionId: string, value: string | readonly string[] | null) =>
      setValues((all) => withValue(all, blockId, actionId, value)),
  };
  return (
    <SurfaceContext.Provider value={surface}>
      {blocks.length > 0 ? <Blocks blocks={blocks} /> : <Mrkdwn text={message.text} />}
      {message.attachments.map((attachment) => (
        <div class="attachment">
          {typeof attachment['text'] === 'string' && <Mrkdwn text={attachment['text']} />}
          <Blocks blocks={(attachment['blocks'] ?? []) as readonly Block[]} />
        </div>
      ))}
      {message.files.map((file) => (
        <FileInMessage file={file} />
      ))}
    </SurfaceContext.Provider>
  );
}

function FileInMessage({ file }: { readonly file: ShownFile }): JSX.Element {
  if (!file.mimeType.startsWith('image/')) {
    return (
      <a class="file" href={file.path} download={file.title}>
        {file.title}
      </a>
    );
  }
  return (
    <figure class="block-image">
      <figcaption>{file.title}</figcaption>
      <img src={file.path} alt={file.altText} />
    </figure>
  );
}
