import { toError } from '../../shared/errors.js';
import type {
  MeasurementDeps,
  MeasurementFailure,
  MeasurementReport,
} from './measurements-service.js';

/** What became of one task in a run. */
export type TaskResult =
  | { readonly kind: 'asked' | 'waiting' | 'measured' | 'already there' | 'later' | 'day off' }
  | ({ readonly kind: 'failed' } & MeasurementFailure);

export function failed(
  taskId: string,
  reason: string,
  nextAttemptAt: Date | null = null,
): TaskResult {
  return { kind: 'failed', taskId, reason, nextAttemptAt };
}

/** The failure of a task by a fault of ours: logged, and tried again with the next run. */
export function unexpected(deps: MeasurementDeps, taskId: string, error: unknown): TaskResult {
  deps.logger.error({ err: error, task: taskId }, 'measuring a task failed');
  return failed(taskId, toError(error).message, deps.clock.now());
}

export function reportOf(results: readonly TaskResult[], begunForAll: boolean): MeasurementReport {
  const count = (kind: TaskResult['kind']) => results.filter((r) => r.kind === kind).length;
  return {
    asked: count('asked'),
    waiting: count('waiting'),
    measured: count('measured'),
    alreadyThere: count('already there'),
    later: count('later'),
    dayOff: count('day off'),
    begunForAll,
    failed: results.flatMap((result) => {
      if (result.kind !== 'failed') return [];
      const { kind: _, ...failure } = result;
      return [failure];
    }),
  };
}
