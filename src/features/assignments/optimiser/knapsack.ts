/** More places than these are not counted: so many items hardly ever fit. */
const mostPlaces = 24;

/** A table of the most points that items can have: row r for at most r items, column u for u units. */
export interface TableShape {
  readonly rows: number;
  readonly width: number;
  /** Otherwise there is one row, for any number of items. */
  readonly countsItems: boolean;
}

export function tableShape(units: number, places: number, items: number): TableShape {
  const countsItems = places < items && places <= mostPlaces;
  return { rows: countsItems ? places + 1 : 1, width: units + 1, countsItems };
}

/** @param taken set to 1 where the item belongs to the best, and left as it is elsewhere */
export function addItem(
  best: Float64Array,
  { rows, width, countsItems }: TableShape,
  size: number,
  points: number,
  taken: Uint8Array | null,
): void {
  const lastRow = countsItems ? 1 : 0;
  for (let row = rows - 1; row >= lastRow; row -= 1) {
    const to = row * width;
    const from = (countsItems ? to - width : to) - size;
    for (let units = width - 1; units >= size; units -= 1) {
      const withItem = (best[from + units] ?? 0) + points;
      if (withItem <= (best[to + units] ?? 0)) continue;
      best[to + units] = withItem;
      if (taken) taken[to + units] = 1;
    }
  }
}

/** The best choice of items, each taken once or not at all, within units and places. */
export class Knapsack {
  #shape = tableShape(0, 0, 0);
  #best = new Float64Array(64);
  #taken: Uint8Array[] = [];
  #sizes: number[] = [];
  #isTaken: boolean[] = [];

  begin(units: number, places: number, mostItems: number): void {
    this.#shape = tableShape(units, places, mostItems);
    const cells = this.#shape.rows * this.#shape.width;
    if (this.#best.length < cells) {
      this.#best = new Float64Array(2 * cells);
      this.#taken = [];
    }
    this.#best.fill(0, 0, cells);
    this.#sizes.length = 0;
    this.#isTaken.length = 0;
  }

  add(size: number, points: number): void {
    const item = this.#sizes.length;
    const taken = (this.#taken[item] ??= new Uint8Array(this.#best.length));
    taken.fill(0, 0, this.#shape.rows * this.#shape.width);
    addItem(this.#best, this.#shape, size, points, taken);
    this.#sizes.push(size);
  }

  /**
   * The most points less cost. `isTaken` then tells by which items.
   * @param cost of so many units, which never falls
   */
  solve(cost: (units: number) => number): number {
    const { rows, width } = this.#shape;
    const top = (rows - 1) * width;
    let units = 0;
    let most = (this.#best[top] ?? 0) - cost(0);
    for (let each = 1; each < width; each += 1) {
      const points = (this.#best[top + each] ?? 0) - cost(each);
      if (points > most) [units, most] = [each, points];
    }
    this.#trace(units);
    return most;
  }

  isTaken(item: number): boolean {
    return this.#isTaken[item] ?? false;
  }

  #trace(units: number): void {
    const { rows, width, countsItems } = this.#shape;
    let at = (rows - 1) * width + units;
    for (let item = this.#sizes.length - 1; item >= 0; item -= 1) {
      const taken = this.#taken[item]?.[at] === 1;
      this.#isTaken[item] = taken;
      if (taken) at -= (this.#sizes[item] ?? 0) + (countsItems ? width : 0);
    }
  }
}
