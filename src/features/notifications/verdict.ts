import type { OutboxEntry, Verdict } from '../../outbox/index.js';
import {
  addLocalDays,
  localDayOf,
  nextWorkingMoment,
  startOfLocalDay,
  type WorkCalendar,
} from '../calendar/index.js';
import { mergedTemplate, messageTypes } from './message-types.js';
import type { Preferences } from './preferences.js';

export interface ReceiverState {
  readonly preferences: Preferences;
  readonly calendar: WorkCalendar;
  /** What the receiver got as new messages since the local day began. */
  readonly today: readonly { readonly template: string; readonly postedAt: Date }[];
  /** Most notices in one local day. */
  readonly dayLimit: number;
}

/** What comes within so long after a notice is collected and becomes one message. */
export const collectingMs = 60_000;

type Judged = Pick<OutboxEntry, 'message' | 'held' | 'taskId'>;

/** What is to become of a direct message that would be posted at `now`. */
export function verdictOn(entry: Judged, receiver: ReceiverState, now: Date): Verdict {
  const type = messageTypes[entry.message.template];
  if (!type) return { kind: 'deliver', mayMerge: false };
  const { preferences, calendar } = receiver;
  const isNotice = type.urgency === 'notice';

  const unwanted = type.urgency === 'required' ? null : unwantedBy(entry, isNotice, preferences);
  if (unwanted !== null) return { kind: 'mute', reason: unwanted };
  if (isNotice && preferences.snoozedUntil !== null && preferences.snoozedUntil > now)
    return { kind: 'hold', until: preferences.snoozedUntil, reason: 'snoozed' };
  if (type.hours === 'working' && preferences.hours === 'working') {
    const until = nextWorkingMoment(calendar, now) ?? now;
    if (until > now) return { kind: 'hold', until, reason: 'working hours' };
  }
  if (!isNotice) return { kind: 'deliver', mayMerge: false };

  const notices = receiver.today.filter(({ template }) => isNoticeTemplate(template));
  if (notices.length >= receiver.dayLimit)
    return { kind: 'hold', until: nextDay(receiver, now), reason: 'daily limit' };
  const collects = type.merges && preferences.hours === 'working';
  if (collects) {
    const last = Math.max(0, ...notices.map(({ postedAt }) => postedAt.getTime()));
    const until = new Date(last + collectingMs);
    if (until > now) return { kind: 'hold', until, reason: 'collecting' };
  }
  return { kind: 'deliver', mayMerge: collects || (entry.held !== null && !isMerged(entry)) };
}

function unwantedBy(
  { taskId }: Judged,
  isNotice: boolean,
  { notify, mutedTaskIds }: Preferences,
): string | null {
  if (notify === 'off') return 'the receiver has switched notifications off';
  if (!isNotice) return null;
  if (notify === 'essential') return 'the receiver wants essential messages only';
  return taskId !== undefined && mutedTaskIds.includes(taskId)
    ? `the receiver has muted ${taskId}`
    : null;
}

function isNoticeTemplate(template: string): boolean {
  return messageTypes[template]?.urgency === 'notice';
}

function isMerged({ message }: Judged): boolean {
  return message.template === mergedTemplate;
}

/** The first welcome moment of the receiver's next local day. */
function nextDay({ calendar, preferences }: ReceiverState, now: Date): Date {
  const { timeZone } = calendar;
  const midnight = startOfLocalDay(addLocalDays(localDayOf(now, timeZone), 1), timeZone);
  return preferences.hours === 'any'
    ? midnight
    : (nextWorkingMoment(calendar, midnight) ?? midnight);
}
