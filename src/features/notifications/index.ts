import type { DeliveryLedger, DeliveryPolicy, Outbox } from '../../outbox/index.js';
import type { Clock } from '../../shared/clock.js';
import type { CollectionIndexes, Db, InTransaction } from '../../storage/index.js';
import type { Audit } from '../audit/index.js';
import type { CalendarService } from '../calendar/index.js';
import type { ChatFeature } from '../chat.js';
import type { People } from '../people/index.js';
import type { Tasks } from '../tasks/index.js';
import { createDeliveryPolicy } from './delivery-policy.js';
import { type AnyHourFollower, NotificationsService } from './notifications-service.js';
import { notificationsChat } from './notifications-slack.js';
import { PreferencesStore, preferencesIndexes } from './preferences-store.js';

export { messageTypes } from './message-types.js';
export type { NotificationsService } from './notifications-service.js';
export { footerOf } from './slack/later.js';

export interface NotificationsFeature {
  readonly notifications: NotificationsService;
  readonly deliveryPolicy: DeliveryPolicy;
  readonly chat: ChatFeature;
  readonly indexes: readonly CollectionIndexes[];
}

export function createNotifications(deps: {
  readonly db: Db;
  readonly inTransaction: InTransaction;
  readonly audit: Audit;
  readonly outbox: Outbox & DeliveryLedger;
  readonly clock: Clock;
  readonly people: People;
  readonly calendars: CalendarService;
  readonly tasks: Pick<Tasks, 'task'>;
  readonly noticesPerDay: number;
  readonly followAnyHour: AnyHourFollower;
}): NotificationsFeature {
  const preferences = new PreferencesStore(deps.db);
  const inner = { ...deps, preferences, ledger: deps.outbox };
  const notifications = new NotificationsService(inner);
  return {
    notifications,
    deliveryPolicy: createDeliveryPolicy(inner),
    chat: notificationsChat({ ...deps, notifications }),
    indexes: [preferencesIndexes],
  };
}
