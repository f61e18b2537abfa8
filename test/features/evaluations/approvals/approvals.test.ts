import type { DecisionInput } from '../../../../src/features/evaluations/rule/decision-input.js';
import type { Message } from '../../../../src/shared/message.js';
import { type EvaluationsBench, type Queued, startEvaluationsBench } from '../evaluations-bench.js';
import { better, worse } from '../golden-series.js';

/** What is evaluated in these tests waits since Wednesday, 18 November. */
const thursday = '2026-11-19';
const friday = '2026-11-20';
const saturday = '2026-11-21';
const monday = '2026-11-23';

let bench: EvaluationsBench;
beforeAll(async () => {
  bench = await startEvaluationsBench();
});
afterAll(() => bench.close());
beforeEach(async () => {
  await bench.clear();
  bench.letManage('max', 'mia');
});

const probablyMet: DecisionInput = { ...better, target: { type: 'percent', value: 6 } };

async function waiting(input: DecisionInput = probablyMet): Promise<string> {
  const { id } = await bench.measuredTask(input);
  await bench.run();
  return id;
}

async function reminders(): Promise<Queued[]> {
  return (await bench.queued()).filter(
    ({ message }) => message.template === 'evaluations/reminder',
  );
}

const receiversOf = async () => (await reminders()).map(({ to }) => to);
const viewOf = (reply: unknown) => (reply as Message).view as Queued['message']['view'];

describe('a decision that waits', () => {
  test('is a reminder for its manager once per working day, whatever runs twice', async () => {
    await waiting();
    for (const day of ['2026-11-18', thursday, thursday, friday, saturday, '2026-11-22']) {
      await bench.remind(day);
    }
    expect(await receiversOf()).toEqual(['U0MAX', 'U0MAX']);
  });

  test('is passed on after three working days to the next manager, then to the admins', async () => {
    const id = await waiting();
    const asked: string[][] = [];
    for (const day of [
      thursday,
      friday,
      monday,
      '2026-11-24',
      '2026-11-25',
      '2026-11-26',
      '2026-11-27',
    ]) {
      await bench.db.collection('notification_logs').deleteMany({});
      await bench.remind(day);
      asked.push(await receiversOf());
    }
    expect(asked.flat()).toEqual(['U0MAX', 'U0MAX', 'U0MIA', 'U0MIA', 'U0MIA', 'U0ADA', 'U0ADA']);
    const history = await bench.audit.about(`task ${id}`, 20);
    expect(history.filter(({ action }) => action === 'approval escalated')).toMatchObject([
      { actorId: 'crewchief', after: { approval: { level: 1, since: monday, askedIds: ['mia'] } } },
      { after: { approval: { level: 2, since: '2026-11-26', askedIds: ['ada'] } } },
    ]);
  });

  test('says on every copy to whom it was passed on, and adds one for them', async () => {
    await waiting();
    const [channelCard] = await bench.queued();
    await bench.remind(monday);

    const cards = (await bench.queued()).filter(({ key }) => key === channelCard?.key);

    expect(cards.map(({ to }) => to)).toEqual(['C0WEB', 'C0WEB', 'U0MIA']);
    for (const { message } of cards.slice(1)) {
      expect(message.view).toMatchObject({ escalation: { to: 'Mia', on: '23 Nov 2026' } });
    }
  });

  test('goes to the next manager while the manager is on leave, and comes back', async () => {
    await waiting();
    bench.takeLeave('max', thursday, thursday);
    await bench.remind(thursday);
    await bench.remind(friday);
    expect(await receiversOf()).toEqual(['U0MIA', 'U0MAX']);
  });

  test('can still be decided on a card from before it was passed on', async () => {
    const id = await waiting();
    const { message } = await bench.card();
    await bench.remind(monday);
    await bench.press('max', message.view.actions['extend']);
    expect((await bench.evaluation(id)).settlement).toMatchObject({ choice: 'extend' });
  });

  test('is no reminder any more once it is decided or withdrawn', async () => {
    const id = await waiting();
    await bench.press('max', (await bench.card()).message.view.actions['extend']);
    const other = await waiting(worse);
    await bench.tasks.change({
      taskId: other,
      command: { kind: 'cancel', reason: 'Not needed' },
      actor: bench.actorOf('max'),
      intentId: 'cancels',
    });
    expect(await bench.remind(monday)).toEqual({ waiting: 0, escalated: 0, reminded: 0 });
    expect(id).not.toBe(other);
  });

  test('is updated in every copy when one of them is used', async () => {
    const id = await waiting();
    await bench.remind(monday);
    await bench.press('mia', (await bench.card('U0MIA')).message.view.actions['extend']);
    for (const receiver of ['C0WEB', 'U0MIA']) {
      expect((await bench.card(receiver)).message).toMatchObject({
        template: 'evaluations/decided-extend',
        view: { task: { id }, decided: { by: 'Mia' } },
      });
    }
  });
});

describe('a delegate', () => {
  const delegate = (text: string, by = 'max') => bench.say(by, 'approvals delegate', text);

  test('is told, reminded in the manager’s place, and decides for the manager, on record', async () => {
    const id = await waiting();
    await delegate('<@U0LEA> until 2026-11-30');
    expect(await bench.told()).toContain('U0LEA approvals/notice-delegated');
    await bench.remind(thursday);
    expect(await receiversOf()).toEqual(['U0LEA']);

    await bench.press('lea', (await bench.card()).message.view.actions['extend']);

    expect((await bench.card()).message.view).toMatchObject({ decided: { by: 'Lea for Max' } });
    const history = await bench.audit.about(`task ${id}`, 1);
    expect(history).toMatchObject([{ actorId: 'lea', inPlaceOfId: 'max' }]);
  });

  test('does not decide about a task of their own; the card and the refusal say who does', async () => {
    const id = await waiting();
    await delegate('<@U0ANA> until 2026-11-30');
    const { message } = await bench.card();
    expect(message.view).toMatchObject({ deciders: 'Max, Mia' });
    expect(await bench.press('ana', message.view.actions['extend'])).toMatchObject({
      template: 'evaluations/own-task',
      view: { taskId: id, managers: 'Max, Mia' },
    });
    expect((await bench.evaluation(id)).settlement).toBeNull();
    expect(await bench.say('ana', 'approvals', '')).toMatchObject({ view: { count: 0 } });
  });

  test('has no right after the last day, nor after the manager ended it', async () => {
    const id = await waiting();
    const { message } = await bench.card();
    await delegate(`<@U0LEA> until ${thursday}`);
    bench.clock.set(`${friday}T08:00:00Z`);
    expect(await bench.press('lea', message.view.actions['extend'])).toMatchObject({
      template: 'evaluations/not-allowed',
    });

    await delegate('<@U0LEA> until 2026-11-30');
    await delegate('stop');
    expect(await bench.told()).toContain('U0LEA approvals/notice-delegation-ended');
    expect(await bench.press('lea', message.view.actions['extend'])).toMatchObject({
      template: 'evaluations/not-allowed',
    });
    expect((await bench.evaluation(id)).settlement).toBeNull();
  });

  test('is ended while the team’s day lasts, also where the manager has the next day already', async () => {
    await waiting();
    const { message } = await bench.card();
    await delegate(`<@U0LEA> until ${thursday}`);
    bench.clock.set(`${thursday}T14:00:00Z`);
    const subcommand = bench.chat.subcommands.find(({ name }) => name === 'approvals delegate');
    const stop = () =>
      subcommand?.run({
        actor: { ...bench.actorOf('max'), timeZone: 'Pacific/Auckland' },
        intentId: bench.newIntent(),
        text: 'stop',
        channelId: 'C0WEB',
      });

    expect(await stop()).toMatchObject({ view: { delegate: { name: 'Lea' } } });
    expect(await bench.press('lea', message.view.actions['extend'])).toMatchObject({
      template: 'evaluations/not-allowed',
    });

    await delegate(`<@U0LEA> until ${thursday}`);
    bench.clock.set(`${friday}T08:00:00Z`);
    expect(await stop()).toMatchObject({ view: { delegate: null } });
  });

  test('has no right over the teams of other managers', async () => {
    await waiting();
    await delegate('<@U0LEA> until 2026-11-30', 'max');
    bench.letManage('mia');
    expect(
      await bench.press('lea', (await bench.card()).message.view.actions['extend']),
    ).toMatchObject({ template: 'evaluations/not-allowed' });
  });

  test.each([
    ['<@U0LEA> until 2026-11-17', 'This day is past: today is 2026-11-18.'],
    ['<@U0LEA> until soon', 'Write the last day as 2026-11-30.'],
    ['<@U0LEA> until 2027-11-19', 'A delegation lasts a year at the most.'],
    ['<@U0LEA>', 'Say who decides, and until when.'],
    ['<@U0MAX> until 2026-11-30', 'Name somebody else than yourself.'],
    ['<@U0PIA> until 2026-11-30', 'Pia is not in a team of yours, and neither lead nor manager.'],
    ['<@U0GUS> until 2026-11-30', 'Gus cannot be reached in Slack.'],
  ])('is not made by “%s”', async (text, fault) => {
    await waiting();
    expect(await delegate(text)).toMatchObject({
      template: 'approvals/delegation-invalid',
      view: { faults: [fault] },
    });
    expect(await bench.count('approval_delegations')).toBe(0);
  });

  test('is not made by somebody who manages nobody', async () => {
    await waiting();
    expect(await delegate('<@U0BOB> until 2026-11-30', 'lea')).toMatchObject({
      template: 'approvals/delegation-no-manager',
    });
  });
});

describe('/crew approvals', () => {
  const list = async (by: string) => viewOf(await bench.say(by, 'approvals', ''));

  test('lists what waits for me by age, and decides from there', async () => {
    const older = await waiting();
    bench.clock.set('2026-11-20T09:00:00Z');
    const view = await list('max');
    expect(view).toMatchObject({
      count: 1,
      waiting: [{ task: { id: older }, waitedDays: 2, quickChoice: 'extend' }],
    });

    const again = await bench.press('max', view.actions['decide1']);

    expect(again).toMatchObject({ template: 'evaluations/approvals', replacesOriginal: true });
    expect(viewOf(again)).toMatchObject({ count: 0 });
    expect((await bench.evaluation(older)).settlement).toMatchObject({ choice: 'extend' });
  });

  test('sends a card to my direct messages, which changes with all others', async () => {
    await waiting();
    await bench.press('max', (await list('max')).actions['open1']);
    await bench.press('max', (await bench.card('U0MAX')).message.view.actions['extend']);
    expect((await bench.card('U0MAX')).message.template).toBe('evaluations/decided-extend');
    expect((await bench.card('C0WEB')).message.template).toBe('evaluations/decided-extend');
  });

  test.each(['ana', 'lea', 'ada', 'uwe'])(
    'lists nothing for %s, whose turn it is not',
    async (who) => {
      await waiting();
      expect(await list(who)).toMatchObject({ count: 0 });
    },
  );

  test('lists for the admins what was passed on to them', async () => {
    await waiting();
    bench.letManage('max');
    await bench.remind(monday);
    expect(await list('ada')).toMatchObject({ count: 1 });
  });

  test('hands a card to nobody who may not decide', async () => {
    await waiting();
    const { actions } = await list('max');
    expect(await bench.press('ana', actions['open1'])).toMatchObject({
      template: 'evaluations/not-allowed',
    });
    expect(
      (await bench.queued()).filter(({ to, key }) => to === 'U0ANA' && key?.endsWith('/card')),
    ).toEqual([]);
  });
});
