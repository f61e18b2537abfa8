import type { Clock } from '../../../shared/clock.js';
import type { Logger } from '../../../shared/logger.js';
import type { CalendarService } from '../../calendar/index.js';
import type { People } from '../../people/index.js';
import type { Tasks, TaskUseCases } from '../tasks-service.js';

export interface ChatDeps {
  readonly tasks: Tasks & TaskUseCases;
  readonly people: People;
  readonly calendars: Pick<CalendarService, 'calendarsOf' | 'calendarOfTeam'>;
  readonly clock: Clock;
  readonly logger: Logger;
}
