import * as fc from 'fast-check';
import {
  defaultScoreWeights,
  partNames,
  scoreOf,
  standingOf,
  weightsFault,
} from '../../../src/features/performance/score.js';
import { inputsFrom, partsOf, skillMatch } from '../../../src/features/performance/inputs.js';
import { teamScoreOf } from '../../../src/features/performance/team-score.js';

const part = fc.option(fc.double({ min: 0, max: 100, noNaN: true }));
const parts = fc.record({
  completionRate: part,
  estimationAccuracy: part,
  workloadBalance: part,
  skillUtilisation: part,
});

test('90.5, 85, 70 and 90 make 84.925', () => {
  const { value } = scoreOf(
    { completionRate: 90.5, estimationAccuracy: 85, workloadBalance: 70, skillUtilisation: 90 },
    defaultScoreWeights,
  );
  expect(value).toBeCloseTo(84.925, 10);
});

test('the points of the terms add up to the score, which lies between its lowest and highest part', () => {
  fc.assert(
    fc.property(parts, (given) => {
      const { value: score, terms } = scoreOf(given, defaultScoreWeights);
      const known = partNames.map((name) => given[name]).filter((value) => value !== null);
      fc.pre(known.length > 0);
      expect(terms.reduce((sum, { points }) => sum + points, 0)).toBeCloseTo(score ?? -1, 9);
      expect(terms.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(1, 12);
      expect(score).toBeGreaterThanOrEqual(Math.min(...known) - 1e-9);
      expect(score).toBeLessThanOrEqual(Math.max(...known) + 1e-9);
    }),
  );
});

test('a part without data is left out, and the others keep their proportions', () => {
  const { value, terms } = scoreOf(
    { completionRate: 80, estimationAccuracy: null, workloadBalance: 40, skillUtilisation: null },
    defaultScoreWeights,
  );
  expect(value).toBeCloseTo((0.35 * 80 + 0.2 * 40) / 0.55, 10);
  expect(terms.map(({ weight }) => weight)).toEqual([0.35 / 0.55, 0, 0.2 / 0.55, 0]);
});

test('without any data there is no score', () => {
  const none = {
    completionRate: null,
    estimationAccuracy: null,
    workloadBalance: null,
    skillUtilisation: null,
  };
  expect(scoreOf(none, defaultScoreWeights).value).toBeNull();
});

test.each([
  [[0.35, 0.25, 0.2, 0.2], null],
  [[0.35, 0.25, 0.2, 0.1], 'the weights sum to 0.9, not to 1'],
  [[1.2, -0.2, 0, 0], 'every weight must be 0 or more'],
  [[Number.NaN, 0, 0, 1], 'every weight must be 0 or more'],
])('weights %p: %p', (weights, fault) => {
  expect(weightsFault(weights)).toBe(fault);
});

test.each([
  [80, 'high performer'],
  [79.99, 'steady'],
  [50, 'steady'],
  [49.99, 'at risk'],
])('%p is %s', (score, standing) => {
  expect(standingOf(score)).toBe(standing);
});

const day = (text: string) => new Date(`2026-11-${text}T12:00:00Z`);
const window = { from: day('01'), to: day('20') };
const done = (
  id: string,
  completedOn: string,
  estimatedHours: number | null,
  actualHours: number,
) => ({
  id,
  status: 'done' as const,
  estimatedHours,
  actualHours,
  createdAt: day('01'),
  completedAt: day(completedOn),
});
const open = (id: string, estimatedHours: number | null) => ({
  id,
  status: 'open' as const,
  estimatedHours,
  actualHours: null,
  createdAt: day('02'),
  completedAt: null,
});

test('inputs come from what was completed in the window and what is still held', () => {
  const tasks = [
    done('T-1', '05', 4, 5),
    done('T-2', '06', null, 3),
    { ...done('T-3', '10', 4, 4), completedAt: new Date('2026-10-20T12:00:00Z') },
    open('T-4', 12),
    { ...open('T-5', 8), status: 'cancelled' as const },
    { ...open('T-6', 8), createdAt: day('25') },
    { ...open('T-7', null), requiredSkills: [{ name: 'go', level: 4 }] },
  ];
  const inputs = inputsFrom(tasks, window, [{ name: 'go', level: 3 }], 40);
  expect(inputs).toEqual({
    completed: 2,
    assigned: 4,
    estimates: [{ taskId: 'T-1', estimatedHours: 4, actualHours: 5 }],
    maximumHours: 40,
    availableHours: 28,
    matches: [{ taskId: 'T-7', match: 0.75 }],
  });
  expect(partsOf(inputs)).toEqual({
    completionRate: 50,
    estimationAccuracy: 80,
    workloadBalance: 70,
    skillUtilisation: 75,
  });
});

test('whoever was assigned nothing has no data, however free the week', () => {
  expect(Object.values(partsOf(inputsFrom([], window, [], 40)))).toEqual([null, null, null, null]);
});

test('more work than hours leaves no capacity, not less than none', () => {
  expect(partsOf(inputsFrom([open('T-1', 60)], window, [], 40)).workloadBalance).toBe(0);
});

test('a skill above what is required counts as met, a missing one as not at all', () => {
  const required = [
    { name: 'go', level: 2 },
    { name: 'sql', level: 3 },
  ];
  expect(skillMatch(required, [{ name: 'go', level: 5 }])).toBe(0.5);
});

test('a team has the mean and the counts of those who have a score', () => {
  expect(teamScoreOf([90, 80, 60, 40, null])).toEqual({
    scored: 4,
    mean: 67.5,
    highPerformers: 2,
    atRisk: 1,
  });
  expect(teamScoreOf([null]).mean).toBeNull();
});
