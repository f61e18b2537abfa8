import type { TaskReopened } from '../../../src/features/tasks/index.js';
import { actorNamed } from './people-of-test.js';
import { aNewMonitoring } from './samples.js';
import { type Answer, type ChatFixture, startChatFixture } from './chat-fixture.js';

interface Notice {
  readonly _id: string;
  readonly to: string;
  readonly status: string;
  readonly editsOnly?: boolean;
  readonly message: { readonly template: string };
}

const minuteMs = 60_000;

let chat: ChatFixture;
let reopened: TaskReopened[];
beforeAll(async () => {
  chat = await startChatFixture();
  chat.tasks.onTaskReopened(async (event) => void reopened.push(event));
});
afterAll(() => chat.close());
beforeEach(async () => {
  reopened = [];
  await chat.clear();
});

async function aTask(overrides: Parameters<ChatFixture['create']>[0] = {}) {
  const task = await chat.create(overrides);
  await chat.db.collection('notification_logs').deleteMany({});
  return task;
}

const notices = () => chat.db.collection<Notice>('notification_logs').find().toArray();
const told = async () =>
  (await notices()).map(
    ({ to, status, editsOnly = false, message }) =>
      `${to} ${message.template} ${status}${editsOnly ? ', edits only' : ''}`,
  );
const undo = (who: string, answer: Answer) => chat.press(who, answer, 'undo');

describe('what is undone within ten minutes', () => {
  test.each([
    ['a completion', 'ana', 'ana', (id: string) => `/complete ${id} 5.5h All done`],
    ['an assignment', 'lea', 'lea', (id: string) => `/crew task assign ${id} Bob`],
    ['a cancellation', 'lea', 'max', (id: string) => `/crew task cancel ${id} Not needed`],
  ])('is as it was before %s, in a new version', async (_, doer, undoer, typed) => {
    const { id } = await aTask({ monitoring: aNewMonitoring() });
    await chat.changed('ana', id, { kind: 'block', reason: 'Server down' });
    const before = await chat.tasks.task(id);
    const done = await chat.type(doer, typed(id));

    chat.clock.advance(10 * minuteMs);
    const answer = await undo(undoer, done);

    expect(answer.message).toMatchObject({ template: 'tasks/undone', replacesOriginal: true });
    expect(await chat.tasks.task(id)).toEqual({ ...before, version: 4 });
  });

  test('has its source again, whose secret is nowhere but in the task', async () => {
    const url = 'https://ci.example.com/stats.json?token=s3cret#s3cret';
    const { id } = await chat.create({
      monitoring: aNewMonitoring({ source: { kind: 'http', url, pointer: '/p95' } }),
    });
    const done = await chat.type('ana', `/complete ${id} 2h`);
    await undo('ana', done);

    const restored = await chat.tasks.task(id);
    expect(restored?.monitoring).toMatchObject({ state: 'active', source: { url } });
    const shown = await chat.type('max', `/crew task ${id}`);
    expect(shown.text).toContain('from ci.example.com/stats.json:');
    const kept = await Promise.all(
      ['audit_log', 'notification_logs'].map((name) => chat.db.collection(name).find().toArray()),
    );
    expect(JSON.stringify(kept)).toContain('ci.example.com/stats.json');
    expect(JSON.stringify([shown, done, kept])).not.toContain('s3cret');
  });

  test('stays on record with who undid it', async () => {
    const { id } = await aTask();
    await undo('ana', await chat.type('ana', `/complete ${id} 2h`));

    const shown = await chat.type('max', `/crew task ${id}`);

    expect(shown.text).toContain('Ana completed it in 2h');
    expect(shown.text).toContain('Ana undid “completed it”');
    const entry = await chat.db.collection('audit_log').findOne({ undoes: { $exists: true } });
    expect(entry).toMatchObject({
      subject: `task ${id}`,
      before: { status: 'done' },
      after: { status: 'open' },
      version: 3,
    });
  });

  test('is taken back once by a double click', async () => {
    const { id } = await aTask();
    const done = await chat.type('ana', `/complete ${id} 2h`);

    const answers = await Promise.all([undo('ana', done), undo('ana', done)]);

    expect(new Set(answers.map(({ message }) => message?.template))).toEqual(
      new Set(['tasks/undone', 'tasks/undone-already']),
    );
    expect(await chat.tasks.task(id)).toMatchObject({ status: 'open', version: 3 });
  });

  test('is told to other features once, with the intent that holds no longer', async () => {
    const { id } = await aTask();
    const complete = { kind: 'complete', hours: 2, notes: null } as const;
    await chat.change('ana', id, complete, { intentId: 'intent-done' });
    const undoing = { undoes: 'intent-done', actor: actorNamed('ana') };

    await Promise.all([
      chat.tasks.undo({ ...undoing, intentId: 'click-1' }),
      chat.tasks.undo({ ...undoing, intentId: 'click-2' }),
    ]);

    expect(reopened).toMatchObject([{ task: { id, status: 'open' }, undoes: 'intent-done' }]);
  });

  test('may be undone by a manager, who has who did it told', async () => {
    const { id } = await aTask({ assigneeId: 'ana' });
    await undo('max', await chat.type('ana', `/complete ${id} 2h`));

    expect(await told()).toEqual([
      'U0LEA tasks/notice-completed cancelled',
      'U0ANA tasks/notice-undone queued',
      'U0LEA tasks/notice-undone queued, edits only',
    ]);
  });

  test('is corrected only where it was told', async () => {
    const { id } = await aTask({ assigneeId: 'ana' });
    const given = await chat.type('lea', `/crew task assign ${id} Bob`);
    await chat.db
      .collection('notification_logs')
      .updateOne({ to: 'U0BOB' }, { $set: { status: 'sent' } });

    await undo('lea', given);

    expect((await told()).toSorted()).toEqual([
      'U0ANA tasks/notice-handed-over cancelled',
      'U0ANA tasks/notice-undone queued, edits only',
      'U0BOB tasks/notice-assigned sent',
      'U0BOB tasks/notice-undone queued, edits only',
    ]);
  });
});

describe('an undoing that comes too late', () => {
  test('because somebody changed the task since is refused with what happened', async () => {
    const { id } = await aTask();
    const given = await chat.type('lea', `/crew task assign ${id} Bob`);
    await chat.type('bob', `/crew task start ${id}`);
    await chat.type('bob', `/crew task block ${id} Disk full`);

    const answer = await undo('lea', given);

    expect(answer.text).toContain('Bob started it');
    expect(answer.text).toContain('Bob blocked it, “Disk full”');
    expect(answer.text).not.toContain('assigned');
    expect(await chat.tasks.task(id)).toMatchObject({ assigneeId: 'bob', version: 4 });
  });

  test('after ten minutes is told how to reopen', async () => {
    const { id } = await aTask();
    const done = await chat.type('ana', `/complete ${id} 2h`);
    chat.clock.advance(10 * minuteMs + 1);

    const answer = await undo('ana', done);

    expect(answer.text).toContain(`/crew task reopen ${id}`);
    expect(await chat.tasks.task(id)).toMatchObject({ status: 'done', version: 2 });
  });

  test('because it is undone already is told by whom', async () => {
    const { id } = await aTask();
    const done = await chat.type('ana', `/complete ${id} 2h`);
    await undo('max', done);
    await chat.type('ana', `/crew task start ${id}`);

    const answer = await undo('ana', done);

    expect(answer.text).toContain('Max undid “completed it”');
    expect(await chat.tasks.task(id)).toMatchObject({ status: 'in progress', version: 4 });
  });
});

test.each(['bob', 'lea', 'pia', 'mia', 'uwe'])(
  '%s, who neither did it nor manages the team, undoes nothing, and it is logged',
  async (who) => {
    const { id } = await aTask();
    const done = await chat.type('ana', `/complete ${id} 2h`);
    chat.logged.length = 0;

    const answer = await undo(who, done);

    expect(answer.message?.template).toBe('tasks/undo-not-allowed');
    expect(chat.logged.join()).toContain('refused: not allowed');
    expect(await chat.tasks.task(id)).toMatchObject({ status: 'done', version: 2 });
  },
);

test.each(['', 'intent-0', 'undo/intent-1'])('“%s” names nothing to undo', async (undoes) => {
  const { id } = await aTask();
  const started = await chat.type('ana', `/crew task start ${id}`);
  const button = { actionId: 'tasks.undo', value: undoes };
  const forged = { message: { ...started.message, view: { actions: { undo: button } } } };

  const answer = await undo('ana', forged as Answer);

  expect(answer.message?.template).toBe('tasks/not-undoable');
  expect(await chat.tasks.task(id)).toMatchObject({ status: 'in progress', version: 2 });
});
