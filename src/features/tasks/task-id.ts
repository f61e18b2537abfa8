const pattern = /^T-?([1-9]\d{0,8})$/i;

export function taskIdOf(number: number): string {
  return `T-${number}`;
}

/** The id that `text` means (`T-12`, `t-12`, `T12`), or null when it is none. */
export function parseTaskId(text: string): string | null {
  const [, number] = pattern.exec(text) ?? [];
  return number === undefined ? null : taskIdOf(Number(number));
}
