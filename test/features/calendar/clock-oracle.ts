/** What clocks in a zone show, read from Intl alone and minute by minute. */
export interface ShownMinute {
  readonly instant: Date;
  /** `YYYY-MM-DD` */
  readonly day: string;
  /** The latest minute of the day, 0 to 1439, that clocks have shown on this day by now. */
  readonly reachedMinute: number;
}

const minuteMs = 60_000;

/** Every minute of `days` days from `start`, which has to be the start of a day in `timeZone`. */
export function shownMinutes(start: string, days: number, timeZone: string): ShownMinute[] {
  const format = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  });
  const first = Date.parse(start);
  let [currentDay, reachedMinute] = ['', 0];
  return Array.from({ length: days * 24 * 60 }, (_, minutes) => {
    const instant = new Date(first + minutes * minuteMs);
    const [day = '', time = ''] = format.format(instant).split(', ');
    const minute = Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
    reachedMinute = day === currentDay ? Math.max(reachedMinute, minute) : minute;
    currentDay = day;
    return { instant, day, reachedMinute };
  });
}
