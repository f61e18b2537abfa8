import { request } from 'node:http';
import { createLocalSlackClient, type LocalSlack } from '../../../src/local/slack/index.js';
import {
  cleanUp,
  credentials,
  startWorkspace,
  temporaryFolder,
} from '../../support/local-slack.js';
import { ManualClock } from '../../support/manual-clock.js';
import { Person } from '../../support/person.js';
import { type ApiAnswer, apiOf } from '../../support/slack-api.js';

afterEach(cleanUp);

const monday = '2026-03-02T09:00:00Z';

const plain = (text: string): object => ({ type: 'plain_text', text });
const section = (text: string): object => ({ type: 'section', text: { type: 'mrkdwn', text } });
const button = (fields: object): object => ({
  type: 'actions',
  elements: [{ type: 'button', text: plain('Go'), ...fields }],
});

test.each([
  ['auth.test', null, 'not_authed'],
  ['auth.test', 'xoxb-wrong', 'invalid_auth'],
  ['chat.postMessage', credentials.appToken, 'not_allowed_token_type'],
  ['apps.connections.open', credentials.botToken, 'not_allowed_token_type'],
  ['chat.postTelegram', credentials.botToken, 'unknown_method'],
])('%s with the token %s is refused with %s', async (method, token, error) => {
  const call = apiOf(await startWorkspace(), token);
  expect(await call(method)).toMatchObject({ ok: false, error });
});

test('a token in the form body is accepted, and granted scopes are told in a header', async () => {
  const slack = await startWorkspace({ scopes: ['chat:write', 'commands'] });
  const response = await fetch(`${slack.apiUrl}auth.test`, {
    method: 'POST',
    body: new URLSearchParams({ token: credentials.botToken }),
  });
  expect(await response.json()).toMatchObject({ ok: true, user_id: 'U0BOT', bot_id: 'B0BOT' });
  expect(response.headers.get('x-oauth-scopes')).toBe('chat:write,commands');
});

test('a method without its scope names what is needed and what was provided', async () => {
  const call = apiOf(await startWorkspace({ scopes: ['commands'] }));
  expect(await call('chat.postMessage', { channel: 'C0TEAM', text: 'hi' })).toMatchObject({
    error: 'missing_scope',
    needed: 'chat:write',
    provided: 'commands',
  });
});

test.each([
  ['an unknown channel', { channel: 'C0NOWHERE', text: 'hi' }, 'channel_not_found'],
  ['a private channel it is not in', { channel: 'C0LEADS', text: 'hi' }, 'channel_not_found'],
  ['a public channel it is not in', { channel: 'C0RANDOM', text: 'hi' }, 'not_in_channel'],
  ['no text', { channel: 'C0TEAM', text: '' }, 'no_text'],
  ['a text over 40,000', { channel: 'C0TEAM', text: 'x'.repeat(40_001) }, 'msg_too_long'],
  ['no channel', { text: 'hi' }, 'invalid_arguments'],
  ['an unknown thread', { channel: 'C0TEAM', text: 'hi', thread_ts: '1.0' }, 'thread_not_found'],
  [
    'blocks with too much text together',
    { channel: 'C0TEAM', blocks: Array.from({ length: 5 }, () => section('x'.repeat(3000))) },
    'msg_blocks_too_long',
  ],
  [
    'metadata beyond the size limit',
    {
      channel: 'C0TEAM',
      text: 'hi',
      metadata: { event_type: 'e', event_payload: { note: 'x'.repeat(20_000) } },
    },
    'metadata_too_large',
  ],
])('posting to %s is refused', async (_what, args, error) => {
  const call = apiOf(await startWorkspace());
  expect(await call('chat.postMessage', args)).toMatchObject({ ok: false, error });
});

test.each([
  ['51 blocks', Array.from({ length: 51 }, () => ({ type: 'divider' })), '/blocks'],
  ['a section over 3,000', [section('x'.repeat(3001))], '/blocks/0/text/text'],
  ['an empty section text', [section('')], '/blocks/0/text/text'],
  ['a header over 150', [{ type: 'header', text: plain('x'.repeat(151)) }], '/blocks/0/text/text'],
  [
    'a formatted header',
    [{ type: 'header', text: { type: 'mrkdwn', text: 'x' } }],
    '/blocks/0/text/type',
  ],
  [
    'a button text over 75',
    [button({ text: plain('x'.repeat(76)) })],
    '/blocks/0/elements/0/text/text',
  ],
  [
    'a button value over 2,000',
    [button({ value: 'x'.repeat(2001) })],
    '/blocks/0/elements/0/value',
  ],
  ['an unknown style', [button({ style: 'blue' })], '/blocks/0/elements/0/style'],
  [
    '26 buttons',
    [
      {
        type: 'actions',
        elements: Array.from({ length: 26 }, () => ({ type: 'button', text: plain('x') })),
      },
    ],
    '/blocks/0/elements',
  ],
  [
    '11 fields',
    [{ type: 'section', fields: Array.from({ length: 11 }, () => plain('x')) }],
    '/blocks/0/fields',
  ],
  [
    '101 options',
    [
      {
        type: 'actions',
        elements: [
          {
            type: 'static_select',
            options: Array.from({ length: 101 }, (_, n) => ({
              text: plain(`${n}`),
              value: `${n}`,
            })),
          },
        ],
      },
    ],
    '/blocks/0/elements/0/options',
  ],
  [
    'a repeated block id',
    [
      { type: 'divider', block_id: 'a' },
      { type: 'divider', block_id: 'a' },
    ],
    '/blocks/1',
  ],
  [
    'a repeated action id',
    [
      {
        type: 'actions',
        elements: [1, 2].map(() => ({ type: 'button', action_id: 'a', text: plain('x') })),
      },
    ],
    '/blocks/0',
  ],
  ['an unknown block', [{ type: 'chart' }], '/blocks/0'],
  ['an unknown field', [{ type: 'divider', colour: 'red' }], '/blocks/0'],
  [
    'an image without alt text',
    [{ type: 'image', image_url: 'https://example.com/a.png' }],
    '/blocks/0',
  ],
  [
    'a file that was never uploaded',
    [{ type: 'image', alt_text: 'x', slack_file: { id: 'F0' } }],
    '/blocks',
  ],
])('%s is refused as invalid_blocks, with a pointer to it', async (_what, blocks, pointer) => {
  const call = apiOf(await startWorkspace());
  const answer = await call('chat.postMessage', { channel: 'C0TEAM', text: 'hi', blocks });
  expect(answer.error).toBe('invalid_blocks');
  expect(answer['response_metadata']).toEqual({
    messages: expect.arrayContaining([expect.stringContaining(`[json-pointer:${pointer}]`)]),
  });
});

test('a message to a person opens the direct conversation with the app', async () => {
  const slack = await startWorkspace();
  const call = apiOf(slack);
  const posted = await call('chat.postMessage', { channel: 'U0MARA', text: 'Good morning' });
  const opened = await call('conversations.open', { users: 'U0MARA' });
  expect(opened['channel']).toEqual({ id: posted['channel'] });
  const mara = new Person(slack.acting, 'U0MARA');
  expect(await mara.sees(posted['channel'] as string)).toMatchObject([{ text: 'Good morning' }]);
});

test('an update keeps what it does not mention, and only the app changes its own messages', async () => {
  const slack = await startWorkspace();
  const call = apiOf(slack);
  const metadata = { event_type: 'card', event_payload: { entry: 'e1' } };
  const { ts } = await call('chat.postMessage', {
    channel: 'C0TEAM',
    text: 'one',
    blocks: [section('one')],
    metadata,
  });
  const updated = await call('chat.update', { channel: 'C0TEAM', ts, text: 'two' });
  expect(updated['message']).toMatchObject({ text: 'two', blocks: [section('one')], metadata });

  const spoken = await new Person(slack.acting, 'U0MARA').says('C0TEAM', 'mine');
  const others = { channel: 'C0TEAM', ts: spoken.ts };
  expect(await call('chat.update', { ...others, text: 'x' })).toMatchObject({
    error: 'cant_update_message',
  });
  expect(await call('chat.delete', others)).toMatchObject({ error: 'cant_delete_message' });
  expect(await call('chat.update', { channel: 'C0TEAM', ts: '1.0', text: 'x' })).toMatchObject({
    error: 'message_not_found',
  });
  const long = { channel: 'C0TEAM', ts, text: 'x'.repeat(4001) };
  expect(await call('chat.update', long)).toMatchObject({ error: 'msg_too_long' });
});

test('history shows the newest first, page by page, metadata only when asked for', async () => {
  const call = apiOf(await startWorkspace());
  const metadata = { event_type: 'card', event_payload: { entry: 'e1' } };
  for (const text of ['first', 'second', 'third']) {
    await call('chat.postMessage', { channel: 'C0TEAM', text, metadata });
  }
  const page = await call('conversations.history', { channel: 'C0TEAM', limit: 2 });
  expect(page).toMatchObject({ has_more: true, messages: [{ text: 'third' }, { text: 'second' }] });
  expect((page['messages'] as object[])[0]).not.toHaveProperty('metadata');
  const { next_cursor: cursor } = page['response_metadata'] as { next_cursor: string };
  expect(
    await call('conversations.history', { channel: 'C0TEAM', cursor, include_all_metadata: true }),
  ).toMatchObject({ has_more: false, messages: [{ text: 'first', metadata }] });
});

test('beyond a burst, a conversation takes one message a second', async () => {
  const clock = new ManualClock(monday);
  const call = apiOf(await startWorkspace({ clock }));
  const post = (channel: string): Promise<ApiAnswer> =>
    call('chat.postMessage', { channel, text: 'hi' });
  for (let sent = 0; sent < 5; sent += 1) expect((await post('C0TEAM')).ok).toBe(true);
  expect(await post('C0TEAM')).toMatchObject({ status: 429, error: 'ratelimited' });
  const direct = await post('U0MARA');
  expect(direct.ok).toBe(true);
  for (let sent = 0; sent < 4; sent += 1) await post(direct['channel'] as string);
  expect(await post('U0MARA')).toMatchObject({ status: 429 });
  clock.advance(1000);
  expect((await post('C0TEAM')).ok).toBe(true);
  expect((await post('C0TEAM')).ok).toBe(false);
});

test('a taken port is told at start', async () => {
  const { pageUrl } = await startWorkspace();
  const port = Number(new URL(pageUrl).port);
  await expect(startWorkspace({ port })).rejects.toThrow('EADDRINUSE');
});

test('replies are found with their first message, also after one was deleted', async () => {
  const call = apiOf(await startWorkspace());
  const { ts } = await call('chat.postMessage', { channel: 'C0TEAM', text: 'root' });
  const reply = { channel: 'C0TEAM', thread_ts: ts };
  const first = await call('chat.postMessage', { ...reply, text: 'one' });
  await call('chat.postMessage', { ...reply, text: 'two' });
  await call('chat.delete', { channel: 'C0TEAM', ts: first['ts'] });
  expect(await call('conversations.replies', { channel: 'C0TEAM', ts })).toMatchObject({
    messages: [
      { text: 'root', reply_count: 1 },
      { text: 'two', thread_ts: ts },
    ],
  });
  expect((await call('conversations.history', { channel: 'C0TEAM' }))['messages']).toHaveLength(1);
});

test('timestamps rise even while the clock stands still', async () => {
  const call = apiOf(await startWorkspace({ clock: new ManualClock(monday) }));
  const first = await call('chat.postMessage', { channel: 'C0TEAM', text: 'a' });
  const second = await call('chat.postMessage', { channel: 'C0TEAM', text: 'b' });
  expect(first['ts']).toBe('1772442000.000000');
  expect(second['ts']).toBe('1772442000.000001');
});

test('a dropped response leaves the message posted; an injected 429 does not', async () => {
  const slack = await startWorkspace();
  const call = apiOf(slack);
  const mara = new Person(slack.acting, 'U0MARA');
  const method = 'chat.postMessage';
  await slack.acting.injectFault({ method, kind: '429', retryAfter: 7 });
  expect(await call(method, { channel: 'C0TEAM', text: 'one' })).toMatchObject({ status: 429 });
  expect(await mara.sees('C0TEAM')).toEqual([]);

  await slack.acting.injectFault({ method, kind: 'drop-response-after-doing-it' });
  await expect(call(method, { channel: 'C0TEAM', text: 'two' })).rejects.toThrow('fetch failed');
  expect(await mara.sees('C0TEAM')).toMatchObject([{ text: 'two' }]);
});

test('nothing that was acknowledged is missing after a restart', async () => {
  const folder = await temporaryFolder();
  const slack = await startWorkspace({ folder });
  const call = apiOf(slack);
  const metadata = { event_type: 'card', event_payload: { entry: 'e1' } };
  const { ts } = await call('chat.postMessage', { channel: 'C0TEAM', text: 'one', metadata });
  await call('chat.update', { channel: 'C0TEAM', ts, text: 'two' });
  await call('chat.postEphemeral', { channel: 'C0TEAM', user: 'U0MARA', text: 'psst' });
  await call('views.publish', {
    user_id: 'U0MARA',
    view: { type: 'home', blocks: [section('Hi')] },
  });
  const direct = await call('chat.postMessage', { channel: 'U0MARA', text: 'direct' });
  await slack.close();

  const restarted = await startWorkspace({ folder });
  const mara = new Person(restarted.acting, 'U0MARA');
  expect(await mara.sees('C0TEAM')).toMatchObject([
    { ts, text: 'two', isEdited: true, metadata },
    { text: 'psst', isEphemeral: true },
  ]);
  expect(await mara.sees(direct['channel'] as string)).toMatchObject([{ text: 'direct' }]);
  expect((await mara.home())?.blocks).toMatchObject([section('Hi')]);
  const next = await apiOf(restarted)('chat.postMessage', { channel: 'C0TEAM', text: 'three' });
  expect(Number(next['ts'])).toBeGreaterThan(Number(direct['ts']));
});

test('files are uploaded in three steps and shown in messages', async () => {
  const slack = await startWorkspace();
  const call = apiOf(slack);
  const content = Buffer.from('not really a picture');
  const begun = await call('files.getUploadURLExternal', {
    filename: 'chart.png',
    length: content.length,
  });
  const wrong = await fetch(begun['upload_url'] as string, { method: 'POST', body: 'short' });
  expect(wrong.status).toBe(400);
  const form = new FormData();
  form.set('body', new Blob([content]), 'Untitled');
  await fetch(begun['upload_url'] as string, { method: 'POST', body: form });
  const id = begun['file_id'] as string;
  const done = await call('files.completeUploadExternal', { files: [{ id, title: 'Chart' }] });
  expect(done).toMatchObject({ ok: true, files: [{ id, title: 'Chart' }] });

  const image = { type: 'image', alt_text: 'Chart', slack_file: { id } };
  const posted = await call('chat.postMessage', { channel: 'C0TEAM', text: 'c', blocks: [image] });
  expect(posted.ok).toBe(true);
  const served = await fetch(new URL(`/files/${id}`, slack.pageUrl));
  expect(served.headers.get('content-type')).toBe('image/png');
  expect(Buffer.from(await served.arrayBuffer())).toEqual(content);
});

test('people are found by id and by email, and listed with the app', async () => {
  const call = apiOf(await startWorkspace());
  const mara = { id: 'U0MARA', name: 'mara', real_name: 'Mara Lindqvist', tz: 'Europe/Berlin' };
  expect((await call('users.info', { user: 'U0MARA' }))['user']).toMatchObject(mara);
  const email = 'mara@example-crew.example';
  expect((await call('users.lookupByEmail', { email }))['user']).toMatchObject(mara);
  expect((await call('users.lookupByEmail', { email: 'x@example.com' })).error).toBe(
    'users_not_found',
  );
  expect((await call('users.info', { user: 'U0NOBODY' })).error).toBe('user_not_found');
  expect((await call('users.list'))['members']).toHaveLength(4);
});

test('a private channel is unknown to an app that is not in it', async () => {
  const call = apiOf(await startWorkspace());
  const listed = (await call('conversations.list', { types: 'public_channel' }))['channels'];
  expect(listed).toMatchObject([
    { id: 'C0TEAM', is_member: true },
    { id: 'C0RANDOM', is_member: false },
  ]);
  expect((await call('conversations.info', { channel: 'C0LEADS' })).error).toBe(
    'channel_not_found',
  );
  expect((await call('conversations.list', { types: 'private_channel' })).error).toBe(
    'missing_scope',
  );
  expect((await call('conversations.members', { channel: 'C0TEAM' }))['members']).toHaveLength(4);
  expect((await call('conversations.history', { channel: 'C0RANDOM' })).error).toBe(
    'not_in_channel',
  );
});

test('a permalink leads to the page', async () => {
  const slack = await startWorkspace();
  const call = apiOf(slack);
  const { ts } = await call('chat.postMessage', { channel: 'C0TEAM', text: 'hi' });
  const link = await call('chat.getPermalink', { channel: 'C0TEAM', message_ts: ts });
  const served = await fetch(String(link['permalink']));
  expect(served.headers.get('content-type')).toContain('text/html');
  expect(served.headers.get('content-security-policy')).toContain("default-src 'self'");
});

test('another process acts through the same operations', async () => {
  const slack = await startWorkspace();
  const client = createLocalSlackClient(slack.pageUrl);
  const mara = new Person(client, 'U0MARA');
  await mara.says('C0TEAM', 'from afar');
  expect(await mara.sees('C0TEAM')).toMatchObject([{ text: 'from afar' }]);
  await expect(mara.says('C0NOWHERE', 'x')).rejects.toThrow('not in a conversation');
});

test.each([
  ['a page of another origin', { origin: 'https://evil.example' }],
  ['a name that was pointed here', { host: 'evil.example' }],
])('%s may neither read nor act', async (_what, headers) => {
  const slack = await startWorkspace();
  expect(await statusOf(slack, headers)).toBe(403);
  expect(await statusOf(slack, {})).toBe(200);
});

async function statusOf(slack: LocalSlack, headers: Record<string, string>): Promise<number> {
  return new Promise((resolve, reject) => {
    const call = request(new URL('/local/workspace', slack.pageUrl), {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
    });
    call.on('response', (response) => resolve(response.resume().statusCode ?? 0));
    call.on('error', reject);
    call.end(JSON.stringify({ userId: 'U0MARA' }));
  });
}
