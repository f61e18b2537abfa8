import type { Logger } from '../../shared/logger.js';
import { type Actor, logRefusal } from '../people/index.js';

/** `useCase`, with every attempt at what the actor may not do written to the log. */
export function loggingRefusals<
  Request extends { readonly actor: Actor },
  Outcome extends { kind: string },
>(
  logger: Logger,
  useCase: (request: Request) => Promise<Outcome>,
  describe: (request: Request) => object,
): (request: Request) => Promise<Outcome> {
  return async (request) => {
    const outcome = await useCase(request);
    if (outcome.kind === 'not allowed') logRefusal(request.actor, logger, describe(request));
    return outcome;
  };
}
