import type { Clock } from '../../../shared/clock.js';
import type { Tasks } from '../../tasks/index.js';
import type { NotificationsService } from '../notifications-service.js';

export interface NotificationsChatDeps {
  readonly notifications: NotificationsService;
  readonly tasks: Pick<Tasks, 'task'>;
  readonly noticesPerDay: number;
  readonly clock: Clock;
}
