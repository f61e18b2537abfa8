import type { Transaction } from '../../storage/index.js';
import type { AssignmentDeps } from './assignment-deps.js';

/** Offers a member at once what waits for their work to begin. */
export async function followAnyHour(
  { clock, work }: Pick<AssignmentDeps, 'clock' | 'work'>,
  { memberId, intentId }: { readonly memberId: string; readonly intentId: string },
  transaction: Transaction,
): Promise<void> {
  if (!(await work.isWaiting('next offer', memberId))) return;
  await work.enqueue(
    [
      {
        kind: 'next offer',
        subject: memberId,
        cause: `any hour/${intentId}`,
        dueAt: clock.now(),
      },
    ],
    transaction,
  );
}
