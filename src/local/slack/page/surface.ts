import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Container, InputValues } from '../acting/inputs.js';
import { initialValue, type InputValue } from '../block-kit/input-values.js';
import type { JsonObject } from '../json.js';
import type { Element } from './block-types.js';

/** The message or view that blocks stand in, with what was entered there so far. */
export interface Surface {
  readonly userId: string;
  readonly container: Container;
  readonly values: InputValues;
  /** By block id, at the fields they belong to. */
  readonly errors: Readonly<Record<string, string>>;
  readonly setValue: (blockId: string, actionId: string, value: InputValue) => void;
}

export const SurfaceContext = createContext<Surface | null>(null);

export function useSurface(): Surface {
  const surface = useContext(SurfaceContext);
  if (!surface) throw new Error('Blocks are drawn inside a surface');
  return surface;
}

/** What the element shows: the value entered, else its initial one. */
export function currentValue(surface: Surface, blockId: string, element: Element): InputValue {
  const entered = surface.values[blockId]?.[element.action_id];
  return entered === undefined ? initialValue(element as unknown as JsonObject) : entered;
}

export function withValue(
  values: InputValues,
  blockId: string,
  actionId: string,
  value: InputValue,
): InputValues {
  const written = typeof value === 'string' || value === null ? value : [...value];
  return { ...values, [blockId]: { ...values[blockId], [actionId]: written } };
}
