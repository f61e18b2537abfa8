import { type Message, message } from '../../../shared/message.js';
import type { ModalField, ModalOption, ModalValues } from '../../../shared/modal.js';
import { parseTaskId } from '../task-id.js';

/** The first word and what follows it. */
export function splitFirstWord(text: string): readonly [string, string] {
  const [word = ''] = /^\S+/.exec(text) ?? [];
  return [word, text.slice(word.length).trim()];
}

export function inputFaults(faults: readonly string[], usage: string): Message {
  return message('tasks/input-faults', { faults, usage });
}

/** A task id that somebody typed, or the message that says what is wrong with it. */
export function readTaskId(
  word: string,
  usage: string,
): { readonly taskId: string } | { readonly refusal: Message } {
  if (word === '') return { refusal: message('tasks/which-task', { usage }) };
  const taskId = parseTaskId(word);
  return taskId === null
    ? { refusal: message('tasks/malformed-id', { text: word.slice(0, 60), usage }) }
    : { taskId };
}

/** A submitted text, empty when nothing was entered. */
export function submitted(values: ModalValues, field: string): string {
  const value = values[field];
  return typeof value === 'string' ? value.trim() : '';
}

/** Options whose labels are their values, capitalised. */
export function optionsFor(values: readonly string[]): readonly ModalOption[] {
  return values.map((value) => ({
    value,
    label: value.charAt(0).toUpperCase() + value.slice(1),
  }));
}

/** The field filled in, unless it offers no such choice. */
export function filled(field: ModalField, initial: string): ModalField {
  if (initial === '' || field.kind === 'multi-select') return field;
  const isChoice = field.kind === 'select' || field.kind === 'radio';
  const offered = !isChoice || field.options.some(({ value }) => value === initial);
  return offered ? { ...field, initial } : field;
}
