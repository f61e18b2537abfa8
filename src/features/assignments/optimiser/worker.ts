import { parentPort } from 'node:worker_threads';
import { toError } from '../../../shared/errors.js';
import { type ComputationReply, type ComputationRequest, computations } from './computations.js';

function reply(message: ComputationReply): void {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
  parentPort?.postMessage(message);
}

parentPort?.on('message', ({ id, name, args }: ComputationRequest) => {
  try {
    const compute = computations[name] as (...given: readonly unknown[]) => unknown;
    reply({ id, value: compute(...args) });
  } catch (error) {
    reply({ id, error: toError(error) });
  }
});
