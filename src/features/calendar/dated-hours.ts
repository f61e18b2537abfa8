import { isDeepStrictEqual } from 'node:util';
import { addLocalDays, type LocalDay } from './local-day.js';

/** Hours with those that they replaced, so that past days stay as they were. */
export interface DatedHours<Pattern> {
  /** Those that hold after all of `earlier`. */
  readonly pattern: Pattern;
  /** Oldest first; absent where there are none. */
  readonly earlier?: readonly EarlierHours<Pattern>[];
}

/** Hours of the days before `before`, back to that of the entry before this one. */
export interface EarlierHours<Pattern> {
  readonly before: LocalDay;
  readonly pattern: Pattern;
}

/** The hours that hold on `day`. */
export function patternOn<Pattern>(
  { pattern, earlier = [] }: DatedHours<Pattern>,
  day: LocalDay,
): Pattern {
  const replaced = earlier.find(({ before }) => day < before);
  return replaced ? replaced.pattern : pattern;
}

/** `hours` with `pattern` from `from` on, in place of all that held or was to hold from then on. */
export function withPatternFrom<Pattern>(
  hours: DatedHours<Pattern>,
  pattern: Pattern,
  from: LocalDay,
): Required<DatedHours<Pattern>> {
  const kept = (hours.earlier ?? []).filter(({ before }) => before < from);
  const replaced = patternOn(hours, addLocalDays(from, -1));
  return isDeepStrictEqual(replaced, pattern)
    ? { pattern, earlier: kept }
    : { pattern, earlier: [...kept, { before: from, pattern: replaced }] };
}

/** The hours that are to follow those of `today`, with the day from which on each holds. */
export function comingHours<Pattern>(
  { pattern, earlier = [] }: DatedHours<Pattern>,
  today: LocalDay,
): readonly { readonly from: LocalDay; readonly pattern: Pattern }[] {
  return earlier.flatMap(({ before: from }, index) => {
    const next = earlier[index + 1];
    return from > today ? [{ from, pattern: next ? next.pattern : pattern }] : [];
  });
}

/** The day from which on the last of the hours hold, or `today` when they hold already. */
export function lastChangeFrom({ earlier = [] }: DatedHours<unknown>, today: LocalDay): LocalDay {
  const last = earlier.at(-1)?.before ?? today;
  return last > today ? last : today;
}

/** `own` hours where there are any, and those of `others` on all other days. */
export function ownOrElse<Pattern>(
  own: DatedHours<Pattern | null>,
  others: DatedHours<Pattern>,
): DatedHours<Pattern> {
  const on = (day: LocalDay) => patternOn(own, day) ?? patternOn(others, day);
  const changes = [...(own.earlier ?? []), ...(others.earlier ?? [])].map(({ before }) => before);
  return {
    pattern: own.pattern ?? others.pattern,
    earlier: [...new Set(changes)]
      .toSorted()
      .map((before) => ({ before, pattern: on(addLocalDays(before, -1)) })),
  };
}
