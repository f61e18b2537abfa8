import { App, LogLevel, SocketModeReceiver } from '@slack/bolt';
import { WebSocket } from 'ws';
import type { LocalSlack } from '../../../src/local/slack/index.js';
import { atEnd, cleanUp, credentials, startWorkspace } from '../../support/local-slack.js';
import { Person } from '../../support/person.js';
import { startRawApp } from '../../support/raw-app.js';

afterEach(cleanUp);

async function startSocketBot(slack: LocalSlack): Promise<App> {
  const clientOptions = { slackApiUrl: slack.apiUrl, retryConfig: { retries: 0 } };
  const receiver = new SocketModeReceiver({
    appToken: credentials.appToken,
    installerOptions: { clientOptions },
    logLevel: LogLevel.ERROR,
  });
  const app = new App({
    token: credentials.botToken,
    receiver,
    clientOptions,
    deferInitialization: true,
    convoStore: false,
    logLevel: LogLevel.ERROR,
  });
  await app.init();
  await app.start();
  atEnd(() => receiver.client.disconnect());
  return app;
}

test('commands, events and interactions reach a Bolt app over its socket', async () => {
  const slack = await startWorkspace();
  const app = await startSocketBot(slack);
  app.command('/complete', ({ ack, command }) => ack(`Got ${command.text}`));
  app.message(async ({ say }) => {
    await say({
      text: 'Press',
      blocks: [
        {
          type: 'actions',
          elements: [
            { type: 'button', action_id: 'press', text: { type: 'plain_text', text: 'Press' } },
          ],
        },
      ],
    });
  });
  app.action('press', async ({ ack, respond }) => {
    await ack();
    await respond({ text: 'Pressed', replace_original: true, blocks: [] });
  });
  const mara = new Person(slack.acting, 'U0MARA');

  expect(await mara.types('C0TEAM', '/complete T-1')).toMatchObject({
    outcome: 'acknowledged',
    reply: { text: 'Got T-1', isEphemeral: true },
  });
  const direct = await mara.direct('U0BOT');
  await mara.says(direct, 'hi');
  await mara.clicks(await mara.waitsFor(direct, 'Press'), 'Press');
  await mara.waitsFor(direct, 'Pressed');
});

test('an open socket is preferred to the request address, which takes over when it closes', async () => {
  const slack = await startWorkspace();
  const { url, received } = await startRawApp(() => ({ status: 200 }));
  slack.setRequestUrl(url);
  const socket = await openSocket(slack);
  const mara = new Person(slack.acting, 'U0MARA');
  socket.on('message', (data: Buffer) => {
    const { envelope_id } = JSON.parse(data.toString()) as { envelope_id: string };
    socket.send(JSON.stringify({ envelope_id, payload: { text: 'by socket' } }));
  });
  expect(await mara.types('C0TEAM', '/complete')).toMatchObject({ reply: { text: 'by socket' } });
  expect(received).toHaveLength(0);

  await slack.acting.disconnectSockets({ reason: 'refresh_requested' });
  expect(await mara.types('C0TEAM', '/complete')).toMatchObject({ reply: null });
  expect(received).toHaveLength(1);
});

test('a connection is greeted, and told before it is replaced', async () => {
  const slack = await startWorkspace();
  const messages: unknown[] = [];
  const socket = await openSocket(slack, (message) => messages.push(message));
  const told = nextMessage(socket);
  await slack.acting.disconnectSockets({ reason: 'warning' });
  expect(messages).toMatchObject([
    { type: 'hello', num_connections: 1, connection_info: { app_id: 'A0APP' } },
  ]);
  expect(await told).toMatchObject({ type: 'disconnect', reason: 'warning' });
});

test('a socket address admits one connection', async () => {
  const slack = await startWorkspace();
  const url = await socketUrl(slack);
  await nextMessage(new WebSocket(url));
  const second = new WebSocket(url);
  const refused = await new Promise<number | undefined>((resolve) => {
    second.on('unexpected-response', (_request, response) => resolve(response.statusCode));
  });
  expect(refused).toBe(403);
});

async function socketUrl(slack: LocalSlack): Promise<string> {
  const response = await fetch(`${slack.apiUrl}apps.connections.open`, {
    method: 'POST',
    headers: { authorization: `Bearer ${credentials.appToken}` },
  });
  return ((await response.json()) as { url: string }).url;
}

async function openSocket(
  slack: LocalSlack,
  onGreeting: (message: unknown) => void = () => {},
): Promise<WebSocket> {
  const socket = new WebSocket(await socketUrl(slack));
  onGreeting(await nextMessage(socket));
  return socket;
}

function nextMessage(socket: WebSocket): Promise<unknown> {
  return new Promise((resolve) => {
    socket.once('message', (data: Buffer) => resolve(JSON.parse(data.toString())));
  });
}
