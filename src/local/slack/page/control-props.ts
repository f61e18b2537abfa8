import type { InputValue } from '../block-kit/input-values.js';
import type { Element, Option } from './block-types.js';
import { words } from './words.js';

export interface ControlProps {
  readonly blockId: string;
  readonly element: Element;
  readonly value: InputValue;
  readonly onChange: (value: InputValue) => void;
  /** Called when a text is finished: Enter in a single line. */
  readonly onEnter?: () => void;
  readonly id: string;
  /** For controls that no visible label names. */
  readonly label?: string;
  readonly describedBy?: string;
  readonly isInvalid?: boolean;
  readonly isDisabled?: boolean;
}

export interface Choice {
  readonly value: string;
  readonly text: string;
}

export function first(value: InputValue): string {
  return typeof value === 'string' ? value : (value?.[0] ?? '');
}

export function all(value: InputValue): readonly string[] {
  return typeof value === 'string' ? [value] : (value ?? []);
}

export function choiceOf(option: Option): Choice {
  return { value: option.value, text: words(option.text) };
}

export interface AriaAttributes {
  readonly id: string;
  readonly 'aria-label'?: string;
  readonly 'aria-describedby'?: string;
  readonly 'aria-invalid'?: 'true';
}

/** Attributes that tie a control to its label, its fault and its state. */
export function ariaOf(props: ControlProps): AriaAttributes {
  return {
    id: props.id,
    ...(props.label !== undefined && { 'aria-label': props.label }),
    ...(props.describedBy !== undefined && { 'aria-describedby': props.describedBy }),
    ...(props.isInvalid && { 'aria-invalid': 'true' as const }),
  };
}
