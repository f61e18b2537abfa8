import { setImmediate } from 'node:timers/promises';
import {
  type AssignmentProblem,
  firstTasks,
  nextTasks,
  optimise,
  Optimiser,
} from '../../../../src/features/assignments/index.js';
import { member, task } from './arbitrary-problem.js';
import { syntheticProblem } from './synthetic-problem.js';

const problem = syntheticProblem({ members: 12, tasks: 90, load: 1.2, seed: 4 });
const memberIds = problem.members.map(({ id }) => id);
const impossible: AssignmentProblem = {
  members: [member('ana', { capacityHours: Number.NaN })],
  tasks: [task('T-1')],
};

describe.each([
  ['in a thread', 0],
  ['at once', Number.POSITIVE_INFINITY],
])('worked on %s', (_, mostPairs) => {
  let optimiser: Optimiser;
  beforeAll(() => {
    optimiser = new Optimiser(mostPairs);
  });
  afterAll(() => optimiser.close());

  test('a problem has the answers that it has without an optimiser', async () => {
    const { assignments, unplaced, prices, gap } = optimise(problem);
    expect(assignments.length).toBeGreaterThan(0);
    expect(unplaced.length).toBeGreaterThan(0);
    expect(await optimiser.planTeam(problem)).toEqual({ assignments, unplaced, prices, gap });
    expect(await optimiser.firstTasks(problem, memberIds)).toEqual(firstTasks(problem, memberIds));
    const last = { prices: prices ?? new Map<string, number>(), gap: 0 };
    const options = { limit: 3, last };
    expect(await optimiser.nextTasks(problem, 'member 1', options)).toEqual(
      nextTasks(problem, 'member 1', options),
    );
  });

  test('an impossible problem is a fault that says why, and the next problem is solved', async () => {
    const impossibleThenPossible = await Promise.allSettled([
      optimiser.planTeam(impossible),
      optimiser.planTeam(problem),
    ]);
    expect(impossibleThenPossible).toMatchObject([
      {
        status: 'rejected',
        reason: { name: 'RangeError', message: 'capacity of member ana: NaN hours' },
      },
      { status: 'fulfilled' },
    ]);
  });
});

test('the event loop goes on while a problem is solved in a thread', async () => {
  const optimiser = new Optimiser(0);
  const events: string[] = [];
  const solved = optimiser.planTeam(problem).then(() => events.push('solved'));
  await setImmediate();
  events.push('something else done');
  await solved;
  await optimiser.close();
  expect(events).toEqual(['something else done', 'solved']);
});

test('closing ends what is under way, and later problems for the thread, with an error', async () => {
  const optimiser = new Optimiser(0);
  const underWay = optimiser.planTeam(problem);
  const closed = optimiser.close();
  await expect(underWay).rejects.toThrow('the thread of the optimiser has ended');
  await closed;
  await expect(optimiser.planTeam(problem)).rejects.toThrow('the optimiser is closed');
});

test('what cannot be sent to the thread is a fault of that problem alone', async () => {
  const optimiser = new Optimiser(0);
  const unsendable = { ...problem, tasks: problem.tasks.map((t) => ({ ...t, say: () => t.id })) };
  await expect(optimiser.planTeam(unsendable)).rejects.toMatchObject({ name: 'DataCloneError' });
  await expect(optimiser.planTeam(problem)).resolves.toMatchObject({ gap: expect.any(Number) });
  await optimiser.close();
});
