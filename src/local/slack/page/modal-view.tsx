import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { ShownView, SubmitResult } from '../acting/acting.js';
import type { InputValues } from '../acting/inputs.js';
import { act } from './api.js';
import type { Block } from './block-types.js';
import { Blocks } from './blocks.js';
import { Dialog } from './dialog.js';
import { useLive } from './live.js';
import { SurfaceContext, withValue } from './surface.js';

/** The member's open modals, of which the top one is shown. */
export function Modals({ userId }: { readonly userId: string }): JSX.Element | null {
  const modals = useLive(`modals ${userId}`, () => act('modals', { userId })) ?? [];
  const [entered, setEntered] = useState<Readonly<Record<string, InputValues>>>({});
  const top = modals.at(-1);
  if (!top) return null;
  return (
    <Modal
      key={top.id}
      view={top}
      userId={userId}
      values={entered[top.id] ?? {}}
      setValues={(change) => setEntered((all) => ({ ...all, [top.id]: change(all[top.id] ?? {}) }))}
    />
  );
}

function Modal(props: {
  readonly view: ShownView;
  readonly userId: string;
  readonly values: InputValues;
  readonly setValues: (change: (values: InputValues) => InputValues) => void;
}): JSX.Element {
  const { view, userId, values } = props;
  const [errors, setErrors] = useState<Readonly<Record<string, string>>>({});
  const [fault, setFault] = useState('');
  const [isPending, setPending] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const isClosing = useRef(false);

  useEffect(() => {
    form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [errors]);

  const submit = (): void => {
    setPending(true);
    setFault('');
    act('submitView', { userId, viewId: view.id, values })
      .then(showResult, (error: unknown) => setFault((error as Error).message))
      .finally(() => setPending(false));
  };
  const showResult = (result: SubmitResult): void => {
    setErrors(result.outcome === 'invalid' ? result.errors : {});
    if (result.outcome === 'operation_timeout' || result.outcome === 'dispatch_failed') {
      setFault('We had some trouble connecting to the app. Try again?');
    }
  };
  const close = (): void => {
    if (isClosing.current) return;
    isClosing.current = true;
    act('closeView', { userId, viewId: view.id }).catch((error: unknown) => {
      isClosing.current = false;
      setFault((error as Error).message);
    });
  };
  const surface = {
    userId,
    container: { viewId: view.id },
    values,
    errors,
    setValue: (blockId: string, actionId: string, value: string | readonly string[] | null) => {
      props.setValues((all) => withValue(all, blockId, actionId, value));
      setErrors(({ [blockId]: _settled, ...others }) => others);
    },
  };
  return (
    <Dialog title={view.title} onClose={close}>
      <form
        ref={form}
        noValidate
        class="dialog-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (view.submit !== null && !isPending) submit();
        }}
      >
        <div class="dialog-body">
          {fault !== '' && (
            <p class="dialog-fault" role="alert">
              {fault}
            </p>
          )}
          <SurfaceContext.Provider value={surface}>
            <Blocks blocks={view.blocks as unknown as readonly Block[]} />
          </SurfaceContext.Provider>
        </div>
        <footer class="dialog-footer">
          <button type="button" class="button" onClick={close}>
            {view.close}
          </button>
          {view.submit !== null && (
            <button
              type="submit"
              class="button button-primary"
              aria-busy={isPending}
              disabled={isPending}
            >
              {view.submit}
            </button>
          )}
        </footer>
      </form>
    </Dialog>
  );
}
