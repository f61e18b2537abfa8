import * as fc from 'fast-check';
import {
  suggestionRule,
  suggestLevels,
  type WorkedTask,
} from '../../../src/features/skills/suggestion.js';

const dayMs = 24 * 60 * 60_000;
const day = (number: number) => new Date(Date.parse('2026-06-01T12:00:00Z') + number * dayMs);

const worked = (
  completedOn: number,
  skills: Readonly<Record<string, number>>,
  hours: readonly [estimated: number | null, actual: number | null] = [10, 10],
): WorkedTask => ({
  requiredSkills: Object.entries(skills).map(([name, level]) => ({ name, level })),
  estimatedHours: hours[0],
  actualHours: hours[1],
  completedAt: day(completedOn),
});

const goTasks = [1, 2, 3, 4, 5].map((number) => worked(number, { go: 4 }, [10, 9.6]));

test('work above the own level suggests that level, with its evidence', () => {
  const skills = [{ name: 'go', level: 3 }];
  expect(suggestLevels({ skills, tasks: goTasks, answers: [] })).toEqual([
    {
      name: 'go',
      level: 4,
      current: 3,
      evidence: { tasks: 5, shareOfEstimate: 0.96, lastCompletedAt: day(5) },
    },
  ]);
});

test('a skill that the member lacks but works with is suggested at the level of the work', () => {
  expect(suggestLevels({ skills: [], tasks: goTasks, answers: [] })).toMatchObject([
    { name: 'go', level: 4, current: null },
  ]);
});

test.each([
  ['at the own level', [{ name: 'go', level: 4 }], goTasks],
  ['below the own level', [{ name: 'go', level: 5 }], goTasks],
  ['that is too little', [], goTasks.slice(0, 2)],
  ['that took longer than estimated', [], [1, 2, 3].map((n) => worked(n, { go: 4 }, [10, 11.1]))],
  ['of unknown length', [], [1, 2, 3].map((n) => worked(n, { go: 4 }, [10, null]))],
  ['without an estimate', [], [1, 2, 3].map((n) => worked(n, { go: 4 }, [null, 5]))],
  ['that requires no skill', [], [1, 2, 3].map((n) => worked(n, {}))],
])('work %s suggests nothing', (_, skills, tasks) => {
  expect(suggestLevels({ skills, tasks, answers: [] })).toEqual([]);
});

test('the highest level for which enough tasks speak is suggested', () => {
  const tasks = [worked(1, { go: 5 }), worked(2, { go: 5 }), worked(3, { go: 4 })];
  expect(suggestLevels({ skills: [], tasks, answers: [] })).toMatchObject([
    { level: 4, evidence: { tasks: 3 } },
  ]);
});

test('where the hardest tasks took too long, those of a lower level still count', () => {
  const hard = [1, 2, 3].map((number) => worked(number, { go: 5 }, [10, 15]));
  const easy = [4, 5, 6, 7].map((number) => worked(number, { go: 3 }, [10, 7]));
  expect(suggestLevels({ skills: [], tasks: [...hard, ...easy], answers: [] })).toMatchObject([
    { level: 3, evidence: { tasks: 7 } },
  ]);
});

test('after an answer it takes three newer tasks to suggest the skill again', () => {
  const answers = [{ skill: 'go', at: day(5), isWaiting: false }];
  const asked = (...newer: number[]) =>
    suggestLevels({
      skills: [],
      tasks: [...goTasks, ...newer.map((number) => worked(number, { go: 4 }))],
      answers,
    });
  expect(asked()).toEqual([]);
  expect(asked(6, 7)).toEqual([]);
  expect(asked(6, 7, 8)).toMatchObject([{ level: 4, evidence: { tasks: 8 } }]);
});

test('an answer about one skill leaves others alone, and nothing is suggested while one waits', () => {
  const tasks = [1, 2, 3].map((number) => worked(number, { go: 4, rust: 2 }));
  const answers = [{ skill: 'go', at: day(-9), isWaiting: true }];
  expect(suggestLevels({ skills: [], tasks, answers })).toMatchObject([{ name: 'rust' }]);
});

test('whatever was done, levels are above the own one, up to 5, and backed by what the rule asks', () => {
  const arbitraryTask = fc
    .tuple(
      fc.integer({ min: 0, max: 60 }),
      fc.dictionary(fc.constantFrom('go', 'rust'), fc.integer({ min: 1, max: 5 })),
      fc.tuple(
        fc.option(fc.integer({ min: 1, max: 40 })),
        fc.option(fc.integer({ min: 1, max: 40 })),
      ),
    )
    .map(([on, skills, hours]) => worked(on, skills, hours));
  fc.assert(
    fc.property(
      fc.array(arbitraryTask, { maxLength: 12 }),
      fc.integer({ min: 1, max: 5 }),
      (tasks, level) => {
        const skills = [{ name: 'go', level }];
        const suggested = suggestLevels({ skills, tasks, answers: [] });
        expect(suggestLevels({ skills, tasks: tasks.toReversed(), answers: [] })).toEqual(
          suggested,
        );
        for (const { name, level: wanted, current, evidence } of suggested) {
          const backing = tasks.filter((task) =>
            task.requiredSkills.some((skill) => skill.name === name && skill.level >= wanted),
          );
          expect(wanted).toBeGreaterThan(current ?? 0);
          expect(wanted).toBeLessThanOrEqual(5);
          expect(evidence.tasks).toBeGreaterThanOrEqual(suggestionRule.fewestTasks);
          expect(evidence.tasks).toBeLessThanOrEqual(backing.length);
          expect(evidence.shareOfEstimate).toBeLessThanOrEqual(suggestionRule.mostOfEstimate);
        }
      },
    ),
  );
});
