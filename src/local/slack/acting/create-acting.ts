import type { AppLink } from '../delivery/app-link.js';
import type { Events } from '../delivery/events.js';
import type { Platform } from '../platform.js';
import type { Faults } from '../web-api/faults.js';
import type { Acting } from './acting.js';
import { createCommanding } from './commanding.js';
import { createConversing } from './conversing.js';
import { SuggestedOptions } from './elements.js';
import type { ActingInputs } from './inputs.js';
import { createInteracting } from './interacting.js';
import { createViewing } from './viewing.js';

/** The operations of `Acting`; each resolves once its effect is on disk. */
export function createActing(
  platform: Platform,
  link: AppLink,
  events: Events,
  faults: Faults,
): Acting {
  const suggested = new SuggestedOptions();
  const operations: Acting = {
    ...createConversing(platform, events),
    ...createCommanding(platform, link),
    ...createInteracting(platform, link, suggested),
    ...createViewing(platform, link, events, suggested),
    setRequestUrl: async ({ url }) => {
      link.setRequestUrl(url);
      return null;
    },
    disconnectSockets: async ({ reason }) => {
      link.sockets.disconnect(reason);
      return null;
    },
    injectFault: async ({ method, kind, times, retryAfter }) => {
      faults.inject({ method, kind, times: times ?? 1, retryAfter: retryAfter ?? 1 });
      return null;
    },
  };
  const durably =
    <Input, Result>(operation: (input: Input) => Promise<Result>) =>
    async (input: Input): Promise<Result> => {
      const result = await operation(input);
      await platform.workspace.store.durable();
      return result;
    };
  return Object.fromEntries(
    Object.entries(operations).map(([name, operation]) => [
      name,
      durably(operation as (input: ActingInputs[keyof ActingInputs]) => Promise<unknown>),
    ]),
  ) as unknown as Acting;
}
