import type { JSX } from 'preact';
import { useId } from 'preact/hooks';
import type { InputValue } from '../block-kit/input-values.js';
import type { Block, Element } from './block-types.js';
import { Control } from './controls.js';
import { currentValue, useSurface } from './surface.js';
import { words } from './words.js';
import { useElement } from './use-element.js';

/** An input with its label, hint and fault. */
export function InputBlock(props: {
  readonly block: Block;
  readonly element: Element;
}): JSX.Element {
  const { block, element } = props;
  const surface = useSurface();
  const { use } = useElement(block.block_id, element);
  const id = useId();
  const error = surface.errors[block.block_id];
  const isText = element.type.endsWith('_input');
  const isGroup = element.type === 'checkboxes' || element.type === 'radio_buttons';
  const label = (
    <>
      {words(block.label)}
      {block.optional && <span class="optional"> (optional)</span>}
    </>
  );
  const change = (value: InputValue): void => {
    surface.setValue(block.block_id, element.action_id, value);
    if (block.dispatch_action && !isText) use(value);
  };
  return (
    <div class="input-block">
      {isGroup ? (
        <span id={`${id}-label`} class="label">
          {label}
        </span>
      ) : (
        <label for={id} class="label">
          {label}
        </label>
      )}
      <Control
        blockId={block.block_id}
        element={element}
        id={id}
        value={currentValue(surface, block.block_id, element)}
        describedBy={error ? `${id}-error` : `${id}-hint`}
        isInvalid={error !== undefined}
        onChange={change}
        {...(block.dispatch_action &&
          isText && { onEnter: () => use(currentValue(surface, block.block_id, element)) })}
      />
      {error && (
        <p id={`${id}-error`} class="field-error">
          {error}
        </p>
      )}
      {block.hint && (
        <p id={`${id}-hint`} class="hint">
          {words(block.hint)}
        </p>
      )}
    </div>
  );
}
