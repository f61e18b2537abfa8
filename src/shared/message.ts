/** What is to be said: a template by name and the plain values that it prints. */
export interface Message {
  readonly template: string;
  readonly view: object;
}

/**
 * The name is always written out as a literal at the call, so that the names in the code can be
 * held against the files in `templates/`.
 */
export function message(template: string, view: object): Message {
  return { template, view };
}

/** A button that a template names: what it does when pressed. */
export interface ActionButton {
  readonly actionId: string;
  readonly value: string;
  readonly confirm?: { title: string; text: string; confirm: string; deny: string };
}
