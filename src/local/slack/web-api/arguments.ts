import { isJsonObject, type JsonObject, textOf } from '../json.js';
import { refusal, SlackError } from './slack-error.js';

/** Arguments of a call, whether they came as a form (nested values as JSON text) or as JSON. */
export class Arguments {
  constructor(private readonly values: JsonObject) {}

  has(name: string): boolean {
    return this.text(name) !== undefined || isNested(this.values[name]);
  }

  text(name: string): string | undefined {
    const value = this.values[name];
    if (typeof value === 'number' || typeof value === 'boolean') return String(value);
    return typeof value === 'string' && value !== '' ? value : undefined;
  }

  required(name: string): string {
    const value = this.text(name);
    if (value === undefined) {
      throw refusal('invalid_arguments', [
        { message: `missing required field: ${name}`, pointer: `/${name}` },
      ]);
    }
    return value;
  }

  flag(name: string): boolean {
    return this.text(name) === 'true' || this.text(name) === '1';
  }

  integer(name: string, fallback: number): number {
    const value = Number(this.text(name) ?? fallback);
    if (!Number.isInteger(value) || value < 0) throw new SlackError('invalid_arguments');
    return value;
  }

  /** The nested value `name`; `errorCode` is answered when its JSON cannot be read. */
  nested(name: string, errorCode: string): unknown {
    const value = this.values[name];
    if (isNested(value) || value === undefined || value === '') return value || undefined;
    try {
      return JSON.parse(textOf(value));
    } catch {
      throw new SlackError(errorCode);
    }
  }

  object(name: string, errorCode: string): JsonObject | undefined {
    const value = this.nested(name, errorCode);
    if (value !== undefined && !isJsonObject(value)) throw new SlackError(errorCode);
    return value;
  }

  list(name: string, errorCode: string): JsonObject[] | undefined {
    const value = this.nested(name, errorCode);
    if (value === undefined) return undefined;
    if (!Array.isArray(value) || !value.every(isJsonObject)) throw new SlackError(errorCode);
    return value;
  }
}

function isNested(value: unknown): boolean {
  return typeof value === 'object' && value !== null;
}
