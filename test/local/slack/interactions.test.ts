import type { LocalSlack, ShownMessage } from '../../../src/local/slack/index.js';
import { cleanUp, startWorkspace } from '../../support/local-slack.js';
import { Person } from '../../support/person.js';
import { startRawApp } from '../../support/raw-app.js';
import { apiOf, type CallApi } from '../../support/slack-api.js';

afterEach(cleanUp);

const plain = (text: string): object => ({ type: 'plain_text', text });
const option = (value: string): object => ({ text: plain(value.toUpperCase()), value });
const blocks = [
  {
    type: 'actions',
    block_id: 'choices',
    elements: [
      { type: 'button', action_id: 'go', text: plain('Go'), value: 'T-1', style: 'primary' },
      { type: 'static_select', action_id: 'size', options: [option('s'), option('m')] },
      { type: 'users_select', action_id: 'who' },
      { type: 'datepicker', action_id: 'day' },
      { type: 'checkboxes', action_id: 'flags', options: [option('a'), option('b')] },
      { type: 'external_select', action_id: 'task', min_query_length: 0 },
    ],
  },
];

interface Payload {
  readonly response_url: string;
  readonly [field: string]: unknown;
}

interface Scene {
  readonly slack: LocalSlack;
  readonly call: CallApi;
  readonly mara: Person;
  readonly card: ShownMessage;
  readonly payloads: Payload[];
}

/** A card with one of each element in the channel, or for Mara alone. */
async function setScene(isEphemeral = false): Promise<Scene> {
  const slack = await startWorkspace();
  const payloads: Payload[] = [];
  const { url } = await startRawApp(({ body }) => {
    const payload = JSON.parse(new URLSearchParams(body).get('payload') ?? '{}') as Payload;
    payloads.push(payload);
    const options = [option('t-1'), option('t-2')];
    return { status: 200, body: payload['type'] === 'block_suggestion' ? { options } : undefined };
  });
  slack.setRequestUrl(url);
  const call = apiOf(slack);
  await call(isEphemeral ? 'chat.postEphemeral' : 'chat.postMessage', {
    channel: 'C0TEAM',
    user: 'U0MARA',
    text: 'Choose',
    blocks,
    metadata: { event_type: 'card', event_payload: { id: 'e1' } },
  });
  const mara = new Person(slack.acting, 'U0MARA');
  const [card] = await mara.sees('C0TEAM');
  if (!card) throw new Error('the card was not posted');
  return { slack, call, mara, card, payloads };
}

async function answer(payload: Payload | undefined, body: object): Promise<number> {
  const response = await fetch(String(payload?.response_url), {
    method: 'POST',
    body: JSON.stringify(body),
  });
  return response.status;
}

test('a button in a message arrives with the message, the place and its own value', async () => {
  const { mara, card, payloads } = await setScene();
  await mara.clicks(card, 'Go');
  expect(payloads[0]).toMatchObject({
    type: 'block_actions',
    user: { id: 'U0MARA', username: 'mara', team_id: 'T0LOCAL' },
    team: { id: 'T0LOCAL', domain: 'example-crew' },
    channel: { id: 'C0TEAM', name: 'team-payments' },
    container: { type: 'message', message_ts: card.ts, channel_id: 'C0TEAM', is_ephemeral: false },
    message: { ts: card.ts, bot_id: 'B0BOT', metadata: { event_type: 'card' } },
    actions: [{ type: 'button', action_id: 'go', block_id: 'choices', value: 'T-1' }],
  });
});

test.each([
  ['size', 'm', { selected_option: { value: 'm' } }],
  ['who', 'U0YUKI', { selected_user: 'U0YUKI' }],
  ['day', '2026-03-02', { selected_date: '2026-03-02' }],
  ['flags', ['b'], { selected_options: [{ value: 'b' }] }],
])('%s tells what was chosen, in the action and in the state', async (actionId, value, chosen) => {
  const { mara, card, payloads } = await setScene();
  await mara.chooses(card, actionId, value);
  expect(payloads[0]).toMatchObject({
    actions: [{ action_id: actionId, ...chosen }],
    state: { values: { choices: { [actionId]: chosen } } },
  });
});

test('an external select offers what the app suggests', async () => {
  const { slack, mara, card, payloads } = await setScene();
  const container = { channelId: 'C0TEAM', messageTs: card.ts };
  const query = { userId: 'U0MARA', container, actionId: 'task', query: 't' };
  expect(await slack.acting.suggestOptions(query)).toMatchObject([
    { value: 't-1' },
    { value: 't-2' },
  ]);
  expect(payloads[0]).toMatchObject({ type: 'block_suggestion', action_id: 'task', value: 't' });
  await mara.chooses(card, 'task', 't-2');
  expect(payloads[1]).toMatchObject({ actions: [{ selected_option: { value: 't-2' } }] });
});

test('an ephemeral card is replaced or removed through its response address only', async () => {
  const { call, mara, card, payloads } = await setScene(true);
  expect((await call('chat.update', { channel: 'C0TEAM', ts: card.ts, text: 'x' })).error).toBe(
    'message_not_found',
  );
  await mara.clicks(card, 'Go');
  expect(payloads[0]?.['container']).toMatchObject({ is_ephemeral: true });
  expect(payloads[0]).not.toHaveProperty('message');
  expect(await answer(payloads[0], { replace_original: true, text: 'Chosen' })).toBe(200);
  expect(await mara.sees('C0TEAM')).toMatchObject([{ ts: card.ts, text: 'Chosen' }]);
  expect(await answer(payloads[0], { delete_original: true })).toBe(200);
  expect(await mara.sees('C0TEAM')).toEqual([]);
});

test('an answer is for the person alone unless it says in_channel', async () => {
  const { slack, mara, card, payloads } = await setScene();
  await mara.clicks(card, 'Go');
  await answer(payloads[0], { text: 'for you' });
  await answer(payloads[0], { text: 'for all', response_type: 'in_channel' });
  expect(await answer(payloads[0], { text: 'x', blocks: [{ type: 'chart' }] })).toBe(400);
  const seenBy = async (userId: string): Promise<string[]> =>
    (await new Person(slack.acting, userId).sees('C0TEAM')).map(({ text }) => text);
  expect(await seenBy('U0MARA')).toEqual(['Choose', 'for you', 'for all']);
  expect(await seenBy('U0OMAR')).toEqual(['Choose', 'for all']);
});

test('nobody presses a button that is not there', async () => {
  const { slack, mara, card } = await setScene(true);
  const press = (userId: string, actionId: string): Promise<unknown> =>
    slack.acting.useElement({
      userId,
      container: { channelId: 'C0TEAM', messageTs: card.ts },
      actionId,
    });
  await expect(press(mara.userId, 'other')).rejects.toThrow('no element other');
  await expect(press('U0OMAR', 'go')).rejects.toThrow('sees no message');
});
