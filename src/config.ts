import { resolve } from 'node:path';
import { OperationalError } from './shared/errors.js';
import type { LogLevel } from './shared/logger.js';
import { type SettingName, settings } from './settings.js';
import { isTimeZone } from './shared/time-zone.js';

export type StandIn = 'mongo' | 'slack';

/** What a process does: `web` answers Slack, `worker` delivers messages and runs jobs. */
export type Role = (typeof roles)[number];

const roles = ['all', 'web', 'worker'] as const;

export interface Config {
  readonly role: Role;
  readonly slack:
    | { readonly kind: 'local' }
    | {
        readonly kind: 'remote';
        readonly botToken: string;
        readonly apiUrl: string | undefined;
        readonly delivery:
          | { readonly kind: 'http'; readonly signingSecret: string }
          | { readonly kind: 'socket'; readonly appToken: string };
      };
  readonly mongo: { readonly kind: 'local' } | { readonly kind: 'remote'; readonly uri: string };
  readonly firstAdminSlackIds: readonly string[];
  readonly dataFolder: string;
  readonly port: number;
  readonly measurementHosts: readonly string[];
  /** In working days of whoever has to decide. */
  readonly approvalTimes: { readonly remindEvery: number; readonly escalateAfter: number };
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
  const faults: string[] = [];
  const value = (name: SettingName) => environment[name]?.trim() ?? '';
  const valueOrDefault = (name: SettingName) =>
    value(name) || (settings.find((setting) => setting.name === name)?.default ?? '');
  const list = (name: SettingName) =>
    value(name)
      .split(',')
      .map((part) => part.trim())
      .filter(Boolean);
  const check = (holds: boolean, fault: string) => {
    if (!holds) faults.push(fault);
  };

  const production = value('NODE_ENV') === 'production';
  const allowed = list('CREWCHIEF_STAND_INS');
  for (const name of allowed) {
    check(isStandIn(name), `CREWCHIEF_STAND_INS names "${name}"; it takes mongo, slack or both.`);
  }
  const refuseStandIn = (name: StandIn, remedy: string) =>
    check(
      !production || allowed.includes(name),
      `NODE_ENV is production, and the local ${name} stand-in would be used. ${remedy}, or set CREWCHIEF_STAND_INS=${name}.`,
    );

  const slack = readSlack(value, check);
  if (slack.kind === 'local') refuseStandIn('slack', 'Set SLACK_BOT_TOKEN');

  const uri = value('MONGODB_URI');
  if (uri === '') refuseStandIn('mongo', 'Set MONGODB_URI');
  else
    check(
      /^mongodb(\+srv)?:\/\/./.test(uri),
      'MONGODB_URI must begin with mongodb:// or mongodb+srv://.',
    );

  const role = valueOrDefault('CREWCHIEF_ROLE');
  check(isRole(role), `CREWCHIEF_ROLE is "${role}"; it takes ${roles.join(', ')}.`);
  check(
    !isRole(role) || role === 'all' || (slack.kind === 'remote' && uri !== ''),
    `CREWCHIEF_ROLE is ${role}, which shares its work with other processes. Set SLACK_BOT_TOKEN and MONGODB_URI to what they share, or CREWCHIEF_ROLE=all.`,
  );

  const port = Number(valueOrDefault('PORT'));
  check(
    Number.isInteger(port) && port >= 0 && port <= 65_535,
    `PORT is "${value('PORT')}"; it takes a whole number from 0 to 65535 (0 = any free port).`,
  );
  const noticesPerDay = Number(valueOrDefault('NOTICES_PER_DAY'));
  check(
    Number.isInteger(noticesPerDay) && noticesPerDay >= 1,
    `NOTICES_PER_DAY is "${value('NOTICES_PER_DAY')}"; it takes a whole number from 1 on.`,
  );
  const firstAdminSlackIds = list('CREWCHIEF_ADMINS');
  for (const id of firstAdminSlackIds) {
    check(
      slackIdPattern.test(id),
      `CREWCHIEF_ADMINS names "${id}"; it takes Slack member ids such as U012AB3CD (profile, "Copy member ID").`,
    );
  }
  const measurementHosts = list('MEASUREMENT_HOSTS');
  for (const host of measurementHosts) {
    check(
      hostPattern.test(host),
      `MEASUREMENT_HOSTS names "${host}"; it takes host names such as metrics.example.com, without scheme, port or path.`,
    );
  }
  const privateAddresses = valueOrDefault('MEASUREMENT_PRIVATE_ADDRESSES');
  check(
    privateAddresses === 'yes' || privateAddresses === 'no',
    `MEASUREMENT_PRIVATE_ADDRESSES is "${privateAddresses}"; it takes yes or no.`,
  );
  const defaultTimeZone = valueOrDefault('DEFAULT_TIME_ZONE');
  check(
    isTimeZone(defaultTimeZone),
    `DEFAULT_TIME_ZONE is "${defaultTimeZone}"; it takes an IANA name such as Europe/Berlin.`,
  );
  const workingDays = (name: 'APPROVAL_REMINDER_DAYS' | 'APPROVAL_ESCALATION_DAYS') => {
    const days = Number(valueOrDefault(name));
    check(
      Number.isInteger(days) && days >= 1 && days <= 30,
      `${name} is "${value(name)}"; it takes a whole number of days from 1 to 30.`,
    );
    return days;
  };
  const approvalTimes = {
    remindEvery: workingDays('APPROVAL_REMINDER_DAYS'),
    escalateAfter: workingDays('APPROVAL_ESCALATION_DAYS'),
  };
  const logLevel = valueOrDefault('LOG_LEVEL');
  check(isLogLevel(logLevel), `LOG_LEVEL is "${logLevel}"; it takes ${logLevels.join(', ')}.`);

  if (faults.length > 0 || !isLogLevel(logLevel) || !isRole(role)) throw new ConfigError(faults);
  return Object.freeze<Config>({
    role,
    slack,
    mongo: uri === '' ? { kind: 'local' } : { kind: 'remote', uri },
    firstAdminSlackIds,
    dataFolder: resolve(valueOrDefault('CREWCHIEF_DATA')),
    port,
    measurementHosts,
    allowPrivateMeasurementAddresses: privateAddresses === 'yes',
    defaultTimeZone,
    approvalTimes,
    noticesPerDay,
    logLevel,
  });
}

function readSlack(
  value: (name: SettingName) => string,
  check: (holds: boolean, fault: string) => void,
): Config['slack'] {
  const botToken = value('SLACK_BOT_TOKEN');
  const signingSecret = value('SLACK_SIGNING_SECRET');
  const appToken = value('SLACK_APP_TOKEN');
  const apiUrl = value('SLACK_API_URL');
  if (botToken === '') {
    const stray = (['SLACK_SIGNING_SECRET', 'SLACK_APP_TOKEN', 'SLACK_API_URL'] as const).filter(
      (name) => value(name) !== '',
    );
    check(
      stray.length === 0,
      `${stray.join(' and ')} ${stray.length === 1 ? 'is' : 'are'} set without SLACK_BOT_TOKEN. Set the bot token too, or none of them for the local workspace.`,
    );
    return { kind: 'local' };
  }
  check(
    botToken.startsWith('xoxb-'),
    'SLACK_BOT_TOKEN must begin with xoxb- (OAuth & Permissions, "Bot User OAuth Token").',
  );
  check(
    signingSecret !== '' || appToken !== '',
    'SLACK_BOT_TOKEN is set, but neither SLACK_SIGNING_SECRET (delivery over HTTP) nor SLACK_APP_TOKEN (Socket Mode). Set one of them.',
  );
  check(
    signingSecret === '' || appToken === '',
    'SLACK_SIGNING_SECRET and SLACK_APP_TOKEN are both set. Slack delivers one way: keep the one that the app uses.',
  );
  check(
    appToken === '' || appToken.startsWith('xapp-'),
    'SLACK_APP_TOKEN must begin with xapp- (Basic Information, "App-Level Tokens").',
  );
  check(
    apiUrl === '' || /^https?:\/\/.+/.test(apiUrl),
    `SLACK_API_URL is "${apiUrl}"; it takes an http or https address.`,
  );
  return {
    kind: 'remote',
    botToken,
    apiUrl: apiUrl === '' ? undefined : apiUrl,
    delivery: appToken === '' ? { kind: 'http', signingSecret } : { kind: 'socket', appToken },
  };
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
