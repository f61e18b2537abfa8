import type { DecisionRights, WaitingApproval } from '../approvals/index.js';
import { type LocalDay, localDayOf } from '../calendar/index.js';
import { isMonitored, type MonitoredTask } from '../measurements/index.js';
import { type Actor, authorise, type MemberActor, type Team } from '../people/index.js';
import { targetOf, type Task } from '../tasks/index.js';
import { type Assessment, assess } from './assessment.js';
import { type CopyOutcome, openCopy, waitingFor } from './approvals/list.js';
import { type RemindReport, remindApprovals } from './approvals/remind.js';
import { type Audience, audienceOf, concernedBy } from './audience.js';
import {
  type DecideEvaluation,
  type DecideOutcome,
  decideEvaluation,
} from './decide-evaluation.js';
import { type Evaluation, evaluationIdOf } from './evaluation.js';
import type { EvaluationDeps } from './evaluation-deps.js';
import { type EvaluateDue, type EvaluationReport, evaluateDue } from './evaluation-run.js';
import {
  type OpenDecision,
  type OpenRefusal,
  type OpenRequest,
  openDecision,
} from './open-decision.js';

/** What others may do with evaluations. */
export interface Evaluations {
  evaluateDue(command: EvaluateDue): Promise<EvaluationReport>;
  decide(request: DecideEvaluation): Promise<DecideOutcome>;
  /** What a manager may decide about an evaluation now. */
  openDecision(request: OpenRequest): Promise<OpenDecision | OpenRefusal>;
  /** The evaluation of the period that ended on `endDate`, or of the last evaluated one. */
  explain(request: Explain): Promise<Explanation>;
  /** Reminds of a team's waiting decisions on its local day, and passes on what waits too long. */
  remindApprovals(team: Team, day: LocalDay): Promise<RemindReport>;
  /** What waits for `actor`. */
  waitingFor(rights: DecisionRights): Promise<readonly WaitingApproval<Evaluation>[]>;
  openCopy(request: { actor: MemberActor; evaluationId: string }): Promise<CopyOutcome>;
  /** The team's evaluations that were settled from `from` up to but without `until`. */
  settledBetween(teamId: string, from: Date, until: Date): Promise<readonly Evaluation[]>;
  /** What the rule would say as of today; nothing is written. */
  preview(request: { taskId: string; actor: Actor }): Promise<Preview>;
}

export interface Explain {
  readonly taskId: string;
  readonly endDate: LocalDay | null;
  readonly actor: Actor;
}

export type Explanation =
  | { readonly kind: 'unknown task' | 'not allowed' }
  | { readonly kind: 'not evaluated'; readonly task: Task; readonly periods: readonly LocalDay[] }
  | {
      readonly kind: 'explained';
      readonly evaluation: Evaluation;
      readonly audience: Audience;
      /** Ends of the task's other evaluated periods, latest first. */
      readonly otherPeriods: readonly LocalDay[];
    };

export type Preview =
  | { readonly kind: 'unknown task' | 'not allowed' }
  | { readonly kind: 'not monitored' }
  | { readonly kind: 'not started'; readonly startDate: LocalDay }
  | {
      readonly kind: 'previewed';
      readonly task: MonitoredTask;
      readonly assessment: Assessment;
      readonly lastDay: LocalDay;
    };

export function createEvaluationsService(deps: EvaluationDeps): Evaluations {
  return {
    evaluateDue: (command) => evaluateDue(deps, command),
    decide: (request) => decideEvaluation(deps, request),
    openDecision: (request) => openDecision(deps, request),
    remindApprovals: (team, day) => remindApprovals(deps, team, day),
    waitingFor: (rights) => waitingFor(deps, rights),
    openCopy: (request) => openCopy(deps, request),
    explain: (request) => explain(deps, request),
    settledBetween: (teamId, from, until) => deps.store.settledBetween(teamId, from, until),
    preview: (request) => preview(deps, request),
  };
}

async function explain(
  { tasks, people, store, logger }: EvaluationDeps,
  { taskId, endDate, actor }: Explain,
): Promise<Explanation> {
  const task = await tasks.task(taskId);
  if (!task) return { kind: 'unknown task' };
  if (!authorise(actor, 'view_team', targetOf(task), logger, { taskId })) {
    return { kind: 'not allowed' };
  }
  const periods = await store.evaluatedPeriods(taskId);
  const wanted = endDate ?? periods[0];
  const evaluation =
    wanted === undefined ? null : await store.evaluation(evaluationIdOf(taskId, wanted));
  if (!evaluation) return { kind: 'not evaluated', task, periods };
  const otherPeriods = periods.filter((period) => period !== evaluation.endDate);
  const audience = await audienceOf(people, await teamOf(people, task), concernedBy(evaluation));
  return { kind: 'explained', evaluation, audience, otherPeriods };
}

async function preview(
  { tasks, people, measurements, clock, thresholds, logger }: EvaluationDeps,
  { taskId, actor }: { taskId: string; actor: Actor },
): Promise<Preview> {
  const task = await tasks.task(taskId);
  if (!task) return { kind: 'unknown task' };
  if (!authorise(actor, 'manage_team', targetOf(task), logger, { taskId })) {
    return { kind: 'not allowed' };
  }
  if (!isMonitored(task)) return { kind: 'not monitored' };
  const { timeZone } = await teamOf(people, task);
  const today = localDayOf(clock.now(), timeZone);
  const { startDate, endDate } = task.monitoring;
  if (today < startDate) return { kind: 'not started', startDate };
  const lastDay = today < endDate ? today : endDate;
  const calendar = (await measurements.readingCalendars([task])).get(taskId) ?? null;
  const evidence = {
    monitoring: task.monitoring,
    measurements: await measurements.ofTask(task),
    calendar,
  };
  const assessment = assess(evidence, lastDay, today, thresholds);
  return { kind: 'previewed', task, assessment, lastDay };
}

async function teamOf(people: EvaluationDeps['people'], { id, teamId }: Task): Promise<Team> {
  const team = await people.team(teamId);
  if (!team) throw new Error(`Task ${id} is of team ${teamId}, which does not exist`);
  return team;
}
