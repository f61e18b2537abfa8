/** How a piece of work stood when its time was up. */
export type Answer<T> =
  | { readonly inTime: true; readonly value: T }
  | { readonly inTime: false; readonly later: Promise<T> };

/** Waits for `work`, but no longer than `budgetMs`; the work goes on when it takes longer. */
export async function answerWithin<T>(budgetMs: number, work: Promise<T>): Promise<Answer<T>> {
  let timer: NodeJS.Timeout | undefined;
  const timeUp = new Promise<Answer<T>>((resolve) => {
    timer = setTimeout(() => resolve({ inTime: false, later: work }), budgetMs);
  });
  try {
    return await Promise.race([work.then((value): Answer<T> => ({ inTime: true, value })), timeUp]);
  } finally {
    clearTimeout(timer);
  }
}
