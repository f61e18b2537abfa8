import { Batcher } from '../../src/shared/batcher.js';

/** A batcher that answers `n` with `10 n`, run by run as the test lets it. */
function setUp(limit = 100) {
  const runs: (readonly number[])[] = [];
  const gates: PromiseWithEnd[] = [];
  const batcher = new Batcher<number, number>(async (calls) => {
    runs.push(calls);
    const gate = promiseWithEnd();
    gates.push(gate);
    await gate.promise;
    return calls.map((call) => call * 10);
  }, limit);
  const begun = async (count: number) => {
    while (runs.length < count) await new Promise((resolve) => void setImmediate(resolve));
  };
  return { batcher, runs, gates, begun };
}

interface PromiseWithEnd {
  readonly promise: Promise<void>;
  readonly end: () => void;
  readonly fail: (error: Error) => void;
}

function promiseWithEnd(): PromiseWithEnd {
  let end = () => {};
  let fail: (error: Error) => void = () => {};
  const promise = new Promise<void>((resolve, reject) => {
    end = resolve;
    fail = reject;
  });
  return { promise, end, fail };
}

describe('a batcher', () => {
  test('answers the calls of one turn by one run, each with its own result', async () => {
    const { batcher, runs, gates, begun } = setUp();
    const answers = Promise.all([batcher.add(1), batcher.add(2), batcher.add(3)]);
    await begun(1);
    gates[0]?.end();
    expect(await answers).toEqual([10, 20, 30]);
    expect(runs).toEqual([[1, 2, 3]]);
  });

  test('answers calls by a run that begins after them', async () => {
    const { batcher, runs, gates, begun } = setUp();
    const first = batcher.add(1);
    await begun(1);
    const later = Promise.all([batcher.add(1), batcher.add(2)]);
    gates[0]?.end();
    expect(await first).toBe(10);
    await begun(2);
    gates[1]?.end();
    expect(await later).toEqual([10, 20]);
    expect(runs).toEqual([[1], [1, 2]]);
  });

  test('runs no more calls at once than its limit, the oldest first', async () => {
    const { batcher, runs, gates, begun } = setUp(2);
    const answers = Promise.all([1, 2, 3].map((call) => batcher.add(call)));
    await begun(1);
    gates[0]?.end();
    await begun(2);
    gates[1]?.end();
    expect(await answers).toEqual([10, 20, 30]);
    expect(runs).toEqual([[1, 2], [3]]);
  });

  test('begins with half a run that has gathered before it answers the last one', async () => {
    const { batcher, runs, gates, begun } = setUp(4);
    const seen: number[] = [];
    const first = batcher.add(1).then(() => seen.push(runs.length));
    await begun(1);
    const next = [batcher.add(2), batcher.add(3)];
    gates[0]?.end();
    await first;
    const last = batcher.add(4).then(() => seen.push(runs.length));
    gates[1]?.end();
    await Promise.all(next);
    await begun(3);
    gates[2]?.end();
    await last;
    expect(seen).toEqual([2, 3]);
    expect(runs).toEqual([[1], [2, 3], [4]]);
  });

  test('fails the calls of a run that fails, and goes on with the next', async () => {
    const { batcher, gates, begun } = setUp();
    const failing = Promise.allSettled([batcher.add(1), batcher.add(2)]);
    await begun(1);
    const next = batcher.add(3);
    gates[0]?.fail(new Error('away'));
    expect(await failing).toMatchObject([
      { status: 'rejected', reason: { message: 'away' } },
      { status: 'rejected', reason: { message: 'away' } },
    ]);
    await begun(2);
    gates[1]?.end();
    expect(await next).toBe(30);
  });
});
