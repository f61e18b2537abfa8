/** One environment variable: what it is for and how its text is read. */
export interface Setting {
  readonly name: string;
  /** As the README prints it; empty when there is none. */
  readonly default: string;
  readonly purpose: string;
}

/** Every setting of the bot. The README's table is tested against this list. */
export const settings = [
  {
    name: 'SLACK_BOT_TOKEN',
    default: '',
    purpose: 'Bot token (`xoxb-…`) of the Slack app. Unset: the local Slack workspace is used',
  },
  {
    name: 'SLACK_SIGNING_SECRET',
    default: '',
    purpose: 'Signing secret of the Slack app, when Slack delivers over HTTP to `/slack/events`',
  },
  {
    name: 'SLACK_APP_TOKEN',
    default: '',
    purpose: 'App-level token (`xapp-…`, `connections:write`), when Slack delivers by Socket Mode',
  },
  {
    name: 'SLACK_API_URL',
    default: 'https://slack.com/api/',
    purpose: 'Another Slack-compatible server',
  },
  {
    name: 'MONGODB_URI',
    default: '',
    purpose:
      'Connection string of a MongoDB replica set (one member is enough). Unset: the local store is used',
  },
  {
    name: 'LOCAL_MONGO_PORT',
    default: '',
    purpose:
      'Port of 127.0.0.1 where the local store answers too, for programs that cannot use its socket. Every user of the machine can then read and change all data. Unset: none',
  },
  {
    name: 'CREWCHIEF_ADMINS',
    default: '',
    purpose: 'Slack ids of the first admins, separated by commas',
  },
  {
    name: 'CREWCHIEF_DATA',
    default: '.crewchief',
    purpose: 'Folder of the local store and the local Slack workspace',
  },
  {
    name: 'CREWCHIEF_STAND_INS',
    default: '',
    purpose:
      'With `NODE_ENV=production`, the stand-ins that may be used all the same: `mongo`, `slack` or both',
  },
  {
    name: 'PORT',
    default: '3000',
    purpose:
      'Port for Slack’s requests and `/healthz`; with the local Slack workspace, of its page',
  },
  {
    name: 'CREWCHIEF_ROLE',
    default: 'all',
    purpose:
      'What this process does: `web` answers Slack, `worker` delivers messages and runs jobs, `all` does both. Several of each may share one MongoDB; an open Home tab then follows what its own process changes, and shows the rest when it is opened again',
  },
  {
    name: 'MEASUREMENT_HOSTS',
    default: '',
    purpose:
      'Hosts that measurements may be read from, separated by commas; `*.example.com` names all below',
  },
  {
    name: 'MEASUREMENT_PRIVATE_ADDRESSES',
    default: 'no',
    purpose: '`yes` lets measurements be read from private addresses of those hosts',
  },
  {
    name: 'DEFAULT_TIME_ZONE',
    default: 'UTC',
    purpose: 'IANA zone of new members for whom none is given',
  },
  {
    name: 'APPROVAL_REMINDER_DAYS',
    default: '1',
    purpose: 'Working days of a manager between two reminders of decisions that wait',
  },
  {
    name: 'APPROVAL_ESCALATION_DAYS',
    default: '3',
    purpose:
      'Working days after which a decision that waits goes to the team’s next manager, then to the admins',
  },
  {
    name: 'NOTICES_PER_DAY',
    default: '20',
    purpose: 'Most notices that a member gets by direct message in a day; the rest come together',
  },
  {
    name: 'SCORE_WINDOW_DAYS',
    default: '30',
    purpose: 'Days that a performance score looks back over',
  },
  {
    name: 'SCORE_WEIGHTS',
    default: '0.35,0.25,0.2,0.2',
    purpose:
      'What completion rate, estimation accuracy, workload balance and skill utilisation count in it; they sum to 1',
  },
  {
    name: 'PLANNING_DAYS',
    default: '10',
    purpose: 'Working days ahead that work is planned for, and loads are counted over',
  },
  {
    name: 'LOAD_THRESHOLDS',
    default: '50,100',
    purpose:
      'Percent of the working hours below which somebody is underused, and above which overloaded',
  },
  {
    name: 'ASSIGNMENT_ARCHIVE',
    default: '',
    purpose:
      'Folder to which assignments that ended more than 90 days ago are written before they are deleted. Unset: they are deleted',
  },
  { name: 'LOG_LEVEL', default: 'info', purpose: '`debug`, `info`, `warn`, `error` or `silent`' },
  { name: 'NODE_ENV', default: '', purpose: '`production` refuses the stand-ins' },
] as const satisfies readonly Setting[];

export type SettingName = (typeof settings)[number]['name'];
