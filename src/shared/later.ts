/** Does `action` once, after so many milliseconds, unless the returned function is called before. */
export type Later = (milliseconds: number, action: () => void) => () => void;

export const systemLater: Later = (milliseconds, action) => {
  const timer = setTimeout(action, milliseconds);
  return () => clearTimeout(timer);
};
