import type { ModalOption } from '../../../shared/modal.js';

/** What a Block Kit select takes at most. */
const mostOptions = 100;

/** As many options as a select takes, `chosen` among them. */
export function optionsWith(
  chosen: readonly { id: string; name: string }[],
  all: readonly { id: string; name: string }[],
): readonly ModalOption[] {
  const others = all.filter(({ id }) => !chosen.some((one) => one.id === id));
  return [...chosen, ...others]
    .slice(0, mostOptions)
    .map(({ id, name }) => ({ value: id, label: name }));
}

/** A field's initial value, when there is one. */
export function initial(value: string | undefined): { initial?: string } {
  return value === undefined || value === '' ? {} : { initial: value };
}
