import { bad, good, type Read } from './input.js';

export const maximumHours = 1000;

const remedy = 'Write the hours as 5.5h, 5h30m or 90m.';
const decimalHours = /^(\d{1,12}(?:[.,]\d{1,9})?)\s*h?$/i;
const minutesOnly = /^(\d{1,12})\s*m(?:in)?$/i;
const hoursAndMinutes = /^(\d{1,12})\s*h\s*([0-5]?\d)\s*m?(?:in)?$/i;

/** What is wrong with a number of hours: they are above 0 and at most 1000. */
export function hoursFault(hours: number): string | null {
  if (!(hours > 0)) return `Hours must be more than 0. ${remedy}`;
  return hours > maximumHours ? `Hours can be at most ${maximumHours}. ${remedy}` : null;
}

/** What is wrong with an estimate of hours; to have none is right. */
export function estimateFault(hours: number | null): string | null {
  if (hours === null || (hours > 0 && hours <= maximumHours)) return null;
  return `An estimate is more than 0 and at most ${maximumHours} hours.`;
}

function minutesIn(text: string): number | null {
  const [, decimal] = decimalHours.exec(text) ?? [];
  if (decimal !== undefined) return Math.round(Number(decimal.replace(',', '.')) * 60);
  const [, minutes] = minutesOnly.exec(text) ?? [];
  if (minutes !== undefined) return Number(minutes);
  const [, whole, rest] = hoursAndMinutes.exec(text) ?? [];
  return whole === undefined ? null : Number(whole) * 60 + Number(rest);
}

/** Hours from `5.5`, `5,5`, `5.5h`, `5h30m` or `90m`, to the nearest minute. */
export function readHours(text: string): Read<number> {
  const trimmed = text.trim();
  if (trimmed === '') return bad(`Hours are missing. ${remedy}`);
  const minutes = minutesIn(trimmed);
  if (minutes === null) {
    const negative = trimmed.startsWith('-');
    return bad(
      negative
        ? `Hours must be more than 0. ${remedy}`
        : `“${trimmed.slice(0, 40)}” is no number of hours. ${remedy}`,
    );
  }
  const fault = hoursFault(minutes / 60);
  return fault === null ? good(minutes / 60) : bad(fault);
}

/** Splits `5.5h some notes` after the hours; `5h 30m` and `90 min` count as one. */
export function splitHours(text: string): { readonly hours: string; readonly rest: string } {
  const [hours = ''] =
    /^\d+\s*h\s+\d{1,2}\s*m(?:in)?(?=\s|$)/i.exec(text) ??
    /^\d+(?:[.,]\d+)?\s+(?:h|m|min)(?=\s|$)/i.exec(text) ??
    /^\S+/.exec(text) ??
    [];
  return { hours, rest: text.slice(hours.length).trim() };
}

/** Whether `word` says hours by its unit, so that it cannot be anything else. */
export function namesHours(word: string): boolean {
  return /^\d+(?:[.,]\d+)?(?:h(?:\d{1,2}m?)?|m(?:in)?)$/i.test(word);
}

/** `5h30m`, `2h` or `45m`; as `readHours` reads it. */
export function writeHours(hours: number): string {
  const total = Math.round(hours * 60);
  const [whole, minutes] = [Math.floor(total / 60), total % 60];
  if (minutes === 0) return `${whole}h`;
  return whole === 0 ? `${minutes}m` : `${whole}h${minutes}m`;
}
