import type { App } from '../app.js';
import { isoWeekOf, localDayOf } from '../features/calendar/index.js';
import type { Team } from '../features/people/index.js';
import type { Cadence } from '../features/tasks/index.js';
import type { Clock } from '../shared/clock.js';
import { type Output, progressBar, table } from './output.js';

export interface RunOptions {
  readonly daily: boolean;
  readonly weekly: boolean;
  readonly evaluation: boolean;
  readonly dryRun: boolean;
  /** Name or id of a team; all teams when absent. */
  readonly team?: string;
  readonly json: boolean;
}

/** One line of the summary. */
interface RunLine {
  readonly what: 'daily' | 'weekly' | 'evaluation';
  readonly team: string;
  /** Null in a line that counts several. */
  readonly task: string | null;
  readonly result: string;
  readonly failed: boolean;
}

/**
 * `crewchief run`: the work of the jobs, now. One failing task does not stop the rest.
 * @returns the exit code: 1 when something failed, 2 when there is no such team.
 */
export async function run(
  { services }: Pick<App, 'services'>,
  options: RunOptions,
  clock: Clock,
  output: Output,
): Promise<number> {
  const teams = await services.people.teams();
  const chosen = teams.filter(
    ({ id, name }) => options.team === undefined || [id, name].includes(options.team),
  );
  if (chosen.length === 0 && options.team !== undefined) {
    output.err(
      `There is no team "${options.team}". Teams: ${teams.map(({ name }) => name).join(', ') || 'none'}.\n`,
    );
    return 2;
  }
  const lines: RunLine[] = [];
  for (const team of chosen) {
    if (options.daily)
      lines.push(...(await measure(services, team, 'daily', options, clock, output)));
    if (options.weekly)
      lines.push(...(await measure(services, team, 'weekly', options, clock, output)));
    if (options.evaluation) lines.push(...(await evaluate(services, team, options, output)));
  }
  output.out(
    options.json
      ? `${JSON.stringify({ dryRun: options.dryRun, lines }, null, 2)}\n`
      : summary(lines, options.dryRun),
  );
  return lines.some(({ failed }) => failed) ? 1 : 0;
}

async function measure(
  services: App['services'],
  team: Team,
  cadence: Cadence,
  { dryRun }: RunOptions,
  clock: Clock,
  output: Output,
): Promise<RunLine[]> {
  const today = localDayOf(clock.now(), team.timeZone);
  const report = await services.measurements.measureDue({
    team,
    cadence,
    bucket: cadence === 'daily' ? today : isoWeekOf(today),
    dryRun,
    force: true,
    onProgress: progressBar(`${team.name}, ${cadence}`, output),
  });
  const line = { what: cadence, team: team.name };
  const counts = [
    [report.asked, 'asked'],
    [report.waiting, 'still waiting for an answer'],
    [report.measured, 'measured'],
    [report.alreadyThere, 'already there'],
  ] as const;
  return [
    ...counts
      .filter(([count]) => count > 0)
      .map(([count, result]) => ({
        ...line,
        task: null,
        result: `${count} ${result}`,
        failed: false,
      })),
    ...report.failed.map(({ taskId, reason }) => ({
      ...line,
      task: taskId,
      result: `failed: ${reason}`,
      failed: true,
    })),
  ];
}

async function evaluate(
  services: App['services'],
  team: Team,
  { dryRun }: RunOptions,
  output: Output,
): Promise<RunLine[]> {
  const { tasks } = await services.evaluations.evaluateDue({
    teamId: team.id,
    dryRun,
    onProgress: progressBar(`${team.name}, evaluation`, output),
  });
  return tasks.map((task) => ({
    what: 'evaluation',
    team: team.name,
    task: task.taskId,
    result:
      task.outcome === 'evaluated'
        ? `${task.decision}${task.confidence === null ? '' : `, ${Math.round(task.confidence * 100)} % sure`}`
        : task.outcome === 'failed'
          ? `failed: ${task.error}`
          : task.outcome,
    failed: task.outcome === 'failed',
  }));
}

function summary(lines: readonly RunLine[], dryRun: boolean): string {
  const note = dryRun ? 'Dry run: nothing was written or sent.\n' : '';
  if (lines.length === 0) return `Nothing is due.\n${note}`;
  const rows = lines.map(({ what, team, task, result }) => [what, team, task ?? '', result]);
  return table([['WORK', 'TEAM', 'TASK', 'RESULT'], ...rows]) + note;
}
