import type { ComponentChildren, JSX } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';
import type { Confirmation } from './block-types.js';
import { Text } from './text.js';
import { words } from './words.js';

/** Where the focus goes first: the first field, else the button that goes on. */
const firstStop =
  '.dialog-body :is(input, select, textarea), .dialog-body .button, .dialog-footer .button:last-child';

/** A modal dialog: the browser keeps the focus inside, and Escape closes it. */
export function Dialog(props: {
  readonly title: string;
  readonly class?: string;
  readonly onClose: () => void;
  readonly children: ComponentChildren;
}): JSX.Element {
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useEffect(() => {
    const opener = document.activeElement;
    dialog.current?.showModal();
    dialog.current?.querySelector<HTMLElement>(firstStop)?.focus();
    return () => {
      if (opener instanceof HTMLElement) opener.focus();
    };
  }, []);
  return (
    <dialog
      ref={dialog}
      class={`dialog ${props.class ?? ''}`}
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault();
        props.onClose();
      }}
    >
      <header class="dialog-header">
        <h2 id={titleId}>{props.title}</h2>
        <button type="button" class="icon-button" aria-label="Close" onClick={props.onClose}>
          ✕
        </button>
      </header>
      {props.children}
    </dialog>
  );
}

/** Asks once more before an element is used. */
export function ConfirmDialog(props: {
  readonly confirmation: Confirmation;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}): JSX.Element {
  const { confirmation } = props;
  const style = confirmation.style ?? 'primary';
  return (
    <Dialog title={words(confirmation.title)} class="dialog-small" onClose={props.onClose}>
      <div class="dialog-body">
        <Text object={confirmation.text} />
      </div>
      <footer class="dialog-footer">
        <button type="button" class="button" onClick={props.onClose}>
          {words(confirmation.deny)}
        </button>
        <button type="button" class={`button button-${style}`} onClick={props.onConfirm}>
          {words(confirmation.confirm)}
        </button>
      </footer>
    </Dialog>
  );
}
