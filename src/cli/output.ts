import { cleanForeignText, onOneLine } from '../shared/foreign-text.js';

/** Where a command writes: results to `out`, progress and problems to `err`. */
export interface Output {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  /** Whether `err` is a terminal that can redraw a line. */
  readonly interactive: boolean;
}

export const processOutput: Output = {
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
  interactive: process.stderr.isTTY ?? false,
};

const barWidth = 30;

/** A line that shows how much of long work is done; silent where it could not be redrawn. */
export function progressBar(label: string, output: Output) {
  return ({ done, total }: { done: number; total: number }): void => {
    if (!output.interactive || total === 0) return;
    const filled = Math.round((done / total) * barWidth);
    const bar = '█'.repeat(filled) + '░'.repeat(barWidth - filled);
    output.err(`\r${label} ${bar} ${done}/${total}${done === total ? '\n' : ''}`);
  };
}

/** Rows as columns of even width, the first row being the heading. Each is one line and shows. */
export function table(given: readonly (readonly string[])[]): string {
  const rows = given.map((row) => row.map((cell) => onOneLine(cleanForeignText(cell))));
  const widths = rows.reduce<number[]>(
    (widest, row) => row.map((cell, column) => Math.max(cell.length, widest[column] ?? 0)),
    [],
  );
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .map((line) => `${line}\n`)
    .join('');
}
