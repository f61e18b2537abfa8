/** A value read from what somebody wrote, or what is wrong with it, in words for them. */
export type Read<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly fault: string };

/** What is wrong with a command, by field. */
export type Faults = Readonly<Record<string, string>>;

export function good<T>(value: T): Read<T> {
  return { ok: true, value };
}

export function bad(fault: string): { readonly ok: false; readonly fault: string } {
  return { ok: false, fault };
}

/** `faults` without the fields that are all right. */
export function presentFaults(faults: Readonly<Record<string, string | null>>): Faults {
  return Object.fromEntries(
    Object.entries(faults).filter((entry): entry is [string, string] => entry[1] !== null),
  );
}

const decimalPattern = /^[+-]?\d{1,12}(?:[.,]\d{1,9})?$/;

/** A number as people write it, with a point or a comma; no exponents, no thousands separators. */
export function readNumber(text: string): Read<number> {
  const trimmed = text.trim();
  return decimalPattern.test(trimmed)
    ? good(Number(trimmed.replace(',', '.')))
    : bad('Write a number such as 12 or 12.5.');
}
