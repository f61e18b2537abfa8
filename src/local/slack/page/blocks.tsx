import type { JSX } from 'preact';
import { ActionElement } from './action-element.js';
import type { Block, Element } from './block-types.js';
import { InputBlock } from './input-block.js';
import { RichText } from './rich-text.js';
import { Text } from './text.js';
import { words } from './words.js';

/** The blocks of a message or a view; they need a `SurfaceContext`. */
export function Blocks({ blocks }: { readonly blocks: readonly Block[] }): JSX.Element {
  return (
    <div class="blocks">
      {blocks.map((block) => (
        <OneBlock key={block.block_id} block={block} />
      ))}
    </div>
  );
}

function OneBlock({ block }: { readonly block: Block }): JSX.Element | null {
  switch (block.type) {
    case 'actions':
      return (
        <div class="block-actions">
          {block.elements?.map((element) => (
            <ActionElement key={element.action_id} blockId={block.block_id} element={element} />
          ))}
        </div>
      );
    case 'context':
      return <Context elements={block.elements ?? []} />;
    case 'divider':
      return <hr />;
    case 'header':
      return <h3 class="block-header">{words(block.text)}</h3>;
    case 'image':
      return (
        <figure class="block-image">
          {block.title && <figcaption>{words(block.title)}</figcaption>}
          <Image image={block} isLarge />
        </figure>
      );
    case 'input':
      return block.element ? <InputBlock block={block} element={block.element} /> : null;
    case 'rich_text':
      return <RichText block={block} />;
    case 'section':
      return <Section block={block} />;
    default:
      return null;
  }
}

function Section({ block }: { readonly block: Block }): JSX.Element {
  const { accessory } = block;
  return (
    <div class="block-section">
      <div class="section-content">
        {block.text && <Text object={block.text} />}
        {block.fields && (
          <div class="fields">
            {block.fields.map((field) => (
              <div>
                <Text object={field} />
              </div>
            ))}
          </div>
        )}
      </div>
      {accessory && (
        <div class="accessory">
          {accessory.type === 'image' ? (
            <Image image={accessory} />
          ) : (
            <ActionElement blockId={block.block_id} element={accessory} />
          )}
        </div>
      )}
    </div>
  );
}

function Context({ elements }: { readonly elements: readonly Element[] }): JSX.Element {
  return (
    <div class="block-context">
      {elements.map((element) =>
        element.type === 'image' ? (
          <Image image={element} />
        ) : (
          <span>
            <Text
              object={{
                type: element.type === 'mrkdwn' ? 'mrkdwn' : 'plain_text',
                text: words(element.text),
                verbatim: element.verbatim ?? false,
              }}
            />
          </span>
        ),
      )}
    </div>
  );
}

/** A large image opens in full when clicked. */
function Image({
  image,
  isLarge = false,
}: {
  readonly image: Block | Element;
  readonly isLarge?: boolean;
}): JSX.Element {
  const source = image.image_url ?? image.slack_file?.url ?? `/files/${image.slack_file?.id}`;
  const picture = <img src={source} alt={image.alt_text ?? ''} loading="lazy" />;
  if (!isLarge) return picture;
  return (
    <a href={source} target="_blank" rel="noopener noreferrer">
      {picture}
    </a>
  );
}
