import { concurrencyLimit, mapConcurrently } from '../../src/shared/concurrency.js';

/** Work that ends when the test says so. */
function startedWork() {
  const finish = new Map<number, () => void>();
  const work = async (item: number): Promise<number> => {
    await new Promise<void>((resolve) => finish.set(item, resolve));
    finish.delete(item);
    return item * 10;
  };
  return { work, finish, running: () => [...finish.keys()] };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('mapConcurrently', () => {
  test('starts the next item only when one of the allowed number has ended', async () => {
    const { work, finish, running } = startedWork();
    const results = mapConcurrently([1, 2, 3], 2, work);

    expect(running()).toEqual([1, 2]);
    finish.get(2)?.();
    await settled();
    expect(running()).toEqual([1, 3]);

    finish.get(3)?.();
    finish.get(1)?.();
    expect(await results).toEqual([10, 20, 30]);
  });

  test('fails with the first fault', async () => {
    const work = async (item: number) => {
      if (item === 2) throw new Error('two');
      return item;
    };

    await expect(mapConcurrently([1, 2, 3], 1, work)).rejects.toThrow('two');
  });

  test('does nothing with nothing', async () => {
    expect(await mapConcurrently([], 8, async () => 1)).toEqual([]);
  });
});

describe('concurrencyLimit', () => {
  test('lets the others wait in their order, a failed one giving its place on', async () => {
    const { work, finish, running } = startedWork();
    const inTurn = concurrencyLimit(2);
    const failing = inTurn(() => work(1).then(() => Promise.reject(new Error('one'))));
    const others = [2, 3, 4].map((item) => inTurn(() => work(item)));

    expect(running()).toEqual([1, 2]);
    finish.get(1)?.();
    await expect(failing).rejects.toThrow('one');
    await settled();
    expect(running()).toEqual([2, 3]);
    finish.get(3)?.();
    await settled();
    expect(running()).toEqual([2, 4]);
    for (const end of finish.values()) end();
    expect(await Promise.all(others)).toEqual([20, 30, 40]);
  });
});
