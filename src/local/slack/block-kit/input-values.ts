import { asList, isJsonObject, type JsonObject, textOf } from '../json.js';

/** What a member entered or chose: text, a date, an id or an option's value, several of them, or nothing. */
export type InputValue = string | readonly string[] | null;

type Kind = 'text' | 'option' | 'options' | 'id' | 'ids' | 'moment';

interface Field {
  readonly kind: Kind;
  /** The field of the state and of the action that holds the value. */
  readonly holds: string;
  /** The field of the element that holds the value to begin with. */
  readonly initial: string;
}

const fields: Readonly<Record<string, Field>> = {
  plain_text_input: { kind: 'text', holds: 'value', initial: 'initial_value' },
  number_input: { kind: 'text', holds: 'value', initial: 'initial_value' },
  email_text_input: { kind: 'text', holds: 'value', initial: 'initial_value' },
  url_text_input: { kind: 'text', holds: 'value', initial: 'initial_value' },
  static_select: { kind: 'option', holds: 'selected_option', initial: 'initial_option' },
  external_select: { kind: 'option', holds: 'selected_option', initial: 'initial_option' },
  radio_buttons: { kind: 'option', holds: 'selected_option', initial: 'initial_option' },
  overflow: { kind: 'option', holds: 'selected_option', initial: '' },
  multi_static_select: { kind: 'options', holds: 'selected_options', initial: 'initial_options' },
  multi_external_select: { kind: 'options', holds: 'selected_options', initial: 'initial_options' },
  checkboxes: { kind: 'options', holds: 'selected_options', initial: 'initial_options' },
  users_select: { kind: 'id', holds: 'selected_user', initial: 'initial_user' },
  channels_select: { kind: 'id', holds: 'selected_channel', initial: 'initial_channel' },
  conversations_select: {
    kind: 'id',
    holds: 'selected_conversation',
    initial: 'initial_conversation',
  },
  multi_users_select: { kind: 'ids', holds: 'selected_users', initial: 'initial_users' },
  multi_channels_select: { kind: 'ids', holds: 'selected_channels', initial: 'initial_channels' },
  datepicker: { kind: 'moment', holds: 'selected_date', initial: 'initial_date' },
  timepicker: { kind: 'moment', holds: 'selected_time', initial: 'initial_time' },
};

function fieldOf(element: JsonObject): Field | undefined {
  return fields[textOf(element['type'])];
}

/** Whether the element's value is part of the state that the app is sent. */
export function holdsState(element: JsonObject): boolean {
  return fieldOf(element) !== undefined && element['type'] !== 'overflow';
}

export function optionsOf(element: JsonObject): JsonObject[] {
  const grouped = asList(element['option_groups'])
    .filter(isJsonObject)
    .flatMap((group) => asList(group['options']));
  const initial = [element['initial_option'], ...asList(element['initial_options'])];
  return [...asList(element['options']), ...grouped, ...initial].filter(isJsonObject);
}

/** The value that the element shows before it is touched. */
export function initialValue(element: JsonObject): InputValue {
  const field = fieldOf(element);
  const initial = field && element[field.initial];
  if (Array.isArray(initial)) return initial.map(valueOf);
  return initial === undefined ? null : valueOf(initial);
}

function valueOf(value: unknown): string {
  return textOf(isJsonObject(value) ? value['value'] : value);
}

/** Thrown when a value is chosen that the element does not offer. */
export class NotOffered extends Error {}

/** The element's part of a view's state, or of a `block_actions` payload. */
export function stateOf(
  element: JsonObject,
  value: InputValue,
  suggested: readonly JsonObject[] = [],
): JsonObject {
  const field = fieldOf(element);
  if (!field) return {};
  return {
    type: element['type'],
    [field.holds]: heldValue(field.kind, value, [...optionsOf(element), ...suggested]),
  };
}

function heldValue(kind: Kind, value: InputValue, options: readonly JsonObject[]): unknown {
  const many = typeof value === 'string' ? [value] : (value ?? []);
  const chosen = (one: string): JsonObject => {
    const option = options.find((candidate) => candidate['value'] === one);
    if (!option) throw new NotOffered(`"${one}" is not among the options`);
    return option;
  };
  if (kind === 'options') return many.map(chosen);
  if (kind === 'ids') return many;
  const first = many[0];
  if (first === undefined || first === '') return null;
  return kind === 'option' ? chosen(first) : first;
}
