import type { ModalValues } from '../../../shared/modal.js';
import type { Read } from '../input.js';
import { submitted } from './words.js';

/** Reads values and keeps the faults of those that cannot be read, by field. */
export class FormReader {
  readonly faults: Record<string, string> = {};
  readonly #values: ModalValues;

  constructor(values: ModalValues) {
    this.#values = values;
  }

  text(field: string): string {
    return submitted(this.#values, field);
  }

  textOrNull(field: string): string | null {
    return this.text(field) || null;
  }

  /** @returns `otherwise` for a value that cannot be read; it then has a fault. */
  value<T>(field: string, read: (text: string) => Read<T>, otherwise: T): T {
    const result = read(this.text(field));
    if (result.ok) return result.value;
    this.faults[field] = result.fault;
    return otherwise;
  }

  optional<T>(field: string, read: (text: string) => Read<T>): T | null {
    return this.text(field) === '' ? null : this.value<T | null>(field, read, null);
  }
}
