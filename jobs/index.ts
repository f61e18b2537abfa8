import { type Job, teamJob, type TeamJobRunnerDeps } from '../src/scheduling/index.js';
import type { Assignments } from '../src/features/assignments/index.js';
import type { Evaluations } from '../src/features/evaluations/index.js';
import type { MeasurementsService } from '../src/features/measurements/index.js';
import type { Performance } from '../src/features/performance/index.js';
import type { Reports } from '../src/features/reports/index.js';
import type { Skills } from '../src/features/skills/index.js';
import type { Workload } from '../src/features/workload/index.js';
import { checkLoads } from './check-loads.js';
import { assignHourly } from './assign-hourly.js';
import { cleanUpAssignments } from './clean-up-assignments.js';
import { correctDigest } from './correct-digest.js';
import { dailyReport } from './daily-report.js';
import { evaluateDue } from './evaluate-due.js';
import { keepOffers } from './keep-offers.js';
import { measureDaily } from './measure-daily.js';
import { measureWeekly } from './measure-weekly.js';
import { remindApprovals } from './remind-approvals.js';
import { scoreDaily } from './score-daily.js';
import { weeklyDigest } from './weekly-digest.js';

/** Every job of the bot. */
export function createJobs(
  services: {
    measurements: MeasurementsService;
    evaluations: Evaluations;
    reports: Reports;
    performance: Performance;
    workload: Workload;
    assignments: Assignments;
    skills: Skills;
  },
  runner: TeamJobRunnerDeps,
): readonly Job[] {
  const { measurements, evaluations, reports, performance, workload, assignments, skills } =
    services;
  return [
    teamJob(measureDaily(measurements), runner),
    teamJob(measureWeekly(measurements), runner),
    teamJob(evaluateDue(evaluations), runner),
    teamJob(remindApprovals(evaluations, skills), runner),
    teamJob(dailyReport(reports), runner),
    teamJob(weeklyDigest(reports), runner),
    teamJob(correctDigest(reports), runner),
    teamJob(scoreDaily(performance), runner),
    checkLoads(workload),
    teamJob(assignHourly(assignments), runner),
    keepOffers(assignments),
    teamJob(cleanUpAssignments(assignments), runner),
  ];
}
