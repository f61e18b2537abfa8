import { ConfigError, readConfig } from '../src/config.js';

function faultsOf(environment: Record<string, string>): readonly string[] {
  try {
    readConfig(environment);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.faults;
    throw error;
  }
}

describe('configuration', () => {
  test('without any setting uses both stand-ins', () => {
    const config = readConfig({});

    expect(config.slack).toEqual({ kind: 'local' });
    expect(config.mongo).toEqual({ kind: 'local' });
    expect(config.port).toBe(3000);
  });

  test.each(['0.35,0.25,0.2,0.1', '0.5,0.5', '1,,0,0', '2,-1,0,0', 'much'])(
    'refuses the weights of scores %p',
    (weights) => {
      expect(faultsOf({ SCORE_WEIGHTS: weights })).toEqual([
        expect.stringContaining('four numbers that sum to 1'),
      ]);
    },
  );

  test('takes other weights and another window of scores', () => {
    const { scores } = readConfig({ SCORE_WEIGHTS: '0.4, 0.3, 0.3, 0', SCORE_WINDOW_DAYS: '90' });
    expect(scores.windowDays).toBe(90);
    expect(Object.values(scores.weights)).toEqual([0.4, 0.3, 0.3, 0]);
    expect(faultsOf({ SCORE_WINDOW_DAYS: '0' })).toHaveLength(1);
  });

  test.each(['APPROVAL_REMINDER_DAYS', 'APPROVAL_ESCALATION_DAYS'])(
    'takes whole numbers of working days alone for %s',
    (name) => {
      for (const days of ['0', '-1', '1.5', '31', 'soon']) {
        expect(faultsOf({ [name]: days })).toEqual([expect.stringContaining(name)]);
      }
      expect(faultsOf({ [name]: '5' })).toEqual([]);
    },
  );

  test('with a bot token and a signing secret receives over HTTP', () => {
    const config = readConfig({ SLACK_BOT_TOKEN: 'xoxb-1', SLACK_SIGNING_SECRET: 's' });

    expect(config.slack).toMatchObject({ delivery: { kind: 'http', signingSecret: 's' } });
  });

  test('with a bot token and an app token receives by Socket Mode', () => {
    const config = readConfig({ SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xapp-1' });

    expect(config.slack).toMatchObject({ delivery: { kind: 'socket', appToken: 'xapp-1' } });
  });

  test.each(['web', 'worker'])('a %s process is refused without what it shares', (role) => {
    expect(faultsOf({ CREWCHIEF_ROLE: role })).toEqual([
      expect.stringMatching(/^CREWCHIEF_ROLE is .* Set SLACK_BOT_TOKEN and MONGODB_URI/),
    ]);
  });

  test('the loopback port of the local store is a port, or not opened', () => {
    expect(readConfig({}).mongo).toEqual({ kind: 'local' });
    expect(readConfig({ LOCAL_MONGO_PORT: '27017' }).mongo).toMatchObject({ tcpPort: 27_017 });
    expect(faultsOf({ LOCAL_MONGO_PORT: '0' })[0]).toContain('it takes a whole number from 1');
    expect(faultsOf({ LOCAL_MONGO_PORT: 'any' })[0]).toContain('it takes a whole number from 1');
  });

  test('an unknown role is refused with those that there are', () => {
    expect(faultsOf({ CREWCHIEF_ROLE: 'boss' })[0]).toContain('it takes all, web, worker');
  });

  test('lists every fault at once, each with the name of its setting', () => {
    const faults = faultsOf({
      SLACK_BOT_TOKEN: 'wrong',
      MONGODB_URI: 'postgres://db',
      PORT: 'abc',
      DEFAULT_TIME_ZONE: 'Mars/Olympus',
      LOG_LEVEL: 'loud',
      CREWCHIEF_ADMINS: 'mara',
      MEASUREMENT_HOSTS: 'https://metrics.example.com/x',
      MEASUREMENT_PRIVATE_ADDRESSES: 'maybe',
    });

    for (const name of [
      'SLACK_BOT_TOKEN must begin',
      'SLACK_SIGNING_SECRET',
      'MONGODB_URI',
      'PORT',
      'DEFAULT_TIME_ZONE',
      'LOG_LEVEL',
      'CREWCHIEF_ADMINS',
      'MEASUREMENT_HOSTS',
      'MEASUREMENT_PRIVATE_ADDRESSES',
    ]) {
      expect(faults.join('\n')).toContain(name);
    }
  });

  test('refuses half a Slack configuration', () => {
    expect(faultsOf({ SLACK_SIGNING_SECRET: 's' }).join()).toContain('without SLACK_BOT_TOKEN');
    expect(faultsOf({ SLACK_BOT_TOKEN: 'xoxb-1' }).join()).toContain('neither');
    expect(
      faultsOf({
        SLACK_BOT_TOKEN: 'xoxb-1',
        SLACK_SIGNING_SECRET: 's',
        SLACK_APP_TOKEN: 'xapp-1',
      }).join(),
    ).toContain('both set');
  });

  test('refuses the stand-ins in production unless they are asked for by name', () => {
    const production = { NODE_ENV: 'production' };

    expect(faultsOf(production)).toHaveLength(2);
    expect(faultsOf({ ...production, CREWCHIEF_STAND_INS: 'mongo' }).join()).toContain('slack');
    expect(faultsOf({ ...production, CREWCHIEF_STAND_INS: 'mongo,slack' })).toEqual([]);
    expect(faultsOf({ ...production, CREWCHIEF_STAND_INS: 'redis' }).join()).toContain('redis');
  });
});
