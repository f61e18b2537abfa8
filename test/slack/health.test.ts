import { createBoltApp, type SlackDelivery } from '../../src/slack/bolt-app.js';
import { InFlight } from '../../src/slack/in-flight.js';
import { atEnd, cleanUp, credentials, startWorkspace } from '../support/local-slack.js';
import { silentLogger } from '../support/logger.js';

afterEach(cleanUp);

const { botToken, signingSecret, appToken } = credentials;
const deliveries: readonly SlackDelivery[] = [
  { kind: 'http', signingSecret },
  { kind: 'socket', appToken },
];

describe.each(deliveries)('GET /healthz beside delivery by $kind', (delivery) => {
  async function start(healthCheck: () => Promise<void>) {
    const { apiUrl } = await startWorkspace();
    const bolt = createBoltApp({
      botToken,
      apiUrl,
      delivery,
      listen: { port: 0, host: '127.0.0.1' },
      healthCheck,
      logger: silentLogger,
      inFlight: new InFlight(),
    });
    const port = await bolt.start();
    atEnd(bolt.stop);
    return { bolt, url: `http://127.0.0.1:${port}` };
  }

  test('is 200 while the bot can do its work, and 503 with the reason while it cannot', async () => {
    let database = Promise.resolve();
    const { url } = await start(() => database);
    const look = async () => {
      const response = await fetch(`${url}/healthz`);
      return { status: response.status, body: await response.json() };
    };

    expect(await look()).toEqual({ status: 200, body: { status: 'ok' } });
    database = Promise.reject(new RangeError('the database is away at mongodb://user:secret@host'));
    expect(await look()).toEqual({
      status: 503,
      body: { status: 'unavailable', reason: 'RangeError' },
    });
    database = Promise.resolve();
    expect(await look()).toMatchObject({ status: 200 });
  });

  test('is the only page', async () => {
    const { url } = await start(async () => {});

    expect((await fetch(`${url}/`)).status).toBe(404);
    expect((await fetch(`${url}/healthz`, { method: 'POST' })).status).toBe(404);
  });

  test('is answered no longer once the bot has stopped', async () => {
    const { bolt, url } = await start(async () => {});

    await bolt.stop();

    await expect(fetch(`${url}/healthz`)).rejects.toThrow('fetch failed');
  });
});
