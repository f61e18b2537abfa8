import type { AppLink } from '../delivery/app-link.js';
import { faultOf } from '../delivery/envelope.js';
import { blockSuggestion, messageAction, viewAction } from '../delivery/payloads.js';
import { asList, isJsonObject, type JsonObject, withoutUndefined } from '../json.js';
import type { Platform } from '../platform.js';
import { type Acting, ActingError } from './acting.js';
import { requireMember } from './conversing.js';
import {
  type FoundElement,
  offeredState,
  requireElement,
  requirePlace,
  stateValues,
  type SuggestedOptions,
} from './elements.js';
import type { ActingInputs } from './inputs.js';

/** Buttons, selects and the like, in messages and views. */
export function createInteracting(
  platform: Platform,
  link: AppLink,
  suggested: SuggestedOptions,
): Pick<Acting, 'useElement' | 'suggestOptions'> {
  const { workspace, responseUrls } = platform;

  function actionOf(found: FoundElement, input: ActingInputs['useElement']): JsonObject {
    const { element } = found;
    const isButton = element['type'] === 'button';
    return withoutUndefined({
      ...(isButton ? {} : offeredState(found, input.value ?? null, suggested)),
      type: element['type'],
      action_id: found.actionId,
      block_id: found.blockId,
      text: isButton ? element['text'] : undefined,
      value: isButton ? element['value'] : undefined,
      style: element['style'],
      placeholder: element['placeholder'],
      action_ts: workspace.timestamps.next(),
    });
  }

  return {
    useElement: async (input) => {
      const user = requireMember(input.userId, platform);
      const place = requirePlace(user.id, input.container, platform);
      const found = requireElement(place, input.actionId, input.blockId);
      const chosen = input.value === undefined ? {} : { [found.actionId]: input.value };
      const values = {
        ...input.values,
        [found.blockId]: { ...input.values?.[found.blockId], ...chosen },
      };
      const action = actionOf(found, input);
      const state = stateValues(place, values, suggested);
      const payload =
        place.kind === 'view'
          ? viewAction({ user, view: place.view, action, stateValues: state }, platform)
          : messageAction(
              {
                user,
                channel: place.channel,
                message: place.message,
                action,
                stateValues: state,
                responseUrl: responseUrls.issue({
                  userId: user.id,
                  channelId: place.channel.id,
                  originalTs: place.message.ts,
                  ...(place.message.threadTs && { threadTs: place.message.threadTs }),
                }),
              },
              platform,
            );
      await workspace.store.durable();
      const delivery = await link.deliver({ type: 'interactive', payload });
      return { outcome: delivery.kind === 'acknowledged' ? delivery.kind : faultOf(delivery) };
    },
    suggestOptions: async ({ userId, container, actionId, blockId, query }) => {
      const user = requireMember(userId, platform);
      const place = requirePlace(userId, container, platform);
      const found = requireElement(place, actionId, blockId);
      const payload = blockSuggestion(
        {
          user,
          container: place.kind === 'view' ? place.view : place,
          blockId: found.blockId,
          actionId,
          query,
        },
        platform,
      );
      const delivery = await link.deliver({ type: 'interactive', payload });
      if (delivery.kind !== 'acknowledged') throw new ActingError(faultOf(delivery));
      const body = isJsonObject(delivery.body) ? delivery.body : {};
      const options = [...asList(body['options']), ...asList(body['option_groups'])].filter(
        isJsonObject,
      );
      suggested.remember(found, options);
      return options;
    },
  };
}
