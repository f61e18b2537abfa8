import { ExchangeSearch } from './exchange-search.js';
import { hourUnits } from './hour-units.js';
import { PackingWorths } from './packing-worth.js';
import type { Plan } from './plan.js';
import { Repacker } from './repack.js';
import { SpareTasks } from './spare-tasks.js';

/**
 * Improves the plan in rounds, task by task in the order given: somebody else gets the task, and may
 * have to pass one of his or hers on, back to where the first came from or to a third. Everyone
 * concerned then packs the hours best with what nobody has, as everybody does between the rounds.
 * Each step raises the plan's value; ends after `rounds`, or once a round has changed nothing.
 * @param hourPrice points an hour by member, to tell which tasks are worth trying
 */
export function exchange(
  plan: Plan,
  order: Int32Array,
  rounds: number,
  hourPrice: Float64Array,
): void {
  const units = hourUnits(plan.problem, 'up');
  const spare = new SpareTasks(plan, hourPrice);
  const worths = new PackingWorths(plan, units, spare);
  const repacker = new Repacker(plan, units, spare, worths.stale);
  const search = new ExchangeSearch(plan, worths, hourPrice);
  const repackAll = () => {
    let changed = false;
    for (let member = 0; member < plan.problem.members.length; member += 1) {
      if (repacker.repack(member)) changed = true;
    }
    return changed;
  };
  for (let round = 0; round < rounds; round += 1) {
    let changed = repackAll();
    search.findOnward(plan.arcOf.keys());
    for (const task of order) {
      const moves = search.bestMoves(task);
      if (moves.length === 0 || !repacker.carryOut(moves)) continue;
      changed = true;
      search.findOnward(moves.map(({ task: moved }) => moved));
    }
    if (!changed) return;
  }
  repackAll();
}
