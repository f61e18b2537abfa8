import { type Clock, systemClock } from './shared/clock.js';
import { type NewId, newUuid } from './shared/ids.js';
import type { Logger } from './shared/logger.js';
import { type Random, systemRandom } from './shared/random.js';

/** What the bot takes from the world around it; tests pass their own. */
export interface Environment {
  readonly clock: Clock;
  readonly random: Random;
  readonly newId: NewId;
  readonly logger: Logger;
}

export function systemEnvironment(logger: Logger): Environment {
  return { clock: systemClock, random: systemRandom, newId: newUuid, logger };
}
