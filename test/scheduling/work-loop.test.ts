import { WorkLoop, type WorkStore } from '../../src/scheduling/index.js';
import { silentLogger } from '../support/logger.js';
import { ManualClock } from '../support/manual-clock.js';

/** A loop whose every pass does one item that takes `itemMs`; there is always another one. */
function loopWith({ itemMs, isBusy }: { itemMs: number; isBusy: () => boolean }) {
  const clock = new ManualClock('2026-11-23T10:00:00Z');
  const pauses: number[] = [];
  let nextPass = () => {};
  let paused = () => {};
  const store = {
    claim: async () => ({ id: 'greet/ana', kind: 'greet' }),
    settle: async () => {},
  } as unknown as WorkStore;
  const loop = new WorkLoop({
    store,
    handlers: {
      greet: async () => {
        clock.advance(itemMs);
        return null;
      },
    },
    clock,
    logger: silentLogger,
    isBusy,
    later: (milliseconds, action) => {
      pauses.push(milliseconds);
      nextPass = action;
      paused();
      return () => {};
    },
  });
  const passBegunBy = async (begin: () => void) => {
    const isPaused = new Promise<void>((resolve) => (paused = resolve));
    begin();
    await isPaused;
  };
  return {
    pauses,
    start: () => passBegunBy(() => loop.start()),
    goOn: () => passBegunBy(() => nextPass()),
  };
}

test('work takes half of the time, and a tenth while somebody waits for an answer', async () => {
  let isBusy = false;
  const { pauses, start, goOn } = loopWith({ itemMs: 100, isBusy: () => isBusy });
  await start();
  isBusy = true;
  await goOn();
  isBusy = false;
  await goOn();
  expect(pauses).toEqual([100, 900, 100]);
});

test('after short work the loop collects for a moment, and never gives way for long', async () => {
  const short = loopWith({ itemMs: 21, isBusy: () => false });
  await short.start();
  expect(short.pauses).toEqual([50]);
  const long = loopWith({ itemMs: 60_000, isBusy: () => true });
  await long.start();
  expect(long.pauses).toEqual([5_000]);
});
