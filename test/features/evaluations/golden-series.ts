import type { DecisionInput } from '../../../src/features/evaluations/rule/decision-input.js';
import { readFixture } from '../../fixtures/read-fixture.js';

const { cases } = readFixture('golden-decisions.json') as {
  cases: { id: string; input: DecisionInput }[];
};

/** The readings and goal of a golden case, such as `G04`. */
export function goldenSeries(id: string): DecisionInput {
  const found = cases.find((each) => each.id === id);
  if (!found) throw new Error(`There is no golden case ${id}`);
  return found.input;
}

export const goalMet = goldenSeries('G01');
export const better = goldenSeries('G04');
export const worse = goldenSeries('G06');
export const unchanged = goldenSeries('G07');
export const tooFewReadings = goldenSeries('G13');
