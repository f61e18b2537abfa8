import { MethodLimitedError, MethodPacer } from '../../src/slack/method-pacer.js';
import { ManualClock } from '../support/manual-clock.js';

async function call(pacer: MethodPacer, method: 'chat.update' | 'chat.postMessage') {
  return pacer.call(method, async () => 'called').catch((error: unknown) => error);
}

describe('the pace of a method', () => {
  test('never exceeds its limit in any 60 seconds, and uses most of it', async () => {
    const clock = new ManualClock('2026-11-20T09:00:00Z');
    const pacer = new MethodPacer(clock);
    const called: number[] = [];
    for (let step = 0; step < 3_000; step += 1) {
      if ((await call(pacer, 'chat.update')) === 'called') called.push(clock.now().getTime());
      clock.advance(100);
    }

    const most = Math.max(
      ...called.map((start) => called.filter((at) => at >= start && at < start + 60_000).length),
    );
    expect(most).toBeLessThanOrEqual(50);
    expect(most).toBeGreaterThanOrEqual(45);
    expect(called.length).toBeGreaterThanOrEqual(200);
  });

  test('stops one method for as long as Slack asks, and no other', async () => {
    const clock = new ManualClock('2026-11-20T09:00:00Z');
    const pacer = new MethodPacer(clock);
    pacer.limit('chat.update', 30);

    expect(pacer.readyAt('chat.update')).toEqual(new Date('2026-11-20T09:00:30Z'));
    expect(await call(pacer, 'chat.update')).toBeInstanceOf(MethodLimitedError);
    expect(await call(pacer, 'chat.postMessage')).toBe('called');
    clock.advance(30_000);
    expect(await call(pacer, 'chat.update')).toBe('called');
  });

  test('takes a call at the instant that it named', async () => {
    const clock = new ManualClock('2026-11-20T09:00:00Z');
    const pacer = new MethodPacer(clock);
    while ((await call(pacer, 'chat.update')) === 'called');

    clock.set(pacer.readyAt('chat.update'));

    expect(await call(pacer, 'chat.update')).toBe('called');
  });
});
