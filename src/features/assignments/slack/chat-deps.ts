import type { Clock } from '../../../shared/clock.js';
import type { Logger } from '../../../shared/logger.js';
import type { People } from '../../people/index.js';
import type { Tasks } from '../../tasks/index.js';
import type { Assignments } from '../assignments-service.js';

export interface ChatDeps {
  readonly assignments: Assignments;
  readonly people: People;
  readonly tasks: Pick<Tasks, 'task'>;
  readonly clock: Clock;
  readonly logger: Logger;
}
