import { addDays } from 'date-fns';
import type { Transaction } from '../../storage/index.js';
import type { AssignmentDeps } from './assignment-deps.js';

/** Longer than anybody's leave. */
const furthestDays = 1_000;

/** Offers a member at once what waits for their work to begin. */
export async function followAnyHour(
  { clock, work }: Pick<AssignmentDeps, 'clock' | 'work'>,
  { memberId, intentId }: { readonly memberId: string; readonly intentId: string },
  transaction: Transaction,
): Promise<void> {
  const now = clock.now();
  if ((await work.latestDue('next offer', memberId, now, addDays(now, furthestDays))) === null) {
    return;
  }
  const next = { kind: 'next offer', subject: memberId, dueAt: now } as const;
  await work.enqueue([{ id: `any hour/${intentId}`, ...next }], transaction);
}
