import type { JSX } from 'preact';
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import type { InputValue } from '../block-kit/input-values.js';
import type { Element } from './block-types.js';
import { Control } from './controls.js';
import { ConfirmDialog } from './dialog.js';
import { currentValue, useSurface } from './surface.js';
import { words } from './words.js';
import { type ElementUse, useElement } from './use-element.js';

interface Props {
  readonly blockId: string;
  readonly element: Element;
}

/** An element that tells the app as soon as it is used. */
export function ActionElement({ blockId, element }: Props): JSX.Element {
  const surface = useSurface();
  const id = useId();
  const elementUse = useElement(blockId, element);
  const [unconfirmed, setUnconfirmed] = useState<{ readonly value?: InputValue }>();

  const use = (value?: InputValue): void => {
    if (value !== undefined) surface.setValue(blockId, element.action_id, value);
    elementUse.use(value);
  };
  const ask = (value?: InputValue): void => {
    if (element.confirm) setUnconfirmed(value === undefined ? {} : { value });
    else use(value);
  };
  return (
    <div class="action">
      {element.type === 'button' && <Button element={element} elementUse={elementUse} ask={ask} />}
      {element.type === 'overflow' && <Overflow element={element} ask={ask} />}
      {element.type !== 'button' && element.type !== 'overflow' && (
        <Control
          blockId={blockId}
          element={element}
          id={id}
          label={words(element.placeholder) || element.action_id}
          value={currentValue(surface, blockId, element)}
          isDisabled={elementUse.isPending}
          onChange={ask}
        />
      )}
      {elementUse.fault !== '' && (
        <span class="fault" role="alert">
          {elementUse.fault}
        </span>
      )}
      {unconfirmed && element.confirm && (
        <ConfirmDialog
          confirmation={element.confirm}
          onClose={() => setUnconfirmed(undefined)}
          onConfirm={() => {
            setUnconfirmed(undefined);
            use(unconfirmed.value);
          }}
        />
      )}
    </div>
  );
}

function Button(props: {
  readonly element: Element;
  readonly elementUse: ElementUse;
  readonly ask: () => void;
}): JSX.Element {
  const { element, elementUse } = props;
  return (
    <button
      type="button"
      class={`button ${element.style ? `button-${element.style}` : ''}`}
      aria-label={element.accessibility_label}
      aria-busy={elementUse.isPending}
      disabled={elementUse.isPending}
      onClick={() => {
        if (element.url) open(element.url, '_blank', 'noopener');
        props.ask();
      }}
    >
      {words(element.text)}
    </button>
  );
}

function Overflow(props: {
  readonly element: Element;
  readonly ask: (value: string) => void;
}): JSX.Element {
  const [isOpen, setOpen] = useState(false);
  const menu = useRef<HTMLUListElement>(null);
  useEffect(() => menu.current?.scrollIntoView({ block: 'nearest' }), [isOpen]);
  return (
    <div
      class="overflow"
      onFocusOut={({ currentTarget, relatedTarget }) => {
        if (!currentTarget.contains(relatedTarget as Node | null)) setOpen(false);
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') setOpen(false);
      }}
    >
      <button
        type="button"
        class="button"
        aria-label="More actions"
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
      >
        ⋯
      </button>
      {isOpen && (
        <ul ref={menu} class="listbox">
          {(props.element.options ?? []).map((option) => (
            <li>
              <button
                type="button"
                class="menu-item"
                onClick={() => {
                  setOpen(false);
                  props.ask(option.value);
                }}
              >
                {words(option.text)}
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
