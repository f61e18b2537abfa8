function format(date: Date, timeZone: string, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat('en-GB', { timeZone, ...options }).format(date);
}

export function dateOfTs(ts: string): Date {
  return new Date(Number(ts) * 1000);
}

export function timeOf(ts: string, timeZone: string): string {
  return format(dateOfTs(ts), timeZone, { hour: '2-digit', minute: '2-digit' });
}

export function dayOf(ts: string, timeZone: string): string {
  return format(dateOfTs(ts), timeZone, { weekday: 'long', day: 'numeric', month: 'long' });
}

const DATE_TOKENS: Readonly<Record<string, Intl.DateTimeFormatOptions>> = {
  date_num: { year: 'numeric', month: '2-digit', day: '2-digit' },
  date: { dateStyle: 'long' },
  date_short: { dateStyle: 'medium' },
  date_long: { dateStyle: 'full' },
  date_pretty: { dateStyle: 'long' },
  date_short_pretty: { dateStyle: 'medium' },
  date_long_pretty: { dateStyle: 'full' },
  time: { hour: '2-digit', minute: '2-digit' },
  time_secs: { hour: '2-digit', minute: '2-digit', second: '2-digit' },
};

/** A date as a message asks for it, for example `{date_short} at {time}`, in the reader's zone. */
export function formatDateToken(seconds: number, pattern: string, timeZone: string): string {
  return pattern.replace(/\{(\w+)\}/g, (whole, token: string) => {
    const options = DATE_TOKENS[token];
    return options ? format(new Date(seconds * 1000), timeZone, options) : whole;
  });
}
