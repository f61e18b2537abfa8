import { inputFault } from '../block-kit/input-faults.js';
import type { AppLink } from '../delivery/app-link.js';
import { faultOf } from '../delivery/envelope.js';
import type { Events } from '../delivery/events.js';
import { viewClosed, viewSubmission } from '../delivery/payloads.js';
import { isJsonObject, type JsonObject } from '../json.js';
import type { Platform } from '../platform.js';
import { apiView } from '../web-api/api-objects.js';
import { checkedView } from '../web-api/methods/views.js';
import { SlackError } from '../web-api/slack-error.js';
import type { ViewRecord } from '../workspace/model.js';
import { MAX_MODALS } from '../workspace/view-stacks.js';
import type { Acting, SubmitResult } from './acting.js';
import { requireMember } from './conversing.js';
import {
  elementsIn,
  enteredValue,
  requireView,
  stateValues,
  type SuggestedOptions,
} from './elements.js';
import type { InputValues } from './inputs.js';
import { showView } from './show.js';

type Viewing = Pick<Acting, 'openHome' | 'home' | 'modals' | 'submitView' | 'closeView'>;

/** Modals and the Home tab. */
export function createViewing(
  platform: Platform,
  link: AppLink,
  events: Events,
  suggested: SuggestedOptions,
): Viewing {
  const { workspace } = platform;
  const { views } = workspace;
  const shownHome = (userId: string): ReturnType<typeof showView> | null => {
    const record = views.home(userId);
    return record ? showView(record) : null;
  };

  return {
    home: async ({ userId }) => shownHome(userId),
    modals: async ({ userId }) => views.modals(userId).map(showView),
    openHome: async ({ userId }) => {
      requireMember(userId, platform);
      const channel = workspace.direct([workspace.bot.id, userId]);
      const record = views.home(userId);
      events.send({
        type: 'app_home_opened',
        user: userId,
        channel: channel.id,
        tab: 'home',
        event_ts: workspace.timestamps.next(),
        ...(record && { view: apiView(record, platform) }),
      });
      return shownHome(userId);
    },
    submitView: async ({ userId, viewId, values = {} }) => {
      const user = requireMember(userId, platform);
      const view = requireView(userId, viewId, platform);
      const place = { kind: 'view', view } as const;
      const errors = inputErrors(view, values);
      if (Object.keys(errors).length > 0) return { outcome: 'invalid', errors };
      const payload = viewSubmission(
        { user, view, stateValues: stateValues(place, values, suggested) },
        platform,
      );
      const delivery = await link.deliver({ type: 'interactive', payload });
      if (delivery.kind !== 'acknowledged') return { outcome: faultOf(delivery) };
      const answer = isJsonObject(delivery.body) ? delivery.body : {};
      try {
        return followAnswer(answer, view, platform);
      } catch (error) {
        if (!(error instanceof SlackError)) throw error;
        platform.logger.error({ err: error, ...error.details }, 'the answer of a view was refused');
        return { outcome: 'dispatch_failed' };
      }
    },
    closeView: async ({ userId, viewId, clear = false }) => {
      const user = requireMember(userId, platform);
      const view = requireView(userId, viewId, platform);
      const stack = views.modals(userId);
      const isCleared = clear || view.view['clear_on_close'] === true;
      const closed = isCleared ? stack.toReversed() : [view];
      if (isCleared) views.clear(userId);
      else views.close(view);
      for (const record of closed.filter((each) => each.view['notify_on_close'] === true)) {
        const payload = viewClosed({ user, view: record, isCleared }, platform);
        const delivery = await link.deliver({ type: 'interactive', payload });
        if (delivery.kind !== 'acknowledged') return { outcome: faultOf(delivery) };
      }
      return { outcome: 'acknowledged' };
    },
  };
}

function inputErrors(view: ViewRecord, values: InputValues): Record<string, string> {
  const errors: Record<string, string> = {};
  for (const found of elementsIn({ kind: 'view', view }).filter(({ isInput }) => isInput)) {
    const fault = inputFault(found.element, enteredValue(found, values), found.isOptional);
    if (fault) errors[found.blockId] = fault;
  }
  return errors;
}

function followAnswer(answer: JsonObject, view: ViewRecord, platform: Platform): SubmitResult {
  const { views } = platform.workspace;
  const given = isJsonObject(answer['view']) ? answer['view'] : {};
  switch (answer['response_action']) {
    case 'errors':
      return { outcome: 'invalid', errors: answer['errors'] as Record<string, string> };
    case 'clear':
      views.clear(view.userId);
      return { outcome: 'cleared' };
    case 'update': {
      const updated = views.update(view, checkedView(given, 'modal', platform, view));
      return { outcome: 'updated', view: showView(updated) };
    }
    case 'push': {
      if (views.modals(view.userId).length >= MAX_MODALS) {
        throw new SlackError('push_limit_reached');
      }
      const pushed = views.push(view.userId, checkedView(given, 'modal', platform));
      return { outcome: 'pushed', view: showView(pushed) };
    }
    default:
      if (views.find(view.id)) views.close(view);
      return { outcome: 'closed' };
  }
}
