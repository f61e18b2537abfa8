import { verifySlackRequest } from '@slack/bolt';
import { cleanUp, credentials, startWorkspace } from '../../support/local-slack.js';
import { ManualClock } from '../../support/manual-clock.js';
import { Person } from '../../support/person.js';
import { startRawApp } from '../../support/raw-app.js';

afterEach(cleanUp);

const monday = '2026-03-02T09:00:00Z';

test('a command is a signed form in Slack’s shape', async () => {
  const slack = await startWorkspace();
  const { url, received } = await startRawApp(() => ({ status: 200 }));
  slack.setRequestUrl(url);

  await new Person(slack.acting, 'U0MARA').types('C0TEAM', '/crew assign T-1 @omar in #random');

  const { headers, body } = received[0]!;
  expect(headers['content-type']).toBe('application/x-www-form-urlencoded');
  const signed = {
    'x-slack-signature': String(headers['x-slack-signature']),
    'x-slack-request-timestamp': Number(headers['x-slack-request-timestamp']),
  };
  verifySlackRequest({ signingSecret: credentials.signingSecret, body, headers: signed });
  expect(Object.fromEntries(new URLSearchParams(body))).toMatchObject({
    command: '/crew',
    text: 'assign T-1 <@U0OMAR|omar> in <#C0RANDOM|random>',
    user_id: 'U0MARA',
    user_name: 'mara',
    channel_id: 'C0TEAM',
    channel_name: 'team-payments',
    team_id: 'T0LOCAL',
    team_domain: 'example-crew',
    api_app_id: 'A0APP',
    response_url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/response\/\w+$/),
    trigger_id: expect.stringMatching(/^\d+\.\w+$/),
  });
});

test('a silent app makes Slackbot tell the member that the command timed out', async () => {
  const slack = await startWorkspace({ timings: { acknowledgeWithinMs: 20 } });
  const { url } = await startRawApp(() => undefined);
  slack.setRequestUrl(url);
  const mara = new Person(slack.acting, 'U0MARA');

  const { outcome, reply } = await mara.types('C0TEAM', '/complete T-12');

  expect(outcome).toBe('operation_timeout');
  expect(reply).toMatchObject({
    text: '/complete failed with the error "operation_timeout"',
    author: { name: 'Slackbot' },
    isEphemeral: true,
  });
});

test('a command without an app, and an unknown one, are told apart', async () => {
  const slack = await startWorkspace();
  const mara = new Person(slack.acting, 'U0MARA');
  expect(await mara.types('C0TEAM', '/complete')).toMatchObject({ outcome: 'dispatch_failed' });
  expect(await mara.types('C0TEAM', '/nonsense')).toMatchObject({
    outcome: 'unknown_command',
    reply: { text: expect.stringContaining('not a valid command') },
  });
});

test('an unacknowledged event is repeated three times, numbered and with the reason', async () => {
  const slack = await startWorkspace({ timings: { eventRetryDelaysMs: [0, 0, 0] } });
  const { url, received, arrivalOf } = await startRawApp((_request, index) => ({
    status: index < 3 ? 500 : 200,
  }));
  slack.setRequestUrl(url);
  const mara = new Person(slack.acting, 'U0MARA');
  await mara.says(await mara.direct('U0BOT'), 'hello');

  await arrivalOf(4);

  expect(received.map(({ headers }) => headers['x-slack-retry-num'])).toEqual([
    undefined,
    '1',
    '2',
    '3',
  ]);
  expect(received[1]?.headers['x-slack-retry-reason']).toBe('http_error');
  expect(new Set(received.map(({ body }) => body)).size).toBe(1);
});

test('an event that found no app is delivered once the app can be reached', async () => {
  const slack = await startWorkspace();
  const { url, received, arrivalOf } = await startRawApp(() => ({ status: 200 }));
  const mara = new Person(slack.acting, 'U0MARA');
  await mara.says(await mara.direct('U0BOT'), 'anybody there?');
  expect(received).toEqual([]);
  slack.setRequestUrl(url);
  await arrivalOf(1);
  expect(JSON.parse(received[0]!.body)).toMatchObject({
    type: 'event_callback',
    event: { type: 'message', channel_type: 'im', user: 'U0MARA', text: 'anybody there?' },
    authorizations: [{ user_id: 'U0BOT', is_bot: true }],
  });
});

const view = {
  type: 'modal',
  title: { type: 'plain_text', text: 'Form' },
  blocks: [{ type: 'divider' }],
};

test('a trigger opens one modal, within three seconds', async () => {
  const clock = new ManualClock(monday);
  const slack = await startWorkspace({ clock });
  const { url, received } = await startRawApp(() => ({ status: 200 }));
  slack.setRequestUrl(url);
  const mara = new Person(slack.acting, 'U0MARA');
  const open = async (triggerId: string | null): Promise<unknown> => {
    const response = await fetch(`${slack.apiUrl}views.open`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: `Bearer ${credentials.botToken}`,
      },
      body: JSON.stringify({ trigger_id: triggerId, view }),
    });
    return ((await response.json()) as { error?: string }).error;
  };
  const trigger = async (): Promise<string | null> => {
    await mara.types('C0TEAM', '/complete');
    return new URLSearchParams(received.at(-1)?.body).get('trigger_id');
  };

  const first = await trigger();
  expect(await open(first)).toBeUndefined();
  expect((await mara.modal())?.title).toBe('Form');
  expect(await open(first)).toBe('exchanged_trigger_id');

  const second = await trigger();
  clock.advance(3001);
  expect(await open(second)).toBe('expired_trigger_id');
  expect(await open('made-up')).toBe('invalid_trigger_id');
});

test('a response address serves five answers within half an hour', async () => {
  const clock = new ManualClock(monday);
  const slack = await startWorkspace({ clock });
  const { url, received } = await startRawApp(() => ({ status: 200 }));
  slack.setRequestUrl(url);
  const mara = new Person(slack.acting, 'U0MARA');
  const command = async (): Promise<string | null> => {
    await mara.types('C0TEAM', '/complete');
    return new URLSearchParams(received.at(-1)?.body).get('response_url');
  };

  const first = await command();
  const statuses: number[] = [];
  for (let use = 0; use < 6; use += 1) statuses.push(await answer(first));
  expect(statuses).toEqual([200, 200, 200, 200, 200, 404]);
  expect(await mara.sees('C0TEAM')).toHaveLength(5);

  const second = await command();
  clock.advance(30 * 60 * 1000 + 1);
  expect(await answer(second)).toBe(404);
});

async function answer(responseUrl: string | null): Promise<number> {
  const body = JSON.stringify({ text: 'later' });
  return (await fetch(String(responseUrl), { method: 'POST', body })).status;
}
