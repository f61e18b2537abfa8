import { join } from 'node:path';
import type { ChatReply, ModalReply } from '../../../src/features/chat.js';
import { isModal } from '../../../src/features/chat.js';
import type { MemberActor } from '../../../src/features/people/index.js';
import type { Task } from '../../../src/features/tasks/index.js';
import type { Message } from '../../../src/shared/message.js';
import type { ModalSpec } from '../../../src/shared/modal.js';
import { createRenderer, renderModal } from '../../../src/slack/rendering/index.js';
import { projectRoot } from '../../../src/shared/project-root.js';
import { actor, httpSource, monitoring, task, team } from './crew.js';
import { Workplace } from './workplace.js';

const renderer = createRenderer(join(projectRoot, 'templates'));

let workplace: Workplace;
beforeAll(async () => {
  workplace = await Workplace.open();
});
afterAll(() => workplace.close());

/** What the person reads. */
function read({ template, view }: Message): string {
  return renderer.render(template, view).text;
}

function message(reply: ChatReply): Message {
  if (reply === null || isModal(reply)) throw new Error('expected a message');
  return reply;
}

/** A form that Slack would take. */
function form(reply: ChatReply): ModalSpec {
  if (reply === null || !isModal(reply)) throw new Error('expected a form');
  renderModal(reply, renderer);
  return reply;
}

let intents = 0;

async function start(...tasks: Task[]) {
  const feature = await workplace.start(tasks);
  const { subcommands, buttons, modals } = feature.chat;
  const request = (by: MemberActor) => ({
    actor: by,
    intentId: `request-${(intents += 1)}`,
    channelId: 'C1',
  });
  const types = async (line: string, by = actor('ada')): Promise<ChatReply> => {
    const [name, ...words] = line.split(' ');
    const subcommand = subcommands.find((each) => each.name === name);
    if (!subcommand) throw new Error(`no subcommand ${name}`);
    const text = words.join(' ');
    const reply = await subcommand.run({ ...request(by), text });
    if (reply && isModal(reply)) expect(subcommand.opensModal?.(text)).toBe(true);
    return reply;
  };
  const presses = async (value: string, by = actor('ada')): Promise<ChatReply> => {
    const [button] = buttons;
    if (!button) throw new Error('no button');
    return button.run({ ...request(by), value });
  };
  const submits = async (
    { metadata = '' }: ModalSpec,
    values: Record<string, string | null>,
    by = actor('ada'),
  ): Promise<ModalReply> => {
    const [modal] = modals;
    if (!modal) throw new Error('no modal');
    return modal.submit({ ...request(by), metadata, values });
  };
  return { ...feature, types, presses, submits };
}

describe('/crew measure', () => {
  test('records a value and says so', async () => {
    const { types } = await start(task(1, { title: 'Speed up *the* <checkout>' }));

    const reply = await types('measure t-1 42,5');

    expect(read(message(reply))).toContain(
      'Recorded: 42.5 ms p95 latency of Speed up *the* &lt;checkout&gt; (T-1), Friday 20 November 2026',
    );
  });

  test('corrects an earlier value and names both', async () => {
    const { types } = await start(task(1));
    await types('measure T-1 40 2026-11-18');

    const reply = await types('measure t1 42 2026-11-18');

    expect(read(message(reply))).toContain(
      'Corrected from 40 ms to 42 ms p95 latency of Task 1 (T-1), Wednesday 18 November 2026',
    );
    expect(read(message(await types('measure T-1 42 2026-11-18')))).toContain('It is so already');
  });

  test('without a value opens the form', async () => {
    const { types } = await start(task(1));

    expect(form(await types('measure T-1'))).toMatchObject({
      callbackId: 'measurement.record',
      metadata: 'T-1/2026-11-20/0',
    });
  });

  test.each([
    ['measure', 'Say which task'],
    ['measure T-1 42 2026-11-20 more', '/crew measure T-12 [value]'],
    ['measurements', '/crew measurements T-12'],
    ['measure T-1 abc', 'The value is not a number; write one like 42.5.'],
    ['measure T-1 1,234', 'The value can be read two ways; write 1234 or 1.234.'],
    ['measure T-1 42 2026-12-24', 'Thursday 24 December 2026 has not come yet.'],
    ['measure T-9 42', 'There is no task T-9.'],
    ['measure <!channel> 42', 'There is no task <!channel>.'],
    ['measure T-2 42', 'T-2 has no metric that is measured.'],
    ['measure T-3 42', 'Monitoring of Task 3 (T-3) has ended'],
    ['measurements T-2', 'T-2 has no metric that is measured.'],
  ])('tells what is wrong with: %s', async (line, words) => {
    const { types, count } = await start(
      task(1),
      task(2, { monitoring: null }),
      task(3, { monitoring: monitoring({ state: 'ended' }) }),
    );
    const escaped = words.replaceAll('<', '&lt;').replaceAll('>', '&gt;');

    expect(read(message(await types(line)))).toContain(escaped);
    expect(await count('measurements')).toBe(0);
  });

  test('is refused for the task of somebody else, and shows nothing of it', async () => {
    const { types } = await start(task(1, { title: 'Secret' }));

    const reply = read(message(await types('measure T-1 42', actor('ben'))));

    expect(reply).toContain('You cannot do that');
    expect(reply).not.toContain('Secret');
    const stranger = actor('ben', { teamId: 'elsewhere' });
    expect(read(message(await types('measurements T-1', stranger)))).toContain(
      'You cannot do that',
    );
  });
});

describe('the form', () => {
  test('asks for one number in the unit of the metric', async () => {
    const { presses } = await start(task(1));

    const { title, fields, intro } = form(await presses('T-1/2026-11-20'));

    expect(title).toBe('Record a measurement');
    expect(fields).toMatchObject([
      { id: 'value', kind: 'number', decimal: true, label: 'p95 latency (ms)' },
      { id: 'note', kind: 'text', optional: true, maxLength: 500 },
    ]);
    expect(intro && read(intro)).toContain('p95 latency of Task 1 (T-1), Friday 20 November 2026');
  });

  test('records what is entered for the bucket of the question, also a day later', async () => {
    const { presses, submits, measurements } = await start(task(1));
    workplace.clock.set('2026-11-21T08:00:00Z');

    const reply = await submits(form(await presses('T-1/2026-11-20')), {
      value: '42.5',
      note: 'After the cache was warm',
    });

    expect(reply).toMatchObject({ reply: { template: 'measurements/recorded' } });
    expect(await measurements.ofTask(task(1))).toMatchObject([
      { bucket: '2026-11-20', value: 42.5, note: 'After the cache was warm' },
    ]);
  });

  test('shows the present value when it is to be changed', async () => {
    const { presses, submits } = await start(task(1));
    await submits(form(await presses('T-1/2026-11-20')), { value: '42', note: 'warm' });

    expect(form(await presses('T-1/2026-11-20'))).toMatchObject({
      title: 'Change a measurement',
      metadata: 'T-1/2026-11-20/1',
      fields: [{ initial: '42' }, { initial: 'warm' }],
    });
  });

  test('marks the field with its fault', async () => {
    const { presses, submits } = await start(task(1));
    const opened = form(await presses('T-1/2026-11-20'));

    expect(await submits(opened, { value: '1e15', note: 'x'.repeat(501) })).toEqual({
      errors: {
        value: 'The value is too large to keep.',
        note: 'A note has at most 500 characters; this one has 501.',
      },
    });
    expect(await submits(opened, { value: null, note: null })).toHaveProperty('errors.value');
  });

  test('that somebody else was faster with says what is now true', async () => {
    const { presses, submits, measurements } = await start(task(1));
    const opened = form(await presses('T-1/2026-11-20'));
    await submits(
      form(await presses('T-1/2026-11-20', actor('mona'))),
      { value: '40', note: null },
      actor('mona'),
    );

    const reply = await submits(opened, { value: '44', note: null });

    expect('reply' in reply && reply.reply && read(reply.reply)).toContain(
      'Nothing was saved: Mona recorded 40 ms meanwhile',
    );
    expect(await measurements.ofTask(task(1))).toMatchObject([{ value: 40 }]);
  });

  test('says so when monitoring ended while it was open', async () => {
    const tasks = [task(1)];
    const { presses, submits } = await start(...tasks);
    const opened = form(await presses('T-1/2026-11-20'));
    const later = await start(task(1, { monitoring: monitoring({ state: 'ended' }) }));

    expect(await later.submits(opened, { value: '44', note: null })).toMatchObject({
      reply: { template: 'measurements/monitoring-ended' },
    });
    expect(await submits(opened, { value: '44', note: null })).toMatchObject({
      reply: { template: 'measurements/recorded' },
    });
  });

  test('is opened only for those who may answer, and for a value that can be kept', async () => {
    const { presses } = await start(task(1), task(2, { monitoring: null }));

    expect(message(await presses('T-1/2026-11-20', actor('ben'))).template).toBe(
      'measurements/not-allowed',
    );
    expect(message(await presses('T-2/2026-11-20')).template).toBe('measurements/not-monitored');
    expect(message(await presses('nonsense')).template).toBe('measurements/unknown-task');
  });
});

describe('/crew measurements', () => {
  test('lists the last values, newest first, with gaps and corrections', async () => {
    const { types } = await start(task(1, { monitoring: monitoring({ startDate: '2026-11-17' }) }));
    await types('measure T-1 40 2026-11-17');
    await types('measure T-1 41 2026-11-17', actor('mona'));
    await types('measure T-1 44 2026-11-19');

    const reply = read(message(await types('measurements T-1', actor('ben'))));

    expect(reply.split('\n').filter((line) => line.includes('2026-11-'))).toEqual([
      'Missing: 2026-11-18',
      'Period: 2026-11-17 to 2026-11-22',
      '• 2026-11-20 not measured yet',
      '• 2026-11-19 44 ms, Ada',
      '• 2026-11-18 missing',
      '• 2026-11-17 41 ms, Mona (corrected, was 40 ms)',
    ]);
  });

  test('shows fourteen days at most, the gaps of all, and the trouble of the source', async () => {
    const source = httpSource('http://127.0.0.1:1/p95?token=secret');
    const { types, measurements } = await start(task(1, { monitoring: monitoring({ source }) }));
    await measurements.measureDue({ team, bucket: '2026-11-20', cadence: 'daily', dryRun: false });

    const { view } = message(await types('measurements T-1'));
    const reply = read({ template: 'measurements/history', view });

    expect((view as { rows: unknown[] }).rows).toHaveLength(14);
    expect(reply).toContain('the source could not be read (ECONNREFUSED)');
    expect(reply).toContain('0 of 18 days');
    expect(reply).toMatch(/Missing: 2026-11-02, 2026-11-03.* and 8 more/);
    expect(reply).toMatch(/The latest 14 of \d+ days are listed/);
    expect(reply).not.toContain('secret');
  });

  test('offers no button to those who may only look, nor after the end', async () => {
    const { types } = await start(
      task(1),
      task(2, { monitoring: monitoring({ state: 'ended', endDate: '2026-11-18' }) }),
    );

    const actions = async (line: string, by?: MemberActor) =>
      (message(await types(line, by)).view as { actions: unknown }).actions;

    expect(await actions('measurements T-1')).not.toBeNull();
    expect(await actions('measurements T-1', actor('ben'))).toBeNull();
    expect(await actions('measurements T-2')).toBeNull();
  });
});
