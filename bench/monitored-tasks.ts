import type { DecisionInput } from '../src/features/evaluations/rule/decision-input.js';
import type { Random } from '../src/shared/random.js';

const trueChanges = [0, 0, 0, 5, 8, 15, -10];
const weekendDip = [0, 0, 0, 0, 0, -2, -2];

/** Mulberry32 by T. Ettinger: numbers in [0, 1), the same for the same seed. */
export function seededRandom(seed: number): Random {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Box and Muller's transformation. */
function standardNormal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

function pick<Item>(items: readonly Item[], random: Random): Item {
  return items[Math.floor(random() * items.length)] as Item;
}

/**
 * A daily task with a reading on most of `days` days around a baseline of 100: a change in mid
 * period, autocorrelated noise, for some a weekday pattern, spikes, gaps, a measured baseline.
 */
export function syntheticTask(days: number, random: Random): DecisionInput {
  const firstDay = 20_000;
  const direction = random() < 0.5 ? 'higher' : 'lower';
  const change = pick(trueChanges, random) * (direction === 'higher' ? 1 : -1);
  const changeDay = Math.floor(random() * days);
  const noise = 3 + 15 * random();
  const carryOver = pick([0, 0.3, 0.6], random);
  const season = random() < 0.2 ? noise : 0;
  const gaps = pick([0, 0, 0.05, 0.3], random);
  let wander = 0;
  const points = Array.from({ length: days }, (_, day) => {
    const t = firstDay + day;
    wander = carryOver * wander + Math.sqrt(1 - carryOver ** 2) * standardNormal(random);
    const spike = random() < 0.01 ? 60 : 0;
    const level = 100 + (day >= changeDay ? change : 0) + season * (weekendDip[t % 7] ?? 0);
    return {
      t,
      y: random() < gaps ? null : Math.round(10 * (level + noise * wander + spike)) / 10,
    };
  });
  return {
    points,
    baseline: random() < 0.5 ? { value: 100 } : { value: 100, n: 14, sd: noise },
    direction,
    target: { type: 'percent', value: 10 },
    cadence: 'daily',
    period: { expectedBuckets: days, lastBucket: firstDay + days - 1 },
  };
}
