import type { Page } from 'playwright-core';
import type { LocalSlack } from '../../../src/local/slack/index.js';
import { startBoltApp } from '../../support/bolt-app.js';
import { browserTest, openPage } from '../../support/browser.js';
import { cleanUp, startWorkspace } from '../../support/local-slack.js';
import { Person } from '../../support/person.js';

afterEach(cleanUp);

const plain = (text: string) => ({ type: 'plain_text' as const, text });
const form = {
  type: 'modal' as const,
  callback_id: 'hours_form',
  title: plain('Complete a task'),
  submit: plain('Complete'),
  blocks: [
    {
      type: 'input' as const,
      block_id: 'hours',
      label: plain('Hours'),
      element: {
        type: 'number_input' as const,
        action_id: 'value',
        is_decimal_allowed: true,
        min_value: '0.1',
      },
    },
    {
      type: 'input' as const,
      block_id: 'notes',
      optional: true,
      label: plain('Notes'),
      element: { type: 'plain_text_input' as const, action_id: 'value', multiline: true },
    },
  ],
};

async function startBot(): Promise<LocalSlack> {
  const slack = await startWorkspace();
  const app = await startBoltApp(slack);
  app.command('/complete', async ({ ack, client, command }) => {
    await client.views.open({ trigger_id: command.trigger_id, view: form });
    await ack();
  });
  app.view('hours_form', async ({ ack, view, client, body }) => {
    const hours = view.state.values['hours']?.['value']?.value ?? '';
    if (Number(hours) > 100) {
      await ack({ response_action: 'errors', errors: { hours: 'That is more than a week.' } });
      return;
    }
    await ack();
    await client.chat.postEphemeral({
      channel: 'C0TEAM',
      user: body.user.id,
      text: `Recorded *${hours} h*`,
    });
  });
  app.message('card', async ({ client }) => {
    await client.apiCall('chat.postMessage', {
      channel: 'C0TEAM',
      text: 'Close T-12?',
      blocks: [
        { type: 'header', text: plain('Close T-12?') },
        {
          type: 'actions',
          elements: [
            {
              type: 'button',
              action_id: 'close',
              text: plain('Close it'),
              confirm: {
                title: plain('Sure?'),
                text: plain('The team is told.'),
                confirm: plain('Yes'),
                deny: plain('No'),
              },
            },
          ],
        },
      ],
    });
  });
  app.action('close', async ({ ack, respond, body }) => {
    await ack();
    await respond({ replace_original: true, text: `Closed by <@${body.user.id}>`, blocks: [] });
  });
  return slack;
}

function pageOf(slack: LocalSlack, userId: string, path = 'archives/C0TEAM'): string {
  return `${slack.pageUrl}${path}?as=${userId}`;
}

function composer(page: Page) {
  return page.getByRole('textbox', { name: 'Message #team-payments' });
}

browserTest('an engineer completes a task with the keyboard alone', async () => {
  const slack = await startBot();
  const page = await openPage(pageOf(slack, 'U0OMAR'));
  await composer(page).waitFor();

  await page.keyboard.type('/co');
  await page.getByRole('option', { name: '/complete [T-12] [5.5h] [notes]' }).waitFor();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Complete a task' });
  await dialog.waitFor();
  const hours = dialog.getByLabel('Hours');
  await page.keyboard.type('abc');
  await page.keyboard.press('Enter');
  await dialog.getByText('Please enter a number.').waitFor();
  expect(await hours.getAttribute('aria-invalid')).toBe('true');
  expect(await dialog.locator('input:focus').count()).toBe(1);

  await hours.fill('200');
  await page.keyboard.press('Enter');
  await dialog.getByText('That is more than a week.').waitFor();
  await hours.fill('5.5');
  await page.keyboard.press('Enter');
  await dialog.waitFor({ state: 'detached' });
  const reply = page.getByRole('article').filter({ hasText: 'Only visible to you' });
  await reply.getByText('5.5 h').waitFor();

  const other = await openPage(pageOf(slack, 'U0MARA'));
  await composer(other).waitFor();
  expect(await other.getByText('Recorded').count()).toBe(0);
});

browserTest('a pressed button asks first, then changes the card for everybody', async () => {
  const slack = await startBot();
  const omar = await openPage(pageOf(slack, 'U0OMAR'));
  const mara = await openPage(pageOf(slack, 'U0MARA'));
  const person = new Person(slack.acting, 'U0MARA');
  await person.says(await person.direct('U0BOT'), 'card');

  await mara.getByRole('button', { name: 'Close it' }).click();
  const confirmation = mara.getByRole('dialog', { name: 'Sure?' });
  await confirmation.getByRole('button', { name: 'No' }).click();
  await confirmation.waitFor({ state: 'detached' });
  await mara.getByRole('button', { name: 'Close it' }).click();
  await confirmation.getByRole('button', { name: 'Yes' }).click();

  await mara.getByText('Closed by').waitFor();
  await omar.getByText('Closed by').waitFor();
  expect(await omar.getByText('@Mara Lindqvist').count()).toBe(1);
  expect(await omar.getByRole('button', { name: 'Close it' }).count()).toBe(0);
});

browserTest('the focus stays in a modal until Escape closes it', async () => {
  const slack = await startBot();
  const page = await openPage(pageOf(slack, 'U0OMAR'));
  await composer(page).fill('/complete');
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog');
  await dialog.waitFor();
  for (let stop = 0; stop < 6; stop += 1) {
    await page.keyboard.press('Tab');
    expect(await page.locator(':is(main, .rail) :focus').count()).toBe(0);
  }
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  expect(await new Person(slack.acting, 'U0OMAR').modal()).toBeUndefined();
});

browserTest('foreign text stays text', async () => {
  const slack = await startWorkspace();
  const hostile =
    '<img src=x onerror="document.title=1"> <script>document.title=1</script> &lt;b&gt;';
  await new Person(slack.acting, 'U0OMAR').says('C0TEAM', hostile);
  const page = await openPage(pageOf(slack, 'U0MARA'));
  await page.getByText(hostile).waitFor();
  expect(await page.locator('.message img, .message script, .message b').count()).toBe(0);
});

browserTest('a thread, an unread mark and the Home tab are where one looks for them', async () => {
  const slack = await startWorkspace();
  const omar = new Person(slack.acting, 'U0OMAR');
  const { ts } = await omar.says('C0TEAM', 'Question');
  await omar.says('C0TEAM', 'Answer', ts);
  await omar.says('C0RANDOM', 'Lunch?');
  const page = await openPage(pageOf(slack, 'U0MARA'));

  await page.getByRole('button', { name: '1 reply' }).click();
  const thread = page.getByRole('complementary', { name: 'Thread' });
  await thread.getByText('Answer').waitFor();
  await page.keyboard.type('Thanks');
  await page.keyboard.press('Enter');
  await thread.getByText('Thanks').waitFor();

  await page.getByRole('button', { name: 'random 1 unread' }).click();
  await page.getByText('Lunch?').waitFor();
  await page.getByRole('button', { name: 'random', exact: true }).waitFor();
  await page.getByRole('button', { name: 'Crewchief', exact: true }).click();
  await page.getByText('Crewchief has put nothing here yet.').waitFor();
});

browserTest('nothing is cut off at 400 pixels, and the menu leads to another member', async () => {
  const slack = await startBot();
  await new Person(slack.acting, 'U0OMAR').says('C0TEAM', `long ${'x'.repeat(300)}`);
  const viewport = { width: 400, height: 800 };
  const page = await openPage(pageOf(slack, 'U0OMAR'), { viewport });
  await page.getByText('xxx').waitFor();
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(400);
  await page.getByRole('button', { name: 'Menu' }).click();
  await page.getByRole('button', { name: /^Act as Mara Lindqvist/ }).click();
  await page.getByText('as Mara Lindqvist').waitFor();
});
