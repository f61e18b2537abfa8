import type { Arguments } from './arguments.js';
import { SlackError } from './slack-error.js';

/** The part of `items` that `limit` and `cursor` ask for; `nextCursor` is empty at the end. */
export function pageOf<T>(
  items: readonly T[],
  args: Arguments,
  limits: { readonly defaultLimit: number; readonly maxLimit: number },
): { page: readonly T[]; nextCursor: string } {
  const limit = args.integer('limit', limits.defaultLimit) || limits.defaultLimit;
  if (limit > limits.maxLimit) throw new SlackError('invalid_limit');
  const start = offsetOf(args.text('cursor'));
  const end = start + limit;
  return { page: items.slice(start, end), nextCursor: end < items.length ? cursorOf(end) : '' };
}

function cursorOf(offset: number): string {
  return Buffer.from(`offset:${offset}`).toString('base64');
}

function offsetOf(cursor: string | undefined): number {
  if (cursor === undefined) return 0;
  const offset = /^offset:(\d+)$/.exec(Buffer.from(cursor, 'base64').toString())?.[1];
  if (offset === undefined) throw new SlackError('invalid_cursor');
  return Number(offset);
}
