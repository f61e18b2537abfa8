import { type Job, teamJob, type TeamJobRunnerDeps } from '../src/scheduling/index.js';
import type { Evaluations } from '../src/features/evaluations/index.js';
import type { MeasurementsService } from '../src/features/measurements/index.js';
import { evaluateDue } from './evaluate-due.js';
import { measureDaily } from './measure-daily.js';
import { measureWeekly } from './measure-weekly.js';
import { remindApprovals } from './remind-approvals.js';

/** Every job of the bot. */
export function createJobs(
  services: { measurements: MeasurementsService; evaluations: Evaluations },
  runner: TeamJobRunnerDeps,
): readonly Job[] {
  const { measurements, evaluations } = services;
  return [
    teamJob(measureDaily(measurements), runner),
    teamJob(measureWeekly(measurements), runner),
    teamJob(evaluateDue(evaluations), runner),
    teamJob(remindApprovals(evaluations), runner),
  ];
}
