import { message } from '../../../shared/message.js';
import { localDayAndTime } from '../../calendar/index.js';
import type { Preferences } from '../preferences.js';

/** What a member has decided, as it is shown. */
export function settingsReply(
  preferences: Preferences,
  shown: {
    readonly saved: boolean;
    readonly timeZone: string;
    readonly noticesPerDay: number;
    readonly now: Date;
  },
) {
  const { notify, hours, mutedTaskIds, snoozedUntil } = preferences;
  const isSnoozed = snoozedUntil !== null && snoozedUntil > shown.now;
  return message('notifications/settings', {
    saved: shown.saved,
    notify,
    hours,
    noticesPerDay: shown.noticesPerDay,
    mutedTasks: mutedTaskIds.join(', '),
    snoozedUntil: isSnoozed ? localDayAndTime(snoozedUntil, shown.timeZone) : null,
  });
}
