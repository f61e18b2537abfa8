import type { ActionButton } from '../../../shared/message.js';

export const listButtonId = 'approvals.list';

/** Shows what waits for whoever presses it, from the `offset`-th on. */
export function listButton(offset = 0): ActionButton {
  return { actionId: listButtonId, value: String(offset) };
}
