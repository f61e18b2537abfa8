import { isJsonObject, textOf } from '../json.js';

export interface Problem {
  readonly message: string;
  /** JSON pointer to the offending value. */
  readonly pointer: string;
}

/** Appends to `problems` what is wrong with the value at `pointer`. */
export type Rule = (value: unknown, pointer: string, problems: Problem[]) => void;

function fail(problems: Problem[], pointer: string, message: string): void {
  problems.push({ message, pointer });
}

/** A string of `min` to `max` characters. */
export function string(max: number, min = 1): Rule {
  return (value, pointer, problems) => {
    if (typeof value !== 'string') return fail(problems, pointer, 'must provide a string');
    if (value.length < min) {
      return fail(problems, pointer, `must be more than ${min - 1} characters`);
    }
    if (value.length > max) {
      return fail(problems, pointer, `must be less than ${max + 1} characters`);
    }
  };
}

/** A string in the form that `pattern` describes, called `form` in the fault. */
export function formatted(pattern: RegExp, form: string): Rule {
  return (value, pointer, problems) => {
    if (typeof value !== 'string' || !pattern.test(value)) {
      fail(problems, pointer, `must be ${form}`);
    }
  };
}

export const httpUrl = (max: number): Rule =>
  both(string(max), formatted(/^https?:\/\/\S+$/i, 'a valid URL'));

export function integer(min: number, max: number): Rule {
  return (value, pointer, problems) => {
    if (!Number.isInteger(value) || (value as number) < min || (value as number) > max) {
      fail(problems, pointer, `must be an integer from ${min} to ${max}`);
    }
  };
}

export const boolean: Rule = (value, pointer, problems) => {
  if (typeof value !== 'boolean') fail(problems, pointer, 'must provide a boolean');
};

export function oneOf(...allowed: readonly string[]): Rule {
  return (value, pointer, problems) => {
    if (!allowed.includes(value as string)) {
      fail(problems, pointer, `must be one of: ${allowed.join(', ')}`);
    }
  };
}

export function both(first: Rule, second: Rule): Rule {
  return (value, pointer, problems) => {
    const before = problems.length;
    first(value, pointer, problems);
    if (problems.length === before) second(value, pointer, problems);
  };
}

/** A list of `min` to `max` items that all keep `rule`. */
export function list(rule: Rule, max: number, min = 1): Rule {
  return (value, pointer, problems) => {
    if (!Array.isArray(value)) return fail(problems, pointer, 'must provide an array');
    if (value.length < min) {
      return fail(problems, pointer, `no less than ${min} items required`);
    }
    if (value.length > max) return fail(problems, pointer, `no more than ${max} items allowed`);
    for (const [index, item] of value.entries()) rule(item, `${pointer}/${index}`, problems);
  };
}

export interface Fields {
  readonly [field: string]: Rule;
}

/** An object with all `required` fields, perhaps `optional` ones, and no others. */
export function object(required: Fields, optional: Fields = {}): Rule {
  return (value, pointer, problems) => {
    if (!isJsonObject(value)) return fail(problems, pointer, 'must provide an object');
    for (const field of Object.keys(required)) {
      if (value[field] === undefined) fail(problems, pointer, `missing required field: ${field}`);
    }
    for (const [field, content] of Object.entries(value)) {
      const rule = required[field] ?? optional[field];
      if (!rule) fail(problems, pointer, `invalid additional property: ${field}`);
      else if (content !== undefined) rule(content, `${pointer}/${field}`, problems);
    }
  };
}

/** An object with a `type` and the fields that belong to it. */
export function typed(type: string, required: Fields, optional: Fields = {}): Rule {
  return object({ type: oneOf(type), ...required }, optional);
}

/** An object that keeps the rule for its `type`. */
export function variants(rules: Fields): Rule {
  return (value, pointer, problems) => {
    if (!isJsonObject(value)) return fail(problems, pointer, 'must provide an object');
    const type = value['type'];
    const rule = typeof type === 'string' && Object.hasOwn(rules, type) ? rules[type] : undefined;
    if (!rule) return fail(problems, pointer, `unsupported type: ${textOf(type)}`);
    rule(value, pointer, problems);
  };
}

/** An object in which exactly one of `alternatives` is present. */
export function exactlyOneField(...alternatives: readonly string[]): Rule {
  return (value, pointer, problems) => {
    const present = alternatives.filter(
      (field) => isJsonObject(value) && value[field] !== undefined,
    );
    if (present.length !== 1) {
      fail(problems, pointer, `must provide exactly one of: ${alternatives.join(', ')}`);
    }
  };
}
