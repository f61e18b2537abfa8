import type { Read } from './fault.js';
import type { WorkPeriod } from './work-pattern.js';

export const mostPeriods = 8;

const time = /^(\d{1,2})(?:[:.](\d{2}))?$/;

/** Reads the periods of one day, such as `08:00-12:00, 12:30-17`; they come out in order. */
export function readPeriods(text: string): Read<readonly WorkPeriod[]> {
  const periods: WorkPeriod[] = [];
  for (const part of text.split(',').map((word) => word.trim())) {
    const read = readPeriod(part);
    if ('fault' in read) return read;
    periods.push(read.value);
  }
  if (periods.length > mostPeriods) return { fault: `A day has at most ${mostPeriods} periods.` };
  const inOrder = periods.toSorted((one, other) => one.startMinute - other.startMinute);
  const overlap = inOrder.find(
    ({ startMinute }, index) => startMinute < (inOrder[index - 1]?.endMinute ?? 0),
  );
  return overlap
    ? { fault: `Periods overlap at ${timeOfDay(overlap.startMinute)}.` }
    : { value: inOrder };
}

/** Reads a time of day, `08:30`, `8.30` or `8`, into its minute from 0 to 1440. */
export function readTime(text: string): Read<number> {
  const [, hour, minute = '0'] = time.exec(text.trim()) ?? [];
  const minutes = Number(hour) * 60 + Number(minute);
  return hour === undefined || Number(minute) > 59 || minutes > 24 * 60
    ? { fault: `“${text.trim()}” is no time of day. Write 00:00 to 24:00.` }
    : { value: minutes };
}

/** `minute` of the day as clocks show it, such as 08:30. */
export function timeOfDay(minute: number): string {
  const [hours, minutes] = [Math.floor(minute / 60), minute % 60];
  return `${String(hours).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`;
}

function readPeriod(text: string): Read<WorkPeriod> {
  const [from, until, ...more] = text.split(/\s*[-–]\s*/);
  if (from === undefined || until === undefined || more.length > 0) {
    return { fault: `“${text}” is no period. Write it like 08:00-12:00.` };
  }
  const [start, end] = [readTime(from), readTime(until)];
  if ('fault' in start) return start;
  if ('fault' in end) return end;
  if (end.value <= start.value) {
    return {
      fault: `${text} ends before it begins. Write work over midnight as 22:00-24:00 on one day and 00:00-06:00 on the next.`,
    };
  }
  return { value: { startMinute: start.value, endMinute: end.value } };
}
