/** From `start` up to but without `end`. */
export interface Interval {
  readonly start: Date;
  readonly end: Date;
}

export function isWithin({ start, end }: Interval, instant: Date): boolean {
  return start <= instant && instant < end;
}

/** A stretch of whole numbers or milliseconds, from the first up to but without the second. */
export type Stretch = readonly [start: number, end: number];

/** What is left of `stretch` without `removed`, in order; `removed` in any order, also overlapping. */
export function without(stretch: Stretch, removed: readonly Stretch[]): readonly Stretch[] {
  let left: readonly Stretch[] = [stretch];
  for (const [start, end] of removed) {
    left = left.flatMap(([from, until]): Stretch[] =>
      [[from, Math.min(until, start)] as const, [Math.max(from, end), until] as const].filter(
        (part) => part[0] < part[1],
      ),
    );
  }
  return left;
}
