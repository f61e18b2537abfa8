import {
  holdsState,
  initialValue,
  type InputValue,
  NotOffered,
  stateOf,
} from '../block-kit/input-values.js';
import { blocksOf, elementsOf } from '../block-kit/walk.js';
import { asList, type JsonObject, textOf } from '../json.js';
import type { Platform } from '../platform.js';
import type { Channel, Message, ViewRecord } from '../workspace/model.js';
import { ActingError } from './acting.js';
import { requireConversation } from './conversing.js';
import type { Container, InputValues } from './inputs.js';
import { isVisibleTo } from './show.js';

export type Place =
  | { readonly kind: 'message'; readonly channel: Channel; readonly message: Message }
  | { readonly kind: 'view'; readonly view: ViewRecord };

export interface FoundElement {
  readonly blockId: string;
  readonly actionId: string;
  readonly element: JsonObject;
  readonly isOptional: boolean;
  readonly isInput: boolean;
}

export function requireView(userId: string, viewId: string, { workspace }: Platform): ViewRecord {
  const view = workspace.views.find(viewId);
  if (view?.userId !== userId) throw new ActingError(`${userId} has no view ${viewId}`);
  return view;
}

/** The message or view as far as the member can see it. */
export function requirePlace(userId: string, container: Container, platform: Platform): Place {
  if ('viewId' in container) {
    return { kind: 'view', view: requireView(userId, container.viewId, platform) };
  }
  const channel = requireConversation(userId, container.channelId, platform);
  const message = platform.workspace.messages.find(channel.id, container.messageTs);
  if (!message || !isVisibleTo(userId, message)) {
    throw new ActingError(`${userId} sees no message ${container.messageTs}`);
  }
  return { kind: 'message', channel, message };
}

export function elementsIn(place: Place): FoundElement[] {
  const blocks =
    place.kind === 'view'
      ? blocksOf(place.view.view)
      : [
          ...(place.message.blocks ?? []),
          ...(place.message.attachments ?? []).flatMap((attachment) => blocksOf(attachment)),
        ];
  return blocks.flatMap((block) =>
    elementsOf(block).map((element) => ({
      blockId: textOf(block['block_id']),
      actionId: textOf(element['action_id']),
      element,
      isOptional: block['optional'] === true,
      isInput: block['type'] === 'input',
    })),
  );
}

export function requireElement(
  place: Place,
  actionId: string,
  blockId: string | undefined,
): FoundElement {
  const found = elementsIn(place).find(
    (candidate) =>
      candidate.actionId === actionId && (blockId === undefined || candidate.blockId === blockId),
  );
  if (!found) throw new ActingError(`There is no element ${actionId}`);
  return found;
}

/** Options that the app suggested for external selects, by block and action id. */
export class SuggestedOptions {
  readonly #options = new Map<string, JsonObject[]>();

  remember({ blockId, actionId }: FoundElement, options: readonly JsonObject[]): void {
    this.#options.set(`${blockId}/${actionId}`, [
      ...this.for({ blockId, actionId }),
      ...options.flatMap((option) =>
        Array.isArray(option['options']) ? (asList(option['options']) as JsonObject[]) : [option],
      ),
    ]);
  }

  for({ blockId, actionId }: Pick<FoundElement, 'blockId' | 'actionId'>): JsonObject[] {
    return this.#options.get(`${blockId}/${actionId}`) ?? [];
  }
}

export function enteredValue(
  { blockId, actionId, element }: FoundElement,
  values: InputValues,
): InputValue {
  const entered = values[blockId]?.[actionId];
  return entered === undefined ? initialValue(element) : entered;
}

/** The state of all inputs in a place, as Slack sends it: block id -> action id -> value. */
export function stateValues(
  place: Place,
  values: InputValues,
  suggested: SuggestedOptions,
): Record<string, JsonObject> {
  const state: Record<string, JsonObject> = {};
  for (const found of elementsIn(place).filter(({ element }) => holdsState(element))) {
    const block = (state[found.blockId] ??= {});
    block[found.actionId] = offeredState(found, enteredValue(found, values), suggested);
  }
  return state;
}

/** As `stateOf`, with a choice that is not offered told as a person's mistake. */
export function offeredState(
  found: FoundElement,
  value: InputValue,
  suggested: SuggestedOptions,
): JsonObject {
  try {
    return stateOf(found.element, value, suggested.for(found));
  } catch (error) {
    if (error instanceof NotOffered) throw new ActingError(error.message, { cause: error });
    throw error;
  }
}
