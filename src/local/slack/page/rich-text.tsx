import type { ComponentChildren, JSX } from 'preact';
import type { Block, RichInline, RichStructure, TextStyle } from './block-types.js';
import { emojiFor } from './emoji.js';
import { ChannelMention, DateText, Link, UserMention } from './text.js';

/** A `rich_text` block: sections, lists, quotations and preformatted lines. */
export function RichText({ block }: { readonly block: Block }): JSX.Element {
  const structures = (block.elements ?? []) as unknown as readonly RichStructure[];
  return (
    <div class="rich-text">
      {structures.map((structure) => (
        <Structure structure={structure} />
      ))}
    </div>
  );
}

function Structure({ structure }: { readonly structure: RichStructure }): JSX.Element {
  const inlines = structure.elements as readonly RichInline[];
  switch (structure.type) {
    case 'rich_text_list':
      return <List structure={structure} />;
    case 'rich_text_quote':
      return (
        <blockquote>
          <Inlines inlines={inlines} />
        </blockquote>
      );
    case 'rich_text_preformatted':
      return (
        <pre>
          <Inlines inlines={inlines} />
        </pre>
      );
    default:
      return (
        <p class="paragraph">
          <Inlines inlines={inlines} />
        </p>
      );
  }
}

function List({ structure }: { readonly structure: RichStructure }): JSX.Element {
  const items = (structure.elements as readonly RichStructure[]).map((item) => (
    <li>
      <Inlines inlines={item.elements as readonly RichInline[]} />
    </li>
  ));
  const depth = `indent-${structure.indent ?? 0}`;
  return structure.style === 'ordered' ? (
    <ol class={depth} start={(structure.offset ?? 0) + 1}>
      {items}
    </ol>
  ) : (
    <ul class={depth}>{items}</ul>
  );
}

function Inlines({ inlines }: { readonly inlines: readonly RichInline[] }): JSX.Element {
  return (
    <>
      {inlines.map((inline) => (
        <Styled style={inline.style ?? {}}>
          <Inline inline={inline} />
        </Styled>
      ))}
    </>
  );
}

function Styled(props: {
  readonly style: TextStyle;
  readonly children: ComponentChildren;
}): JSX.Element {
  const { bold, italic, strike, underline, code } = props.style;
  let content = <>{props.children}</>;
  if (code) content = <code>{content}</code>;
  if (strike) content = <s>{content}</s>;
  if (underline) content = <u>{content}</u>;
  if (italic) content = <em>{content}</em>;
  return bold ? <strong>{content}</strong> : content;
}

function Inline({ inline }: { readonly inline: RichInline }): JSX.Element {
  switch (inline.type) {
    case 'link':
      return <Link url={inline.url ?? ''} text={inline.text ?? inline.url ?? ''} />;
    case 'user':
      return <UserMention id={inline.user_id ?? ''} />;
    case 'channel':
      return <ChannelMention id={inline.channel_id ?? ''} />;
    case 'broadcast':
      return <span class="mention mention-me">@{inline.range}</span>;
    case 'emoji':
      return <>{emojiFor(inline.name ?? '')}</>;
    case 'date':
      return (
        <DateText
          seconds={inline.timestamp ?? 0}
          format={inline.format ?? ''}
          url={inline.url ?? ''}
        />
      );
    default:
      return <span class="plain">{inline.text ?? inline.value ?? inline.usergroup_id ?? ''}</span>;
  }
}
