import type { Message } from './message.js';

export interface ModalOption {
  readonly value: string;
  readonly label: string;
}

interface FieldBase {
  /** Also the key of its value and of its fault in a submission. */
  readonly id: string;
  readonly label: string;
  readonly hint?: string;
  readonly optional?: boolean;
}

export type ModalField = FieldBase &
  (
    | {
        kind: 'text';
        multiline?: boolean;
        initial?: string;
        maxLength?: number;
        placeholder?: string;
      }
    | {
        kind: 'number';
        decimal?: boolean;
        min?: number;
        max?: number;
        initial?: string;
        placeholder?: string;
      }
    | { kind: 'date'; initial?: string }
    | { kind: 'select' | 'radio'; options: readonly ModalOption[]; initial?: string }
    | { kind: 'multi-select'; options: readonly ModalOption[]; initial?: readonly string[] }
    | { kind: 'member'; initial?: string }
  );

/** A form. `metadata` travels with it and comes back with the submission. */
export interface ModalSpec {
  readonly callbackId: string;
  readonly title: string;
  readonly submit?: string;
  readonly close?: string;
  readonly metadata?: string;
  readonly intro?: Message;
  readonly fields: readonly ModalField[];
}

/** Submitted values by field id; an empty optional field is null. */
export type ModalValues = Readonly<Record<string, string | readonly string[] | null>>;
