/** Does `work` every so often until the returned function is called. `work` must not reject. */
export type Every = (milliseconds: number, work: () => Promise<void>) => () => void;

export const systemEvery: Every = (milliseconds, work) => {
  const timer = setInterval(() => void work(), milliseconds);
  return () => clearInterval(timer);
};
