import type { Logger } from '../../shared/logger.js';
import { type Actor, actorId } from './actor.js';
import { isAllowed, type Permission, type Target } from './authorisation.js';

/**
 * Whether `actor` may do what `permission` names to `target`. A refusal is written to the log, with
 * what `about` says of the attempt; so ask `isAllowed` where only what is shown depends on it.
 */
export function authorise(
  actor: Actor,
  permission: Permission,
  target: Target,
  logger: Logger,
  about: object = {},
): boolean {
  if (isAllowed(actor, permission, target)) return true;
  logRefusal(actor, logger, { permission, ...target, ...about });
  return false;
}

/** Writes to the log that `actor` was refused by a rule that is more than one permission. */
export function logRefusal(actor: Actor, logger: Logger, about: object): void {
  logger.warn({ actorId: actorId(actor), ...about }, 'refused: not allowed');
}
