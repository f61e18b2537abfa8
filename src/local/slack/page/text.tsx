import type { JSX } from 'preact';
import type { TextObject } from './block-types.js';
import { formatDateToken } from './dates.js';
import { useDirectory } from './directory.js';
import { withEmoji } from './emoji.js';
import { type Piece, parseMrkdwn } from './mrkdwn-parser.js';

export function Link({ url, text }: { readonly url: string; readonly text: string }): JSX.Element {
  return (
    <a href={url} target="_blank" rel="noopener noreferrer">
      {text}
    </a>
  );
}

export function UserMention({ id }: { readonly id: string }): JSX.Element {
  const { meId, personName } = useDirectory();
  return <span class={id === meId ? 'mention mention-me' : 'mention'}>@{personName(id)}</span>;
}

export function ChannelMention({ id }: { readonly id: string }): JSX.Element {
  const { channelName, openConversation } = useDirectory();
  return (
    <button type="button" class="mention mention-channel" onClick={() => openConversation(id)}>
      #{channelName(id)}
    </button>
  );
}

export function DateText(props: {
  readonly seconds: number;
  readonly format: string;
  readonly url: string;
}): JSX.Element {
  const { timeZone } = useDirectory();
  const text = formatDateToken(props.seconds, props.format, timeZone);
  return props.url === '' ? <time>{text}</time> : <Link url={props.url} text={text} />;
}

function Pieces({ pieces }: { readonly pieces: readonly Piece[] }): JSX.Element {
  return (
    <>
      {pieces.map((piece) => (
        <PieceOfText piece={piece} />
      ))}
    </>
  );
}

function PieceOfText({ piece }: { readonly piece: Piece }): JSX.Element {
  switch (piece.kind) {
    case 'text':
      return <>{withEmoji(piece.text)}</>;
    case 'break':
      return <br />;
    case 'bold':
      return (
        <strong>
          <Pieces pieces={piece.pieces} />
        </strong>
      );
    case 'italic':
      return (
        <em>
          <Pieces pieces={piece.pieces} />
        </em>
      );
    case 'strike':
      return (
        <s>
          <Pieces pieces={piece.pieces} />
        </s>
      );
    case 'code':
      return <code>{piece.text}</code>;
    case 'user':
      return <UserMention id={piece.id} />;
    case 'channel':
      return <ChannelMention id={piece.id} />;
    case 'broadcast':
      return <span class="mention mention-me">@{piece.id}</span>;
    case 'date':
      return <DateText seconds={piece.seconds} format={piece.format} url={piece.url} />;
    case 'link':
      return <Link url={piece.url} text={piece.text} />;
  }
}

/** Text in Slack's markup. */
export function Mrkdwn(props: {
  readonly text: string;
  readonly verbatim?: boolean | undefined;
}): JSX.Element {
  return (
    <>
      {parseMrkdwn(props.text, props.verbatim).map((section) => {
        if (section.kind === 'preformatted') return <pre>{section.text}</pre>;
        const content = <Pieces pieces={section.pieces} />;
        return section.kind === 'quote' ? (
          <blockquote>{content}</blockquote>
        ) : (
          <p class="paragraph">{content}</p>
        );
      })}
    </>
  );
}

/** A text object of a block. Plain text keeps its line breaks and is never read as markup. */
export function Text({ object }: { readonly object: TextObject }): JSX.Element {
  if (object.type === 'mrkdwn') return <Mrkdwn text={object.text} verbatim={object.verbatim} />;
  return <span class="plain">{withEmoji(object.text)}</span>;
}
