import type { App } from '@slack/bolt';
import type { LocalSlack } from '../../../src/local/slack/index.js';
import { startBoltApp } from '../../support/bolt-app.js';
import { cleanUp, sampleSeed, startWorkspace } from '../../support/local-slack.js';
import { eventually, Person, visibleText } from '../../support/person.js';

afterEach(cleanUp);

const formView = {
  type: 'modal' as const,
  callback_id: 'hours_form',
  private_metadata: 'T-12',
  title: { type: 'plain_text' as const, text: 'Complete T-12' },
  submit: { type: 'plain_text' as const, text: 'Complete' },
  blocks: [
    {
      type: 'input' as const,
      block_id: 'hours',
      label: { type: 'plain_text' as const, text: 'Hours' },
      element: {
        type: 'number_input' as const,
        action_id: 'hours_value',
        is_decimal_allowed: true,
        min_value: '0.1',
      },
    },
  ],
};

async function startBot(): Promise<{ slack: LocalSlack; app: App; mara: Person }> {
  const slack = await startWorkspace();
  const app = await startBoltApp(slack);
  return { slack, app, mara: new Person(slack.acting, 'U0MARA') };
}

test('a signed command reaches a Bolt app, whose answer only the author sees', async () => {
  const { slack, app, mara } = await startBot();
  app.command('/complete', ({ command, ack }) =>
    ack({ response_type: 'ephemeral', text: `Done: ${command.text} by ${command.user_name}` }),
  );

  const { outcome, reply } = await mara.types('C0TEAM', '/complete T-12 5.5h');

  expect(outcome).toBe('acknowledged');
  expect(reply).toMatchObject({ text: 'Done: T-12 5.5h by mara', isEphemeral: true });
  expect(await new Person(slack.acting, 'U0OMAR').sees('C0TEAM')).toEqual([]);
});

test('a button press carries its value and lets the app replace the message for everybody', async () => {
  const { slack, app, mara } = await startBot();
  app.action('approve', async ({ ack, action, respond }) => {
    await ack();
    const value = action.type === 'button' ? action.value : '';
    await respond({ replace_original: true, text: `Approved ${value}` });
  });
  const button = { type: 'button', action_id: 'approve', value: 'T-12' } as const;
  await app.client.apiCall('chat.postMessage', {
    channel: 'C0TEAM',
    text: 'Close T-12?',
    blocks: [
      {
        type: 'actions',
        elements: [{ ...button, text: { type: 'plain_text', text: 'Approve' } }],
      },
    ],
  });
  const [card] = await mara.sees('C0TEAM');

  expect(await mara.clicks(card!, 'Approve')).toEqual({ outcome: 'acknowledged' });

  await mara.waitsFor('C0TEAM', 'Approved T-12');
  const seenByOmar = await new Person(slack.acting, 'U0OMAR').sees('C0TEAM');
  expect(seenByOmar).toHaveLength(1);
  expect(seenByOmar[0]).toMatchObject({ text: 'Approved T-12', isEdited: true });
});

test('a modal is checked here first, then by the app, and closes when both are content', async () => {
  const { app, mara } = await startBot();
  app.command('/complete', async ({ ack, client, command }) => {
    await client.views.open({ trigger_id: command.trigger_id, view: formView });
    await ack();
  });
  const submitted: unknown[] = [];
  app.view('hours_form', async ({ ack, view }) => {
    const hours = view.state.values['hours']?.['hours_value']?.value ?? '';
    submitted.push([view.private_metadata, hours]);
    if (Number(hours) > 100)
      await ack({ response_action: 'errors', errors: { hours: 'Too many' } });
    else await ack();
  });

  await mara.types('C0TEAM', '/complete');
  const modal = await mara.waitsForModal('Complete T-12');
  expect(await mara.submits(modal)).toEqual({
    outcome: 'invalid',
    errors: { hours: 'Please complete this required field.' },
  });
  expect(await mara.submits(modal, { Hours: '-3' })).toMatchObject({ outcome: 'invalid' });
  expect(submitted).toEqual([]);
  expect(await mara.submits(modal, { Hours: '200' })).toEqual({
    outcome: 'invalid',
    errors: { hours: 'Too many' },
  });
  expect(await mara.submits(modal, { Hours: '5.5' })).toEqual({ outcome: 'closed' });

  expect(submitted).toEqual([
    ['T-12', '200'],
    ['T-12', '5.5'],
  ]);
  expect(await mara.modal()).toBeUndefined();
});

test('direct messages, mentions and the opened Home tab arrive as events', async () => {
  const { slack, app, mara } = await startBot();
  app.message(async ({ message, say }) => {
    if (message.subtype === undefined) await say(`Heard: ${message.text}`);
  });
  app.event('app_mention', async ({ event, say }) => {
    await say({ thread_ts: event.ts, text: 'You called?' });
  });
  app.event('app_home_opened', async ({ event, client }) => {
    await client.views.publish({
      user_id: event.user,
      view: {
        type: 'home',
        blocks: [{ type: 'header', text: { type: 'plain_text', text: 'Your tasks' } }],
      },
    });
  });

  const direct = await mara.direct(sampleSeed.bot.userId);
  await mara.says(direct, '4 < 5 & so on');
  await mara.waitsFor(direct, 'Heard: 4 &lt; 5 &amp; so on');

  const { ts } = await mara.says('C0TEAM', 'hello @crewchief');
  const reply = await eventually(slack.acting, 'a reply', async () =>
    (await mara.sees('C0TEAM', ts)).find(({ text }) => text === 'You called?'),
  );
  expect(reply.threadTs).toBe(ts);

  await mara.opensHome();
  const home = await eventually(
    slack.acting,
    'a Home tab',
    async () => (await mara.home()) ?? undefined,
  );
  expect(visibleText(home)).toContain('Your tasks');
});
