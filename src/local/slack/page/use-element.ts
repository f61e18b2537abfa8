import { useState } from 'preact/hooks';
import type { InputValue } from '../block-kit/input-values.js';
import { act } from './api.js';
import type { Element } from './block-types.js';
import { useSurface } from './surface.js';

export interface ElementUse {
  readonly isPending: boolean;
  /** What went wrong the last time, or empty. */
  readonly fault: string;
  /** Tells the app; `value` is what was chosen, absent for buttons. */
  readonly use: (value?: InputValue) => void;
}

/** Lets an interactive element be used, and tells whether the app is still silent. */
export function useElement(blockId: string, element: Element): ElementUse {
  const surface = useSurface();
  const [isPending, setPending] = useState(false);
  const [fault, setFault] = useState('');
  const use = (value?: InputValue): void => {
    setPending(true);
    setFault('');
    const chosen =
      value === undefined
        ? {}
        : { value: typeof value === 'string' || value === null ? value : [...value] };
    act('useElement', {
      userId: surface.userId,
      container: surface.container,
      blockId,
      actionId: element.action_id,
      values: surface.values,
      ...chosen,
    })
      .then(
        ({ outcome }) =>
          setFault(outcome === 'acknowledged' ? '' : 'The app did not respond. Try again.'),
        (error: unknown) => setFault((error as Error).message),
      )
      .finally(() => setPending(false));
  };
  return { isPending, fault, use };
}
