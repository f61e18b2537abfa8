import type { Clock } from '../../../shared/clock.js';
import type { NotificationsService } from '../notifications-service.js';

export interface NotificationsChatDeps {
  readonly notifications: NotificationsService;
  readonly noticesPerDay: number;
  readonly clock: Clock;
}
