import { onOneLine } from '../../../shared/foreign-text.js';
import type { Faults } from '../fault.js';
import { longestReason } from '../leave-rules.js';
import { clockOf, isLocalDay } from '../local-day.js';
import { readTime } from '../period-text.js';
import type { DayPart, Leave } from '../work-calendar.js';

/** Leave as it is typed or chosen; what is left out is null. */
export interface LeaveInput {
  readonly firstDay: string;
  readonly lastDay: string | null;
  readonly part: DayPart;
  readonly from: string | null;
  readonly until: string | null;
  readonly reason: string | null;
}

const typed =
  /^(\d{4}-\d\d-\d\d)(?:\s*(?:to|until|-|–|\.{2,})\s*(\d{4}-\d\d-\d\d))?(?:\s+(first|second) half)?(?:\s+(\d[\d:.]*)\s*[-–]\s*(\d[\d:.]*))?(?:\s+(\S.*))?$/is;

/** Reads such as `2026-12-23 to 2026-12-30 holidays` or `2026-12-23 13:00-15:30`; null if unlike. */
export function parseLeave(text: string): LeaveInput | null {
  const match = typed.exec(text.trim());
  if (!match) return null;
  const [, firstDay = '', lastDay = null, half, from = null, until = null, reason = null] = match;
  const part =
    half === undefined
      ? 'whole day'
      : half.toLowerCase() === 'first'
        ? 'first half'
        : 'second half';
  return { firstDay, lastDay, part, from, until, reason };
}

/** The leave that was meant, in the member's zone, or what is wrong with it by field. */
export function readLeave(
  { firstDay, lastDay, part, from, until, reason }: LeaveInput,
  timeZone: string,
): { readonly leave: Leave; readonly reason: string | null } | { readonly faults: Faults } {
  const last = lastDay ?? firstDay;
  if (!isLocalDay(firstDay)) return fault('firstDay', noSuchDay);
  if (!isLocalDay(last)) return fault('lastDay', noSuchDay);
  const why = onOneLine(reason ?? '').trim();
  if (why.length > longestReason) return fault('reason', `At most ${longestReason} characters.`);
  const kept = why === '' ? null : why;
  if (from === null && until === null) {
    return { leave: { kind: 'days', firstDay, lastDay: last, part }, reason: kept };
  }
  if (part !== 'whole day') return fault('part', 'Choose half a day or times, not both.');
  const [start, end] = [readTime(from ?? ''), readTime(until ?? '')];
  if ('fault' in start) return fault('from', start.fault);
  if ('fault' in end) return fault('until', end.fault);
  return {
    leave: {
      kind: 'time',
      start: clockOf(firstDay, timeZone)(start.value),
      end: clockOf(last, timeZone)(end.value),
    },
    reason: kept,
  };
}

const noSuchDay = 'There is no such day. Write it as 2026-12-23.';

function fault(field: keyof LeaveInput, problem: string): { readonly faults: Faults } {
  return { faults: { [field]: problem } };
}
