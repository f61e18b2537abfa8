import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { median, quantile } from 'simple-statistics';
import type { BenchRow } from '../bench-row.js';
import { latenciesAt, signedCommand, throughput } from './load.js';
import type { ServerReady } from './server.js';

const signingSecret = 'bench-signing-secret';
const rounds = 5;
const warmUp = 6_000;
const perRound = 2_000;
const steady = 2_000;
const concurrency = 64;

/**
 * `/complete` over signed HTTP to the whole bot on its local store, each answer sent after the
 * completed task and its audit entry are on disk, against a bare Bolt app that only acknowledges.
 * The two take turns, 64 requests in flight; the median round of each counts.
 */
export async function benchAck(): Promise<BenchRow[]> {
  const taskCount = warmUp + rounds * perRound + steady;
  const bare = await startServer('bare', 0);
  const crew = await startServer('crewchief', taskCount);
  try {
    const tasks = crew.ready.tasks.values();
    let sequence = 0;
    const take = (count: number) =>
      Array.from({ length: count }, () => {
        sequence += 1;
        const task = tasks.next().value;
        if (!task) throw new Error('The bench has too few tasks');
        return signedCommand(
          { userId: task.assignee, text: `${task.id} 2h` },
          sequence,
          signingSecret,
        );
      });
    const takeBare = (count: number) =>
      Array.from({ length: count }, (_, index) =>
        signedCommand({ userId: 'U0BENCH', text: 'T-1 2h' }, index, signingSecret),
      );

    await throughput(bare.ready.port, takeBare(warmUp), concurrency, '');
    await throughput(crew.ready.port, take(warmUp), concurrency, 'is done');
    const bareRates: number[] = [];
    const crewRates: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      bareRates.push(await throughput(bare.ready.port, takeBare(perRound), concurrency, ''));
      crewRates.push(await throughput(crew.ready.port, take(perRound), concurrency, 'is done'));
    }
    const bareRate = median(bareRates);
    const crewRate = median(crewRates);
    const halfLoad = crewRate / 2;
    const latencies = await latenciesAt(crew.ready.port, take(steady), halfLoad, 'is done');
    const p99 = quantile([...latencies], 0.99);
    return [
      {
        name: `acknowledge /complete with its writes, ${concurrency} in flight`,
        value: crewRate,
        unit: 'requests/s',
        reference: 'bare Bolt app that only acknowledges',
        referenceValue: bareRate,
        ratio: crewRate / bareRate,
        budget: '>= 0.5x',
      },
      {
        name: `acknowledge /complete, p99 at ${Math.round(halfLoad)} requests/s`,
        value: p99,
        unit: 'ms',
        reference: 'budget',
        referenceValue: 100,
        ratio: 100 / p99,
        budget: '<= 100 ms',
      },
    ];
  } finally {
    bare.process.disconnect();
    crew.process.disconnect();
  }
}

async function startServer(
  which: 'bare' | 'crewchief',
  taskCount: number,
): Promise<{ process: ChildProcess; ready: ServerReady }> {
  const child = fork(new URL('./server.js', import.meta.url), [which, String(taskCount)]);
  const [ready] = (await once(child, 'message')) as [ServerReady];
  return { process: child, ready };
}
