import { resolve } from 'node:path';
import type { ScoreSettings } from './features/performance/index.js';
import type { WorkloadSettings } from './features/workload/index.js';
import { readScores } from './score-config.js';
import { OperationalError } from './shared/errors.js';
import type { LogLevel } from './shared/logger.js';
import { SettingsReader } from './settings-reader.js';
import { readWorkload } from './workload-config.js';
import { readSlack, type SlackConfig } from './slack-config.js';
import { isTimeZone } from './shared/time-zone.js';

export type StandIn = 'mongo' | 'slack';

/** What a process does: `web` answers Slack, `worker` delivers messages and runs jobs. */
export type Role = (typeof roles)[number];

const roles = ['all', 'web', 'worker'] as const;

/** @property tcpPort of the loopback address, where the local store answers beside its socket */
export type MongoConfig =
  | { readonly kind: 'local'; readonly tcpPort?: number }
  | { readonly kind: 'remote'; readonly uri: string };

export interface Config {
  readonly role: Role;
  readonly slack: SlackConfig;
  readonly mongo: MongoConfig;
  readonly firstAdminSlackIds: readonly string[];
  readonly dataFolder: string;
  readonly port: number;
  readonly measurementHosts: readonly string[];
  /** In working days of whoever has to decide. */
  readonly approvalTimes: { readonly remindEvery: number; readonly escalateAfter: number };
  readonly scores: ScoreSettings;
  readonly workload: WorkloadSettings;
  readonly archiveFolder: string | null;
  readonly allowPrivateMeasurementAddresses: boolean;
  readonly defaultTimeZone: string;
  readonly noticesPerDay: number;
  readonly logLevel: LogLevel;
}

/** Every fault of a configuration at once, each with its remedy. */
export class ConfigError extends OperationalError {
  readonly faults: readonly string[];

  constructor(faults: readonly string[]) {
    super(
      `The configuration has ${faults.length === 1 ? 'a fault' : `${faults.length} faults`}:\n- ${faults.join('\n- ')}`,
    );
    this.faults = faults;
  }
}

const logLevels: readonly LogLevel[] = ['debug', 'info', 'warn', 'error', 'silent'];
const slackIdPattern = /^[UW][A-Z0-9]{2,}$/;
const hostPattern = /^(\*\.)?[a-z0-9-]+(\.[a-z0-9-]+)*$/i;

/**
 * Reads the configuration from environment variables.
 * @throws ConfigError naming every fault
 */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const read = new SettingsReader(environment);
  const slack = readSlack(read);
  const mongo = readMongo(read);
  checkStandIns(read, { slack, mongo });
  const role = readRole(read, { slack, mongo });
  const port = readPort(read);
  const firstAdminSlackIds = readFirstAdmins(read);
  const measurementHosts = readMeasurementHosts(read);
  const allowPrivateMeasurementAddresses = readPrivateAddresses(read);
  const defaultTimeZone = readTimeZone(read);
  const noticesPerDay = readNoticesPerDay(read);
  const approvalTimes = {
    remindEvery: readWorkingDays(read, 'APPROVAL_REMINDER_DAYS'),
    escalateAfter: readWorkingDays(read, 'APPROVAL_ESCALATION_DAYS'),
  };
  const scores = readScores(read);
  const workload = readWorkload(read);
  const archive = read.value('ASSIGNMENT_ARCHIVE');
  const logLevel = read.valueOrDefault('LOG_LEVEL');
  read.check(isLogLevel(logLevel), `LOG_LEVEL is "${logLevel}"; it takes ${logLevels.join(', ')}.`);

  const { faults } = read;
  if (faults.length > 0 || !isLogLevel(logLevel) || !isRole(role)) throw new ConfigError(faults);
  return Object.freeze<Config>({
    role,
    slack,
    mongo,
    firstAdminSlackIds,
    dataFolder: resolve(read.valueOrDefault('CREWCHIEF_DATA')),
    port,
    measurementHosts,
    approvalTimes,
    allowPrivateMeasurementAddresses,
    defaultTimeZone,
    noticesPerDay,
    scores,
    workload,
    archiveFolder: archive === '' ? null : resolve(archive),
    logLevel,
  });
}

type Servers = Pick<Config, 'slack' | 'mongo'>;

/** In production, each stand-in has to be asked for by name. */
function checkStandIns(read: SettingsReader, { slack, mongo }: Servers): void {
  const production = read.value('NODE_ENV') === 'production';
  const allowed = read.list('CREWCHIEF_STAND_INS');
  for (const name of allowed) {
    read.check(
      isStandIn(name),
      `CREWCHIEF_STAND_INS names "${name}"; it takes mongo, slack or both.`,
    );
  }
  const refuseStandIn = (name: StandIn, remedy: string) =>
    read.check(
      !production || allowed.includes(name),
      `NODE_ENV is production, and the local ${name} stand-in would be used. ${remedy}, or set CREWCHIEF_STAND_INS=${name}.`,
    );
  if (slack.kind === 'local') refuseStandIn('slack', 'Set SLACK_BOT_TOKEN');
  if (mongo.kind === 'local') refuseStandIn('mongo', 'Set MONGODB_URI');
}

function readMongo(read: SettingsReader): MongoConfig {
  const uri = read.value('MONGODB_URI');
  if (uri === '') return readLocalMongo(read);
  read.check(
    /^mongodb(\+srv)?:\/\/./.test(uri),
    'MONGODB_URI must begin with mongodb:// or mongodb+srv://.',
  );
  return { kind: 'remote', uri };
}

function readLocalMongo(read: SettingsReader): MongoConfig {
  const text = read.value('LOCAL_MONGO_PORT');
  if (text === '') return { kind: 'local' };
  const tcpPort = Number(text);
  read.check(
    Number.isInteger(tcpPort) && tcpPort >= 1 && tcpPort <= 65_535,
    `LOCAL_MONGO_PORT is "${text}"; it takes a whole number from 1 to 65535.`,
  );
  return { kind: 'local', tcpPort };
}

function readRole(read: SettingsReader, { slack, mongo }: Servers): string {
  const role = read.valueOrDefault('CREWCHIEF_ROLE');
  read.check(isRole(role), `CREWCHIEF_ROLE is "${role}"; it takes ${roles.join(', ')}.`);
  read.check(
    !isRole(role) || role === 'all' || (slack.kind === 'remote' && mongo.kind === 'remote'),
    `CREWCHIEF_ROLE is ${role}, which shares its work with other processes. Set SLACK_BOT_TOKEN and MONGODB_URI to what they share, or CREWCHIEF_ROLE=all.`,
  );
  return role;
}

function readPort(read: SettingsReader): number {
  const port = Number(read.valueOrDefault('PORT'));
  read.check(
    Number.isInteger(port) && port >= 0 && port <= 65_535,
    `PORT is "${read.value('PORT')}"; it takes a whole number from 0 to 65535 (0 = any free port).`,
  );
  return port;
}

function readNoticesPerDay(read: SettingsReader): number {
  const noticesPerDay = Number(read.valueOrDefault('NOTICES_PER_DAY'));
  read.check(
    Number.isInteger(noticesPerDay) && noticesPerDay >= 1,
    `NOTICES_PER_DAY is "${read.value('NOTICES_PER_DAY')}"; it takes a whole number from 1 on.`,
  );
  return noticesPerDay;
}

function readFirstAdmins(read: SettingsReader): readonly string[] {
  const firstAdminSlackIds = read.list('CREWCHIEF_ADMINS');
  for (const id of firstAdminSlackIds) {
    read.check(
      slackIdPattern.test(id),
      `CREWCHIEF_ADMINS names "${id}"; it takes Slack member ids such as U012AB3CD (profile, "Copy member ID").`,
    );
  }
  return firstAdminSlackIds;
}

function readMeasurementHosts(read: SettingsReader): readonly string[] {
  const measurementHosts = read.list('MEASUREMENT_HOSTS');
  for (const host of measurementHosts) {
    read.check(
      hostPattern.test(host),
      `MEASUREMENT_HOSTS names "${host}"; it takes host names such as metrics.example.com, without scheme, port or path.`,
    );
  }
  return measurementHosts;
}

function readPrivateAddresses(read: SettingsReader): boolean {
  const privateAddresses = read.valueOrDefault('MEASUREMENT_PRIVATE_ADDRESSES');
  read.check(
    privateAddresses === 'yes' || privateAddresses === 'no',
    `MEASUREMENT_PRIVATE_ADDRESSES is "${privateAddresses}"; it takes yes or no.`,
  );
  return privateAddresses === 'yes';
}

function readTimeZone(read: SettingsReader): string {
  const defaultTimeZone = read.valueOrDefault('DEFAULT_TIME_ZONE');
  read.check(
    isTimeZone(defaultTimeZone),
    `DEFAULT_TIME_ZONE is "${defaultTimeZone}"; it takes an IANA name such as Europe/Berlin.`,
  );
  return defaultTimeZone;
}

function readWorkingDays(
  read: SettingsReader,
  name: 'APPROVAL_REMINDER_DAYS' | 'APPROVAL_ESCALATION_DAYS',
): number {
  const days = Number(read.valueOrDefault(name));
  read.check(
    Number.isInteger(days) && days >= 1 && days <= 30,
    `${name} is "${read.value(name)}"; it takes a whole number of days from 1 to 30.`,
  );
  return days;
}

function isStandIn(name: string): name is StandIn {
  return name === 'mongo' || name === 'slack';
}

function isRole(role: string): role is Role {
  return (roles as readonly string[]).includes(role);
}

function isLogLevel(level: string): level is LogLevel {
  return (logLevels as readonly string[]).includes(level);
}
