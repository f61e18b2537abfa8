import type { LocalDay } from './calendar/index.js';

const dayFormat = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  timeZone: 'UTC',
});

/** `20 Nov 2026` */
export function dayText(day: LocalDay): string {
  return dayFormat.format(new Date(`${day}T00:00:00Z`));
}

/** `20 Nov 2026, 14:05` on the clocks of `timeZone`. */
export function instantText(instant: Date, timeZone: string): string {
  return new Intl.DateTimeFormat('en-GB', {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZone,
  }).format(instant);
}
