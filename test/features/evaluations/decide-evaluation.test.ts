import { defaultCalendar } from '../../../src/features/calendar/index.js';
import { join } from 'node:path';
import { projectRoot } from '../../../src/shared/project-root.js';
import type { ActionButton } from '../../../src/shared/message.js';
import type { DecisionInput } from '../../../src/features/evaluations/rule/decision-input.js';
import { createRenderer, renderModal } from '../../../src/slack/rendering/index.js';
import { type EvaluationsBench, startEvaluationsBench } from './evaluations-bench.js';
import { better, goalMet, unchanged, worse } from './golden-series.js';

const renderer = createRenderer(join(projectRoot, 'templates'));

let bench: EvaluationsBench;
beforeAll(async () => {
  bench = await startEvaluationsBench();
});
afterAll(() => bench.close());
beforeEach(() => bench.clear());

/** An evaluated task of Ana's whose period ended on 2026-11-17, and the buttons of its card. */
async function evaluated(
  input: DecisionInput,
  more: Parameters<EvaluationsBench['measuredTask']>[1] = {},
): Promise<{ id: string; buttons: Record<string, ActionButton> }> {
  const { id } = await bench.measuredTask(input, more);
  await bench.run();
  const { message } = await bench.card();
  return { id, buttons: message.view.actions };
}

async function unchangedBy<T>(id: string, act: () => Promise<T>): Promise<T> {
  const before = [await bench.task(id), await bench.evaluation(id), await bench.told()];
  const result = await act();
  expect([await bench.task(id), await bench.evaluation(id), await bench.told()]).toEqual(before);
  return result;
}

const probablyMet: DecisionInput = { ...better, target: { type: 'percent', value: 6 } };

describe('an approved extension', () => {
  test('moves the end date, counts, is on record, and starts the monitoring again', async () => {
    const { id, buttons } = await evaluated(probablyMet);
    expect(await bench.press('max', buttons['extend'])).toBeNull();
    expect(await bench.task(id)).toMatchObject({
      status: 'open',
      monitoring: { state: 'active', endDate: '2026-11-29', extensionCount: 1 },
    });
    expect(await bench.db.collection('task_extensions').find().toArray()).toMatchObject([
      {
        _id: `${id}/1`,
        taskId: id,
        evaluationId: `${id}/2026-11-17`,
        number: 1,
        originalEndDate: '2026-11-17',
        newEndDate: '2026-11-29',
        reason: null,
        approvedById: 'max',
        approvedAt: bench.clock.now(),
      },
    ]);
    const summary = await bench.db.collection('task_summaries').findOne({ taskId: id });
    expect(summary).toMatchObject({ isFinal: false });
  });

  test('edits every copy of the card and tells the assignee, not who approved', async () => {
    const { id, buttons } = await evaluated(probablyMet);
    const first = await bench.card();
    await bench.press('max', buttons['extend']);
    expect((await bench.told()).slice(2)).toEqual([
      'C0WEB evaluations/decided-extend',
      'U0ANA evaluations/notice-extended',
    ]);
    const edited = await bench.card();
    expect(edited.key).toBe(first.key);
    expect(edited.message.view).toMatchObject({
      actions: {},
      decided: { by: 'Max', at: '18 Nov 2026, 09:00', endDate: '29 Nov 2026', reason: null },
    });
    expect(await bench.evaluation(id)).toMatchObject({ version: 2, settlement: { byId: 'max' } });
  });

  test('is evaluated anew at its end, with all the readings', async () => {
    const { id, buttons } = await evaluated(probablyMet);
    await bench.press('max', buttons['extend']);
    bench.clock.set('2026-11-30T08:00:00Z');
    const { tasks } = await bench.run();
    expect(tasks).toMatchObject([{ taskId: id, endDate: '2026-11-29', outcome: 'evaluated' }]);
    expect(await bench.evaluation(id)).toMatchObject({
      id: `${id}/2026-11-29`,
      extensionCount: 1,
      receipt: { result: { n: 30 }, input: { period: { expectedBuckets: 42 } } },
    });
  });

  test('goes to any other day that is chosen', async () => {
    const { id, buttons } = await evaluated(better);
    const reply = await bench.submit('max', buttons['anotherDate'], { endDate: '2026-12-01' });
    expect(reply).toEqual({ reply: null });
    expect((await bench.task(id)).monitoring).toMatchObject({ endDate: '2026-12-01' });
  });

  test.each([
    ['2026-11-31', 'There is no such day. Write it as 2026-11-30.'],
    ['2026-11-16', 'This day is too early: the earliest is 2026-11-19.'],
    ['2026-11-18', 'This day is too early: the earliest is 2026-11-19.'],
    ['2027-11-19', 'This is more than a year ahead.'],
  ])('to %s is refused at its field', async (endDate, fault) => {
    const { id, buttons } = await evaluated(better);
    const reply = await unchangedBy(id, () =>
      bench.submit('max', buttons['anotherDate'], { endDate }),
    );
    expect(reply).toEqual({ errors: { endDate: fault } });
  });

  test('by a button that was pressed too late is refused with the reason', async () => {
    const { id, buttons } = await evaluated(probablyMet);
    bench.clock.set('2026-12-01T08:00:00Z');
    const reply = await unchangedBy(id, () => bench.press('max', buttons['extend']));
    expect(reply).toMatchObject({
      template: 'evaluations/invalid-decision',
      view: { faults: ['This day is too early: the earliest is 2026-12-02.'] },
    });
  });

  test('to a day before the next working day of who is asked is refused', async () => {
    const { id, buttons } = await evaluated(better);
    bench.clock.set('2026-11-21T08:00:00Z');
    bench.readingCalendars.set(id, defaultCalendar('UTC'));
    const reply = await unchangedBy(id, () =>
      bench.submit('max', buttons['anotherDate'], { endDate: '2026-11-22' }),
    );
    bench.readingCalendars.clear();
    expect(reply).toEqual({
      errors: { endDate: 'This day is too early: the earliest is 2026-11-23.' },
    });
  });

  test('beyond the agreed number needs a reason', async () => {
    const { id, buttons } = await evaluated(better, { maximumExtensions: 0 });
    expect(Object.keys(buttons)).toEqual(['anotherDate', 'decideOtherwise']);
    const refused = await unchangedBy(id, () => bench.submit('max', buttons['anotherDate'], {}));
    expect(refused).toMatchObject({ errors: { reason: expect.any(String) } });

    await bench.submit('max', buttons['anotherDate'], { reason: ' The release slipped ' });
    expect((await bench.evaluation(id)).settlement).toMatchObject({
      choice: 'extend',
      reason: 'The release slipped',
    });
  });
});

describe('a decision against the recommendation', () => {
  test.each(['', '   '])('with the reason "%s" is refused', async (reason) => {
    const { id, buttons } = await evaluated(better);
    const reply = await unchangedBy(id, () =>
      bench.submit('max', buttons['decideOtherwise'], { choice: 'close as met', reason }),
    );
    expect(reply).toMatchObject({ errors: { reason: expect.any(String) } });
  });

  test('with a reason of 10,000 characters is refused', async () => {
    const { id, buttons } = await evaluated(better);
    const reason = 'x'.repeat(10_000);
    const reply = await unchangedBy(id, () =>
      bench.submit('max', buttons['decideOtherwise'], { choice: 'close as met', reason }),
    );
    expect(reply).toEqual({
      errors: { reason: 'A reason can have at most 500 characters; this has 10000.' },
    });
  });

  test('with a reason takes effect and keeps it', async () => {
    const { id, buttons } = await evaluated(better);
    const values = { choice: 'close as met', reason: 'The customer is content' };
    await bench.submit('max', buttons['decideOtherwise'], values);
    expect(await bench.task(id)).toMatchObject({ status: 'done', monitoring: { state: 'ended' } });
    const audit = await bench.db.collection('audit_log').findOne({ actorId: 'max' });
    expect(audit).toMatchObject({
      action: 'monitoring closed as met',
      subject: `task ${id}`,
      reason: 'The customer is content',
    });
  });

  test('without a choice is refused at its field', async () => {
    const { buttons } = await evaluated(better);
    expect(await bench.submit('max', buttons['decideOtherwise'], { reason: 'So' })).toMatchObject({
      errors: { choice: expect.any(String) },
    });
  });
});

test('a goal that is probably met can be closed by one click', async () => {
  const { id, buttons } = await evaluated(probablyMet);
  await bench.press('max', buttons['closeMet']);
  expect(await bench.task(id)).toMatchObject({ status: 'done', monitoring: { state: 'ended' } });
});

test('an automatic close can be taken back with a reason, and not by one click', async () => {
  const { id, buttons } = await evaluated(goalMet);
  const refused = await unchangedBy(id, () => bench.submit('max', buttons['keepMonitoring'], {}));
  expect(refused).toMatchObject({ errors: { reason: expect.any(String) } });

  const values = { reason: 'See whether it lasts', endDate: '2026-12-05' };
  await bench.submit('max', buttons['keepMonitoring'], values);
  expect(await bench.task(id)).toMatchObject({
    status: 'in progress',
    completedAt: null,
    monitoring: { state: 'active', endDate: '2026-12-05', extensionCount: 1 },
  });
});

describe('an intervention', () => {
  test('by a talk keeps the monitoring going long enough for new readings', async () => {
    const { id, buttons } = await evaluated(worse);
    await bench.press('max', buttons['talk']);
    expect((await bench.task(id)).monitoring).toMatchObject({
      state: 'active',
      endDate: '2026-11-24',
      extensionCount: 0,
    });
    expect(await bench.told()).toContain('U0ANA evaluations/notice-talk');
  });

  test('by reassigning tells both the old and the new assignee', async () => {
    const { id, buttons } = await evaluated(worse);
    await bench.submit('max', buttons['reassign'], { assignee: 'bob' });
    expect(await bench.task(id)).toMatchObject({
      assigneeId: 'bob',
      monitoring: { state: 'active', endDate: '2026-11-24' },
    });
    const told = await bench.told();
    expect(told).toContain('U0ANA evaluations/notice-reassigned');
    expect(told).toContain('U0BOB evaluations/notice-reassigned');
  });

  test.each([
    ['pia', 'Pia is not in Web.'],
    ['gus', 'Choose an active member of the team.'],
    ['nobody', 'Choose an active member of the team.'],
    ['ana', 'Ana has the task already.'],
    [null, 'Choose who takes the task.'],
  ])('by reassigning to %s is refused at its field', async (assignee, fault) => {
    const { id, buttons } = await evaluated(worse);
    const reply = await unchangedBy(id, () =>
      bench.submit('max', buttons['reassign'], { assignee }),
    );
    expect(reply).toEqual({ errors: { assignee: fault } });
  });

  test('by a new target measures on against it', async () => {
    const { id, buttons } = await evaluated(worse);
    const values = { target: '2.5', endDate: '2026-12-10' };
    await bench.submit('max', buttons['changeTarget'], values);
    expect((await bench.task(id)).monitoring).toMatchObject({
      state: 'active',
      target: { type: 'percent', value: 2.5 },
      endDate: '2026-12-10',
    });
  });

  test.each(['0', '-5', 'abc', '1e9', '10'])('by the target %s is refused', async (target) => {
    const { id, buttons } = await evaluated(worse);
    const reply = await unchangedBy(id, () =>
      bench.submit('max', buttons['changeTarget'], { target }),
    );
    expect(reply).toMatchObject({ errors: { target: expect.any(String) } });
  });

  test('by closing as failed asks first, then cancels the task', async () => {
    const { id, buttons } = await evaluated(worse);
    expect(buttons['closeFailed']?.confirm?.title).toBe(`Close ${id} as failed?`);
    await bench.press('max', buttons['closeFailed']);
    expect(await bench.task(id)).toMatchObject({
      status: 'cancelled',
      monitoring: { state: 'ended' },
    });
  });

  test('follows from a review without a reason', async () => {
    const { id, buttons } = await evaluated(unchanged);
    await bench.submit('max', buttons['intervene'], { choice: 'talk' });
    expect((await bench.evaluation(id)).settlement).toMatchObject({ choice: 'talk' });
  });
});

/** What the fields of the form behind a button are, as Slack shows them. */
async function fieldsOf(by: string, button: ActionButton | undefined): Promise<object> {
  const form = await bench.press(by, button);
  if (!form || !('callbackId' in form)) throw new Error(`No form: ${JSON.stringify(form)}`);
  renderModal(form, renderer);
  return Object.fromEntries(
    form.fields.map((field) => [
      field.id,
      'options' in field ? field.options.map(({ value }) => value) : field.kind,
    ]),
  );
}

describe('the form of a decision', () => {
  test('offers the task to the team and its managers, but not to its assignee', async () => {
    const { buttons } = await evaluated(worse);
    expect(await fieldsOf('max', buttons['reassign'])).toMatchObject({
      assignee: ['bob', 'lea', 'max', 'robo'],
    });
  });

  test.each([
    ['intervene', unchanged, ['talk', 'change target', 'close as failed']],
    ['decideOtherwise', better, ['close as met', 'talk', 'change target', 'close as failed']],
  ])(
    '%s opens without reassigning when nobody else could take the task',
    async (name, input, choices) => {
      const { buttons } = await evaluated(input);
      bench.letManage();
      bench.letOnlyStay('ana', 'pia');
      const fields = await fieldsOf('ada', buttons[name]);
      expect(fields).toMatchObject({ choice: choices });
      expect(fields).not.toHaveProperty('assignee');
    },
  );

  test('to reassign is an answer that nobody else is there when that is so', async () => {
    const { id, buttons } = await evaluated(worse);
    bench.letManage();
    bench.letOnlyStay('ana', 'pia');
    expect(await unchangedBy(id, () => bench.press('ada', buttons['reassign']))).toEqual({
      template: 'evaluations/nobody-else',
      view: { taskId: id, team: 'Web' },
    });
  });
});

describe('a click', () => {
  test.each(['ana', 'lea', 'mia', 'uwe'])(
    'of %s, who does not manage the team, is refused',
    async (by) => {
      const { id, buttons } = await evaluated(better);
      for (const button of [buttons['extend'], buttons['anotherDate']]) {
        const reply = await unchangedBy(id, () => bench.press(by, button));
        expect(reply).toEqual({ template: 'evaluations/not-allowed', view: { taskId: id } });
      }
    },
  );

  test('that is delivered twice takes effect once', async () => {
    const { id, buttons } = await evaluated(better);
    await bench.press('max', buttons['extend'], 'same-click');
    const reply = await unchangedBy(id, () => bench.press('max', buttons['extend'], 'same-click'));
    expect(reply).toBeNull();
    expect(await bench.count('task_extensions')).toBe(1);
  });

  test('after somebody has decided is told who decided what and when', async () => {
    const { id, buttons } = await evaluated(better);
    await bench.press('max', buttons['extend']);
    for (const button of [buttons['extend'], buttons['decideOtherwise']]) {
      const reply = await unchangedBy(id, () => bench.press('ada', button));
      expect(reply).toMatchObject({
        template: 'evaluations/settled',
        view: { taskId: id, choice: 'extend', decided: { by: 'Max', at: '18 Nov 2026, 09:00' } },
      });
    }
  });

  test('of two managers at once takes effect once, and the other one is told', async () => {
    const { id, buttons } = await evaluated(probablyMet);
    const replies = await Promise.all([
      bench.press('max', buttons['extend']),
      bench.press('ada', buttons['closeMet']),
    ]);
    expect(replies.filter((reply) => reply === null)).toHaveLength(1);
    expect(replies).toContainEqual(expect.objectContaining({ template: 'evaluations/settled' }));
    expect((await bench.evaluation(id)).version).toBe(2);
  });

  test('after the task was cancelled is told so', async () => {
    const { id, buttons } = await evaluated(better);
    await bench.tasks.change({
      taskId: id,
      command: { kind: 'cancel', reason: 'Not needed' },
      actor: { kind: 'system', name: 'Crewchief' },
      intentId: bench.newIntent(),
    });
    const reply = await unchangedBy(id, () => bench.press('max', buttons['extend']));
    expect(reply).toEqual({
      template: 'evaluations/overtaken',
      view: { taskId: id, status: 'cancelled' },
    });
  });

  test.each(['', 'T-1', 'T-99/2026-11-17 1 2026-12-01', 'T-1/2026-11-17 x 2026-12-01'])(
    'with the value "%s" is told that there is no such decision',
    async (value) => {
      const { buttons } = await evaluated(better);
      const reply = await bench.press('max', { ...buttons['extend'], value } as ActionButton);
      expect(reply).toEqual({ template: 'evaluations/unknown-evaluation', view: {} });
    },
  );

  test('whose transaction dies leaves nothing half done and can be repeated', async () => {
    const { id, buttons } = await evaluated(better);
    bench.broken.outbox = 1;
    await unchangedBy(id, () =>
      expect(bench.press('max', buttons['extend'], 'click')).rejects.toThrow('The process died'),
    );
    expect(await bench.count('task_extensions')).toBe(0);
    expect(await bench.press('max', buttons['extend'], 'click')).toBeNull();
    expect(await bench.count('task_extensions')).toBe(1);
  });
});
