import type { LocalSlack } from '../../../src/local/slack/index.js';
import { cleanUp, startWorkspace } from '../../support/local-slack.js';
import { Person } from '../../support/person.js';
import { startRawApp } from '../../support/raw-app.js';
import { apiOf, type CallApi } from '../../support/slack-api.js';

afterEach(cleanUp);

const plain = (text: string): object => ({ type: 'plain_text', text });

function modal(title: string, fields: object = {}): object {
  return { type: 'modal', title: plain(title), blocks: [{ type: 'divider' }], ...fields };
}

const form = {
  submit: plain('Go'),
  blocks: [
    {
      type: 'input',
      block_id: 'size',
      label: plain('Size'),
      element: {
        type: 'static_select',
        action_id: 'chosen',
        options: ['s', 'm'].map((value) => ({ text: plain(value), value })),
        initial_option: { text: plain('m'), value: 'm' },
      },
    },
  ],
};

interface Scene {
  readonly slack: LocalSlack;
  readonly call: CallApi;
  readonly mara: Person;
  /** What the app answers to the next submissions. */
  answer: unknown;
  readonly payloads: { readonly type: string; readonly [field: string]: unknown }[];
  /** A fresh trigger, from a command. */
  readonly trigger: () => Promise<string>;
}

async function setScene(): Promise<Scene> {
  const slack = await startWorkspace();
  const payloads: Scene['payloads'] = [];
  let triggerId = '';
  const { url } = await startRawApp(({ body }) => {
    const fields = new URLSearchParams(body);
    triggerId = fields.get('trigger_id') ?? triggerId;
    const payload = fields.get('payload');
    if (payload === null) return { status: 200 };
    payloads.push(JSON.parse(payload) as Scene['payloads'][number]);
    return { status: 200, body: scene.answer };
  });
  slack.setRequestUrl(url);
  const mara = new Person(slack.acting, 'U0MARA');
  const scene: Scene = {
    slack,
    call: apiOf(slack),
    mara,
    answer: undefined,
    payloads,
    trigger: async () => {
      await mara.types('C0TEAM', '/complete');
      return triggerId;
    },
  };
  return scene;
}

async function openModal(scene: Scene, view: object): Promise<string> {
  const opened = await scene.call('views.open', { trigger_id: await scene.trigger(), view });
  return (opened['view'] as { id: string }).id;
}

test.each([
  ['a title over 24', { title: plain('x'.repeat(25)) }, '/view/title/text'],
  ['a submit label over 24', { submit: plain('x'.repeat(25)) }, '/view/submit/text'],
  ['metadata over 3,000', { private_metadata: 'x'.repeat(3001) }, '/view/private_metadata'],
  [
    '101 blocks',
    { blocks: Array.from({ length: 101 }, () => ({ type: 'divider' })) },
    '/view/blocks',
  ],
  ['an input without a submit button', { blocks: form.blocks }, '/view'],
  ['an unknown field', { colour: 'red' }, '/view'],
])('a modal with %s is refused', async (_what, fields, pointer) => {
  const { call, trigger } = await setScene();
  const view = modal('Form', fields);
  const answer = await call('views.open', { trigger_id: await trigger(), view });
  expect(answer.error).toBe('invalid_arguments');
  expect(JSON.stringify(answer['response_metadata'])).toContain(`[json-pointer:${pointer}]`);
});

test('a submission carries what was entered and what stood there before', async () => {
  const scene = await setScene();
  await openModal(scene, modal('Form', { ...form, callback_id: 'f', private_metadata: 'T-1' }));
  const view = await scene.mara.waitsForModal('Form');
  expect(await scene.mara.submits(view)).toEqual({ outcome: 'closed' });
  expect(scene.payloads[0]).toMatchObject({
    type: 'view_submission',
    user: { id: 'U0MARA' },
    view: {
      callback_id: 'f',
      private_metadata: 'T-1',
      state: { values: { size: { chosen: { selected_option: { value: 'm' } } } } },
    },
  });
});

test('a person cannot choose what is not offered', async () => {
  const scene = await setScene();
  await openModal(scene, modal('Form', form));
  const view = await scene.mara.waitsForModal('Form');
  await expect(scene.mara.submits(view, { Size: 'xxl' })).rejects.toThrow('not among the options');
});

test('an answer may replace the modal, put another on top, or close them all', async () => {
  const scene = await setScene();
  const { mara } = scene;
  await openModal(scene, modal('One', form));
  scene.answer = { response_action: 'update', view: modal('Two', form) };
  expect(await mara.submits(await mara.waitsForModal('One'))).toMatchObject({ outcome: 'updated' });
  scene.answer = { response_action: 'push', view: modal('Three', form) };
  expect(await mara.submits(await mara.waitsForModal('Two'))).toMatchObject({ outcome: 'pushed' });
  const stack = await scene.slack.acting.modals({ userId: 'U0MARA' });
  expect(stack.map(({ title }) => title)).toEqual(['Two', 'Three']);
  scene.answer = { response_action: 'clear' };
  expect(await mara.submits(await mara.waitsForModal('Three'))).toEqual({ outcome: 'cleared' });
  expect(await mara.modal()).toBeUndefined();
});

test('an answer that Slack would refuse leaves the modal open and says so', async () => {
  const scene = await setScene();
  await openModal(scene, modal('One', form));
  scene.answer = { response_action: 'update', view: modal('x'.repeat(30)) };
  const view = await scene.mara.waitsForModal('One');
  expect(await scene.mara.submits(view)).toEqual({ outcome: 'dispatch_failed' });
  expect((await scene.mara.modal())?.title).toBe('One');
});

test('at most three modals lie on one another', async () => {
  const scene = await setScene();
  await openModal(scene, modal('One'));
  for (const title of ['Two', 'Three']) {
    const pushed = { trigger_id: await scene.trigger(), view: modal(title) };
    expect((await scene.call('views.push', pushed)).ok).toBe(true);
  }
  const fourth = { trigger_id: await scene.trigger(), view: modal('Four') };
  expect((await scene.call('views.push', fourth)).error).toBe('push_limit_reached');
});

test('an update needs the current hash when it names one', async () => {
  const scene = await setScene();
  const viewId = await openModal(scene, modal('One'));
  const first = (await scene.mara.modal())?.hash;
  const update = { view_id: viewId, hash: first, view: modal('Two') };
  expect((await scene.call('views.update', update)).ok).toBe(true);
  expect((await scene.call('views.update', update)).error).toBe('hash_conflict');
  const unknown = { view_id: 'V0', view: modal('Two') };
  expect((await scene.call('views.update', unknown)).error).toBe('not_found');
});

test('an external id belongs to one view at a time', async () => {
  const scene = await setScene();
  await openModal(scene, modal('One', { external_id: 'task-1' }));
  const published = await scene.call('views.publish', {
    user_id: 'U0OMAR',
    view: { type: 'home', external_id: 'task-1', blocks: [] },
  });
  expect(published.error).toBe('duplicate_external_id');
});

test('the app hears of a closed modal when it asked to', async () => {
  const scene = await setScene();
  await openModal(scene, modal('Quiet'));
  await scene.mara.closes(await scene.mara.waitsForModal('Quiet'));
  expect(scene.payloads).toEqual([]);
  await openModal(scene, modal('Told', { notify_on_close: true, callback_id: 'told' }));
  await scene.mara.closes(await scene.mara.waitsForModal('Told'));
  expect(scene.payloads).toMatchObject([
    { type: 'view_closed', is_cleared: false, view: { callback_id: 'told' } },
  ]);
});
