/**
 * How many characters have to be added, left out, replaced or swapped with their neighbour to make
 * one text of the other, each stretch changed once: the optimal string alignment distance
 * (L. Boytsov, "Indexing methods for approximate dictionary searching", 2011, section 2.2).
 */
export function editDistance(one: string, other: string): number {
  const [rows, columns] = [Array.from(one), Array.from(other)];
  let beforeLast: number[] = [];
  let last = Array.from({ length: columns.length + 1 }, (_, column) => column);
  for (const [row, character] of rows.entries()) {
    const current = [row + 1];
    for (const [column, wanted] of columns.entries()) {
      const at = (line: readonly number[], index: number) => line[index] ?? 0;
      const replaced = at(last, column) + (character === wanted ? 0 : 1);
      const isSwap =
        row > 0 && column > 0 && character === columns[column - 1] && rows[row - 1] === wanted;
      current.push(
        Math.min(
          at(last, column + 1) + 1,
          at(current, column) + 1,
          replaced,
          isSwap ? at(beforeLast, column - 1) + 1 : Number.POSITIVE_INFINITY,
        ),
      );
    }
    beforeLast = last;
    last = current;
  }
  return last.at(-1) ?? 0;
}
