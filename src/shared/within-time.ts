/** What `work` resolves to. Rejects with `complaint` when that takes longer than `milliseconds`. */
export async function withinTime<T>(
  work: Promise<T>,
  milliseconds: number,
  complaint: string,
): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const timeUp = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(
      () => reject(new Error(`${complaint} within ${milliseconds} ms`)),
      milliseconds,
    );
  });
  try {
    return await Promise.race([work, timeUp]);
  } finally {
    clearTimeout(timer);
  }
}
