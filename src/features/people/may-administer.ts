import type { Logger } from '../../shared/logger.js';
import { type Actor, actorId } from './actor.js';
import { isAllowed } from './authorisation.js';

/** Whether `actor` may change people and teams. An attempt without leave is written to the log. */
export function mayAdminister(actor: Actor, logger: Logger, what: string): boolean {
  if (isAllowed(actor, 'administer')) return true;
  logger.warn({ actorId: actorId(actor), what }, 'refused: not allowed');
  return false;
}
