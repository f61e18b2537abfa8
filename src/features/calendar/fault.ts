/** A value read from what somebody wrote, or what is wrong with it, in words for them. */
export type Read<T> = { readonly value: T } | { readonly fault: string };

/** Faults by the field of a form in which they lie. */
export type Faults = Readonly<Record<string, string>>;
