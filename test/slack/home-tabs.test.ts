import { join } from 'node:path';
import type { WebClient } from '@slack/web-api';
import type { ChatFeature } from '../../src/features/chat.js';
import type { MemberActor } from '../../src/features/people/index.js';
import { projectRoot } from '../../src/shared/project-root.js';
import { createLogger } from '../../src/shared/logger.js';
import { type Message, message } from '../../src/shared/message.js';
import { Dispatcher } from '../../src/slack/dispatcher.js';
import { HomeTabs } from '../../src/slack/home-tabs.js';
import { createRenderer } from '../../src/slack/rendering/index.js';
import { gate } from '../support/gate.js';

const renderer = createRenderer(join(projectRoot, 'templates'));

interface Published {
  readonly userId: string;
  readonly blocks: readonly object[];
  readonly text: string;
}

/** Home tabs that have the parts `homes`, and what was published. */
function tabsWith(...homes: NonNullable<ChatFeature['home']>[]) {
  const published: Published[] = [];
  const lines: string[] = [];
  const logger = createLogger('error', { write: (line: string) => lines.push(line) });
  const dispatcher = new Dispatcher({
    features: homes.map((home) => ({ subcommands: [], buttons: [], modals: [], home })),
    people: {
      actorBySlackId: async (slackId) => ({ memberId: slackId.toLowerCase() }) as MemberActor,
    },
    newId: () => 'reference-1',
    logger,
  });
  const publish = async ({ user_id: userId, view }: { user_id: string; view: Published }) => {
    published.push({ userId, blocks: view.blocks, text: JSON.stringify(view.blocks) });
  };
  const client = { views: { publish } } as unknown as WebClient;
  return { tabs: new HomeTabs({ client, dispatcher, renderer, logger }), published, lines };
}

const saying = (words: string): Message =>
  message('chat/unknown-command', { words, nearest: null });

test('what changes while a tab is being shown is shown after it, once, however often it changes', async () => {
  let content = 'old';
  const first = gate();
  const begun = gate();
  const { tabs, published } = tabsWith(async () => {
    const read = saying(content);
    begun.open();
    await first.opened;
    return read;
  });
  const showings = [tabs.show('U0ANA')];
  await begun.opened;
  content = 'new';
  showings.push(tabs.show('U0ANA'), tabs.show('U0ANA'));
  first.open();
  await Promise.all(showings);
  expect(published.map(({ text }) => /old|new/.exec(text)?.[0])).toEqual(['old', 'new']);
});

test('a change is shown to those viewers only whom it concerns', async () => {
  const { tabs, published } = tabsWith(async () => null);
  await tabs.open('U0ANA');
  await tabs.open('U0BEN');
  await tabs.showTo(({ memberId }) => memberId !== 'u0ana');
  expect(published.map(({ userId }) => userId)).toEqual(['U0ANA', 'U0BEN', 'U0BEN']);
});

test('a part that fails says so, and the others are shown', async () => {
  const { tabs, published, lines } = tabsWith(
    async () => saying('before'),
    async () => {
      throw new Error('the database is away');
    },
    async () => saying('after'),
  );
  await tabs.open('U0ANA');
  expect(published[0]?.text).toMatch(/before.*cannot be shown now.*referenc.*after/);
  expect(lines.join()).toContain('the database is away');
});

test('a tab that is too long for Slack ends with a word about it', async () => {
  const long = async () =>
    message('evaluations/approvals', {
      count: 40,
      waiting: Array.from({ length: 12 }, (_, slot) => ({
        skill: null,
        task: { id: `T-${slot}`, title: 'A task' },
        waitedDays: 0,
        slot,
      })),
      delegated: null,
      rest: 0,
      actions: Object.fromEntries(
        Array.from({ length: 12 }, (_, slot) => [`open${slot}`, { actionId: 'a', value: 'b' }]),
      ),
    });
  const { tabs, published } = tabsWith(long, long, long);
  await tabs.open('U0ANA');
  expect(published[0]?.blocks).toHaveLength(100);
  expect(published[0]?.text).toMatch(/more than Slack can show here.{0,200}$/);
});
