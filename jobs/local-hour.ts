import { localDayAndTime } from '../src/features/calendar/index.js';

/** The bucket of an hourly job, `YYYY-MM-DDTHH`; the hour that clocks repeat in autumn counts once. */
export function localHour({ timeZone }: { readonly timeZone: string }, now: Date): string {
  return localDayAndTime(now, timeZone).slice(0, 13).replace(' ', 'T');
}
