import type { App } from '../app.js';
import type { Config } from '../config.js';
import type { Clock } from '../shared/clock.js';
import { toError } from '../shared/errors.js';
import { redactSecrets } from '../shared/logger.js';
import { checkSlack } from './check-slack.js';
import type { Finding } from './finding.js';
import { type Output, table } from './output.js';

const tolerableClockSkewMs = 60_000;
const tolerableJobDelayMs = 15 * 60_000;

type OpenedApp = Pick<App, 'services' | 'database' | 'mongoUri' | 'stop'>;

/**
 * `crewchief doctor`: looks at what the bot needs, writing nothing to the database. What cannot be
 * looked at is a finding as well, and does not keep it from the rest.
 * @returns the exit code: 1 when there is a fault.
 */
export async function doctor(
  open: () => Promise<OpenedApp>,
  config: Config,
  clock: Clock,
  json: boolean,
  output: Output,
): Promise<number> {
  const findings: readonly Finding[] = [
    { check: 'configuration', state: 'ok', detail: 'all settings can be read' },
    ...(await checkSlack(config)),
    ...(await checkStored(open, config, clock)),
  ];
  output.out(
    json
      ? `${JSON.stringify({ findings }, null, 2)}\n`
      : table(findings.map(({ check, state, detail }) => [marks[state], check, detail])),
  );
  return findings.some(({ state }) => state === 'fault') ? 1 : 0;
}

const marks: Readonly<Record<Finding['state'], string>> = { ok: '✓', warning: '!', fault: '✗' };

async function checkStored(
  open: () => Promise<OpenedApp>,
  config: Config,
  clock: Clock,
): Promise<readonly Finding[]> {
  let app: OpenedApp;
  try {
    app = await open();
  } catch (error) {
    const detail = 'not looked at, because the database cannot be';
    return [
      faultOf('database and clock', error),
      { check: 'people, jobs and deliveries', state: 'warning', detail },
    ];
  }
  try {
    const looks = [
      lookAt('database and clock', () => checkDatabase(app, config, clock)),
      lookAt('people', () => checkPeople(app, config)),
      lookAt('jobs', () => checkJobs(app, clock)),
      lookAt('deliveries', () => checkDeliveries(app)),
    ];
    return (await Promise.all(looks)).flat();
  } finally {
    await app.stop();
  }
}

async function lookAt<Found extends Finding | readonly Finding[]>(
  check: string,
  look: () => Promise<Found>,
): Promise<Found | Finding> {
  try {
    return await look();
  } catch (error) {
    return faultOf(check, error);
  }
}

function faultOf(check: string, error: unknown): Finding {
  return { check, state: 'fault', detail: redactSecrets(toError(error).message) };
}

async function checkDatabase(
  { database, mongoUri }: Pick<App, 'database' | 'mongoUri'>,
  config: Config,
  clock: Clock,
): Promise<Finding> {
  const skewMs = Math.abs((await database.serverTime()).getTime() - clock.now().getTime());
  if (skewMs > tolerableClockSkewMs) {
    const detail = `its clock and this machine's differ by ${Math.round(skewMs / 1_000)} s; Slack refuses requests 5 min off`;
    return { check: 'database and clock', state: 'fault', detail };
  }
  const detail =
    config.mongo.kind === 'remote'
      ? 'the MongoDB of MONGODB_URI answers and has transactions'
      : `the local store answers; look inside with: mongosh "${mongoUri}"`;
  return { check: 'database and clock', state: 'ok', detail };
}

async function checkPeople(
  { services }: Pick<App, 'services'>,
  { slack, firstAdminSlackIds }: Config,
): Promise<readonly Finding[]> {
  const [admins, teams] = await Promise.all([services.people.admins(), services.people.teams()]);
  if (slack.kind === 'local' && admins.length === 0 && teams.length === 0) {
    const detail = 'the sample team comes with the first start';
    return [{ check: 'people', state: 'ok', detail }];
  }
  const entered = new Set(admins.map(({ slackId }) => slackId));
  const configured = firstAdminSlackIds.filter((slackId) => !entered.has(slackId));
  const names = [...admins.map(({ name }) => name), ...configured];
  return [
    names.length > 0
      ? { check: 'admins', state: 'ok', detail: names.join(', ') }
      : { check: 'admins', state: 'fault', detail: 'there is none; set CREWCHIEF_ADMINS' },
    teams.length > 0
      ? { check: 'teams', state: 'ok', detail: teams.map(({ name }) => name).join(', ') }
      : {
          check: 'teams',
          state: 'warning',
          detail: 'there is none; crewchief import, or /crew team new',
        },
  ];
}

async function checkJobs({ services }: Pick<App, 'services'>, clock: Clock): Promise<Finding> {
  const check = 'jobs';
  const overdue = await services.jobs.overdue(
    new Date(clock.now().getTime() - tolerableJobDelayMs),
  );
  const failing = (await services.runs.latest(50)).filter(({ error }) => error !== null);
  if (overdue.length > 0) {
    return {
      check,
      state: 'warning',
      detail: `no process runs ${overdue.join(', ')}; start the bot`,
    };
  }
  return failing.length > 0
    ? {
        check,
        state: 'warning',
        detail: `failing: ${failing.map((run) => `${run.job} ${run.bucket}`).join(', ')}`,
      }
    : { check, state: 'ok', detail: 'none is overdue or failing' };
}

async function checkDeliveries({ services }: Pick<App, 'services'>): Promise<Finding> {
  const { queued = 0, sent = 0, failed = 0 } = await services.outbox.counts();
  return failed > 0
    ? {
        check: 'deliveries',
        state: 'warning',
        detail: `${failed} failed; /crew deliveries lists them`,
      }
    : { check: 'deliveries', state: 'ok', detail: `${queued} waiting, ${sent} sent` };
}
