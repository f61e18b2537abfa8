import { type Job, teamJob, type TeamJobRunnerDeps } from '../src/scheduling/index.js';
import type { EvaluationsService } from '../src/features/evaluations/index.js';
import type { MeasurementsService } from '../src/features/measurements/index.js';
import { evaluateDue } from './evaluate-due.js';
import { measureDaily } from './measure-daily.js';
import { measureWeekly } from './measure-weekly.js';
import { retrySources } from './retry-sources.js';

/** Every job of the bot. */
export function createJobs(
  services: { measurements: MeasurementsService; evaluations: EvaluationsService },
  runner: TeamJobRunnerDeps,
): readonly Job[] {
  const { measurements, evaluations } = services;
  return [
    teamJob(measureDaily(measurements), runner),
    teamJob(measureWeekly(measurements), runner),
    retrySources(measurements),
    teamJob(evaluateDue(evaluations), runner),
  ];
}
