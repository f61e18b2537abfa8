/** What is to be said: a template by name and the plain values that it prints. */
export interface Message {
  readonly template: string;
  readonly view: object;
}

export function message(template: string, view: object): Message {
  return { template, view };
}

/** A button that a template names: what it does when pressed. */
export interface ActionButton {
  readonly actionId: string;
  readonly value: string;
  readonly confirm?: { title: string; text: string; confirm: string; deny: string };
}
