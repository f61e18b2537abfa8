import { z } from 'zod';
import { isTimeZone } from '../../shared/time-zone.js';

/** What is wrong with each field of an input, by field name. Empty = nothing. */
export type FieldFaults = Readonly<Record<string, string>>;

/** The first fault of each field. */
export function faultsByField(error: z.ZodError): FieldFaults {
  return Object.fromEntries(
    error.issues.map(({ path, message }) => [String(path[0] ?? ''), message]).toReversed(),
  );
}

/** Text of 1 to `maxLength` characters on one line. */
export function singleLine(maxLength: number) {
  return z
    .string({ error: 'Write a text.' })
    .transform((text) => text.replace(/\s+/g, ' ').trim())
    .pipe(
      z
        .string()
        .min(1, 'Write at least one character.')
        .max(maxLength, `Write at most ${maxLength} characters.`),
    );
}

/** A decimal number, given as a number or as typed text. */
export function decimal(error: string) {
  return z
    .union([z.number(), z.string()], { error })
    .transform((value) => {
      if (typeof value === 'number') return value;
      return /^\s*-?\d+(\.\d+)?\s*$/.test(value) ? Number(value) : Number.NaN;
    })
    .pipe(z.number({ error }));
}

export const timeZone = z.string({ error: 'Write a time zone.' }).transform((text, context) => {
  const name = text.trim();
  if (isTimeZone(name)) return name;
  context.addIssue(unknownTimeZone(name));
  return z.NEVER;
});

function unknownTimeZone(name: string): string {
  const wanted = name.toLowerCase().replaceAll(' ', '_');
  const similar = Intl.supportedValuesOf('timeZone').find(
    (known) => wanted !== '' && known.toLowerCase().includes(wanted),
  );
  return similar === undefined
    ? 'This time zone is not known. Write its IANA name, such as Europe/Berlin.'
    : `This time zone is not known. Did you mean ${similar}?`;
}
