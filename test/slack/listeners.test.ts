import { join } from 'node:path';
import type { ChatFeature, ModalReply } from '../../src/features/chat.js';
import type { MemberActor } from '../../src/features/people/index.js';
import type { Outbox, OutgoingMessage } from '../../src/outbox/index.js';
import { projectRoot } from '../../src/shared/project-root.js';
import { createLogger } from '../../src/shared/logger.js';
import { type Message, message } from '../../src/shared/message.js';
import type { ModalSpec } from '../../src/shared/modal.js';
import { createBoltApp, type SlackDelivery, slackEventsPath } from '../../src/slack/bolt-app.js';
import { Dispatcher } from '../../src/slack/dispatcher.js';
import { HomeTabs } from '../../src/slack/home-tabs.js';
import { InFlight } from '../../src/slack/in-flight.js';
import { registerListeners } from '../../src/slack/listeners.js';
import { createRenderer } from '../../src/slack/rendering/index.js';
import type { Transaction } from '../../src/storage/index.js';
import { atEnd, cleanUp, credentials, startWorkspace } from '../support/local-slack.js';
import { eventually, Person, visibleText } from '../support/person.js';

afterEach(cleanUp);

const team = 'C0TEAM';
const overHttp: SlackDelivery = { kind: 'http', signingSecret: credentials.signingSecret };
const bySocket: SlackDelivery = { kind: 'socket', appToken: credentials.appToken };

/** Prints `words` in an answer that any template could give. */
const say = (words: string): Message => message('chat/unknown-command', { words, nearest: null });

const form: ModalSpec = {
  callbackId: 'test/form',
  title: 'A form',
  submit: 'Save',
  metadata: 'kept',
  fields: [{ id: 'hours', kind: 'text', label: 'Hours' }],
};

/** A promise that the test settles when it likes. */
function gate<T>() {
  let open: (value: T) => void = () => {};
  const promise = new Promise<T>((resolve) => {
    open = resolve;
  });
  return { promise, open };
}

async function startBot(
  feature: Partial<ChatFeature>,
  { delivery = overHttp, answerBudgetMs = 60_000, modalBudgetMs = 60_000 } = {},
) {
  const slack = await startWorkspace();
  const lines: string[] = [];
  const logger = createLogger('info', { write: (line: string) => lines.push(line) });
  const queued: OutgoingMessage[] = [];
  const outbox: Outbox = {
    enqueue: async (messages) => void queued.push(...messages),
    rewrite: async () => false,
    cancel: async () => undefined,
  };
  const known = new Set(['U0MARA', 'U0OMAR']);
  const dispatcher = new Dispatcher({
    features: [{ subcommands: [], buttons: [], modals: [], ...feature }],
    people: {
      actorBySlackId: async (slackId) =>
        known.has(slackId) ? ({ kind: 'member', memberId: slackId, slackId } as MemberActor) : null,
    },
    newId: () => 'reference-1',
    logger,
  });
  const bolt = createBoltApp({
    botToken: credentials.botToken,
    apiUrl: slack.apiUrl,
    delivery,
    listen: { port: 0, host: '127.0.0.1' },
    healthCheck: async () => {},
    logger,
    inFlight: new InFlight(),
  });
  const renderer = createRenderer(join(projectRoot, 'templates'));
  registerListeners(bolt.app, {
    dispatcher,
    renderer,
    outbox,
    homeTabs: new HomeTabs({ client: bolt.app.client, dispatcher, renderer, logger }),
    noteActedOn: async () => {},
    inTransaction: (work) => work({ afterCommit: () => {} } as unknown as Transaction),
    logger,
    answerBudgetMs,
    modalBudgetMs,
  });
  const port = await bolt.start();
  atEnd(() => bolt.stop());
  if (delivery.kind === 'http') slack.setRequestUrl(`http://127.0.0.1:${port}${slackEventsPath}`);
  return {
    slack,
    bolt,
    lines,
    queued,
    mara: new Person(slack.acting, 'U0MARA'),
    yuki: new Person(slack.acting, 'U0YUKI'),
  };
}

const echo = {
  subcommands: [
    {
      name: 'echo',
      usage: '<words>',
      summary: 'Say it back',
      run: async ({ text }: { text: string }) => say(`echo of ${text}`),
    },
  ],
};

describe.each([
  ['over HTTP', overHttp],
  ['by Socket Mode', bySocket],
])('a command %s', (_name, delivery) => {
  test('is answered privately, with the acknowledgement itself', async () => {
    const { mara } = await startBot(echo, { delivery });

    const { outcome, reply } = await mara.types(team, '/crew echo hello');

    expect(outcome).toBe('acknowledged');
    expect(reply?.isEphemeral).toBe(true);
    expect(reply && visibleText(reply)).toContain('echo of hello');
  });

  test('opens a form and brings its values and metadata back', async () => {
    const { mara } = await startBot(
      {
        subcommands: [
          { name: 'form', usage: '', summary: '', opensModal: () => true, run: async () => form },
        ],
        modals: [
          {
            callbackId: form.callbackId,
            submit: async ({ values, metadata }): Promise<ModalReply> => ({
              reply: say(`${String(values['hours'])} and ${metadata}`),
            }),
          },
        ],
      },
      { delivery },
    );

    await mara.types(team, '/crew form');
    await mara.submits(await mara.waitsForModal('A form'), { Hours: '5.5' });

    const answer = await mara.waitsFor(team, '5.5 and kept');
    expect(answer.isEphemeral).toBe(true);
  });
});

describe('a command', () => {
  test('that takes longer than its budget is acknowledged at once and answered later', async () => {
    const answer = gate<Message>();
    const slow = { name: 'slow', usage: '', summary: '', run: () => answer.promise };
    const { mara } = await startBot({ subcommands: [slow] }, { answerBudgetMs: 0 });

    const { outcome, reply } = await mara.types(team, '/crew slow');
    expect(outcome).toBe('acknowledged');
    expect(reply && visibleText(reply)).toContain('Working on it');
    answer.open(say('the late answer'));

    expect((await mara.waitsFor(team, 'the late answer')).isEphemeral).toBe(true);
  });

  test('nobody knows is answered with the way to the help', async () => {
    const { mara } = await startBot(echo);

    const { reply } = await mara.types(team, '/crew ecko hello');

    expect(reply && visibleText(reply)).toContain('/crew help');
  });

  test('without words lists every subcommand with its usage', async () => {
    const { mara } = await startBot(echo);

    const { reply } = await mara.types(team, '/crew');

    expect(reply && visibleText(reply)).toContain('/crew echo <words>');
  });

  test('of somebody who is no member is refused and logged', async () => {
    const { yuki, lines } = await startBot(echo);

    const { reply } = await yuki.types(team, '/crew echo hello');

    expect(reply && visibleText(reply)).not.toContain('echo of hello');
    expect(lines.join('')).toContain('not a member');
  });

  test('that fails gives the member a reference and the log the cause under it', async () => {
    const broken = {
      name: 'broken',
      usage: '',
      summary: '',
      run: () => Promise.reject(new Error('the disk is full')),
    };
    const { mara, lines } = await startBot({ subcommands: [broken] });

    const { reply } = await mara.types(team, '/crew broken');

    expect(reply && visibleText(reply)).toContain('referenc');
    expect(reply && visibleText(reply)).not.toContain('disk');
    const logged = lines.find((line) => line.includes('the disk is full'));
    expect(logged).toContain('"reference":"referenc"');
  });
});

describe('a form', () => {
  const opening = (run: () => Promise<ModalSpec | Message>) => ({
    subcommands: [{ name: 'form', usage: '', summary: '', opensModal: () => true, run }],
  });

  test('whose content takes long opens at once and is filled in later', async () => {
    const content = gate<ModalSpec>();
    const { mara } = await startBot(
      opening(() => content.promise),
      { modalBudgetMs: 0 },
    );

    await mara.types(team, '/crew form');
    await mara.waitsForModal('Crewchief');
    content.open(form);

    expect((await mara.waitsForModal('A form')).submit).toBe('Save');
  });

  test('that turns out not to be possible gives the reason instead', async () => {
    const { mara } = await startBot(opening(async () => say('no tasks')));

    await mara.types(team, '/crew form');

    expect((await mara.waitsFor(team, 'no tasks')).isEphemeral).toBe(true);
    expect(await mara.modal()).toBeUndefined();
  });

  test('with a fault stays open and marks the field', async () => {
    const { mara } = await startBot({
      ...opening(async () => form),
      modals: [
        {
          callbackId: form.callbackId,
          submit: async () => ({ errors: { hours: 'Hours are a number above 0.' } }),
        },
      ],
    });
    await mara.types(team, '/crew form');

    const result = await mara.submits(await mara.waitsForModal('A form'), { Hours: 'abc' });

    expect(result).toMatchObject({
      outcome: 'invalid',
      errors: { hours: 'Hours are a number above 0.' },
    });
  });

  test('can lead to another form', async () => {
    const { mara } = await startBot({
      ...opening(async () => form),
      modals: [
        {
          callbackId: form.callbackId,
          submit: async () => ({
            modal: { ...form, callbackId: 'test/second', title: 'Second step' },
          }),
        },
      ],
    });
    await mara.types(team, '/crew form');

    await mara.submits(await mara.waitsForModal('A form'), { Hours: '1' });

    expect((await mara.waitsForModal('Second step')).callbackId).toBe('test/second');
  });

  test('that is saved slowly is acknowledged at once and shows how it ended', async () => {
    const saved = gate<ModalReply>();
    const { mara, slack } = await startBot(
      {
        ...opening(async () => form),
        modals: [{ callbackId: form.callbackId, submit: () => saved.promise }],
      },
      { answerBudgetMs: 0 },
    );
    await mara.types(team, '/crew form');

    const result = await mara.submits(await mara.waitsForModal('A form'), { Hours: '1' });
    expect(result.outcome).toBe('updated');
    saved.open({ errors: { hours: 'Too many hours.' } });

    const ending = await eventually(slack.acting, 'how it ended', async () => {
      const modal = await mara.modal();
      return modal && visibleText(modal).includes('Nothing was saved') ? modal : undefined;
    });
    expect(visibleText(ending)).toContain('Too many hours.');
  });
});

describe('a button', () => {
  const pressing = (
    run: () => Promise<Message | ModalSpec>,
    opensModal = false,
  ): Partial<ChatFeature> => ({
    buttons: [{ actionId: 'test/press', opensModal, run }],
  });

  async function postButton(slack: { apiUrl: string }, actionId = 'test/press') {
    const response = await fetch(`${slack.apiUrl}chat.postMessage`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${credentials.botToken}`,
        'content-type': 'application/json',
      },
      body: JSON.stringify({
        channel: team,
        text: 'A card',
        blocks: [
          {
            type: 'actions',
            elements: [
              {
                type: 'button',
                action_id: actionId,
                value: 'v',
                text: { type: 'plain_text', text: 'Press' },
              },
            ],
          },
        ],
      }),
    });
    expect(await response.json()).toMatchObject({ ok: true });
  }

  test('is answered privately and leaves the message as it is', async () => {
    const { mara, slack } = await startBot(pressing(async () => say('pressed')));
    await postButton(slack);
    const card = await mara.waitsFor(team, 'A card');

    expect(await mara.clicks(card, 'Press')).toEqual({ outcome: 'acknowledged' });

    expect((await mara.waitsFor(team, 'pressed')).isEphemeral).toBe(true);
    expect((await mara.waitsFor(team, 'A card')).isEdited).toBe(false);
  });

  test('opens its form', async () => {
    const { mara, slack } = await startBot(pressing(async () => form, true));
    await postButton(slack);

    await mara.clicks(await mara.waitsFor(team, 'A card'), 'Press');

    expect((await mara.waitsForModal('A form')).callbackId).toBe('test/form');
  });

  test('of an older version says that it is not known any more', async () => {
    const { mara, slack } = await startBot({});
    await postButton(slack, 'gone/action');

    await mara.clicks(await mara.waitsFor(team, 'A card'), 'Press');

    expect((await mara.waitsFor(team, 'do not know this button')).isEphemeral).toBe(true);
  });
});

test('the Home tab says what the bot understands', async () => {
  const { mara, slack } = await startBot(echo);

  await mara.opensHome();

  const home = await eventually(
    slack.acting,
    'the Home tab',
    async () => (await mara.home()) ?? undefined,
  );
  expect(visibleText(home)).toContain('/crew echo <words>');
});

test('stopping waits for the requests under way and answers them', async () => {
  const answer = gate<Message>();
  const slow = { name: 'slow', usage: '', summary: '', run: () => answer.promise };
  const { mara, bolt } = await startBot({ subcommands: [slow] }, { answerBudgetMs: 0 });
  await mara.types(team, '/crew slow');

  const stopped = bolt.stop();
  answer.open(say('the last answer'));
  await stopped;

  expect((await mara.waitsFor(team, 'the last answer')).isEphemeral).toBe(true);
});

test('features that claim the same words are refused at start', () => {
  const deps = {
    people: { actorBySlackId: async () => null },
    newId: () => '',
    logger: createLogger('silent'),
  };
  const feature: ChatFeature = { ...echo, buttons: [], modals: [] };

  expect(() => new Dispatcher({ ...deps, features: [feature, feature] })).toThrow('"echo"');
});
