import { type Office, openOffice } from './office.js';

let office: Office;
beforeAll(async () => {
  office = await openOffice([
    { name: 'Mia', role: 'manager' },
    { name: 'Ana', skills: 'go:4' },
    { name: 'Ben', skills: 'go:3' },
  ]);
});
afterAll(() => office.close());
beforeEach(() => office.clear());

const goTask = { requiredSkills: [{ name: 'go', level: 3 }] };

/** Ana, who fits best, is offered a task that needs Go. */
async function offeredToAna() {
  const task = await office.task(goTask);
  await office.assignments.assignTeam(office.team.id, 'test');
  const offer = await office.offerTo('Ana');
  if (!offer) throw new Error('Ana has no offer');
  return { task, offer };
}

const messagesTo = async (name: string) => {
  const found = await office.db
    .collection('notification_logs')
    .find({ to: `U0${name.toUpperCase()}` })
    .sort({ sequence: 1 })
    .toArray();
  return found.map(({ message }) => (message as { template: string }).template);
};

const told = async (name: string, template: string) => {
  const to = `U0${name.toUpperCase()}`;
  return office.db
    .collection('notification_logs')
    .find({ to, 'message.template': template })
    .toArray();
};

test('the task goes to whom it fits best, with reasons that sum to its score and the next best', async () => {
  const { task, offer } = await offeredToAna();

  expect(offer).toMatchObject({
    taskId: task.id,
    state: 'offered',
    runnerUp: { memberId: office.idOf('Ben') },
    answerBy: new Date('2026-11-24T09:00:00Z'),
  });
  expect(offer.reasons.reduce((sum, { points }) => sum + points, 0)).toBeCloseTo(offer.score);
  expect(offer.reasons.map(({ words }) => words)).toEqual(
    expect.arrayContaining(['your level in go is 4, 3 needed', 'its priority is normal']),
  );
  expect(offer.others).toEqual(
    expect.arrayContaining([{ memberId: office.idOf('Mia'), because: 'lacks go at level 3' }]),
  );
  expect(await messagesTo('Ana')).toEqual(['assignments/offer']);
});

test('a task on offer is offered to nobody else, and whoever has an offer gets no second one', async () => {
  await offeredToAna();
  await office.task(goTask);
  await office.assignments.assignTeam(office.team.id, 'again');
  await office.assignments.assignTeam(office.team.id, 'again');

  const offers = await office.db.collection('assignments').find().toArray();
  expect(offers.map(({ memberId }) => office.nameOf(memberId as string)).toSorted()).toEqual([
    'Ana',
    'Ben',
  ]);
});

test('accepting assigns the task as any assignment does, and the same press again changes nothing', async () => {
  const { task, offer } = await offeredToAna();

  expect(await office.answer('Ana', 'accept', offer.id)).toMatchObject({
    kind: 'answered',
    offer: { state: 'accepted', bySilence: false },
    task: { assigneeId: office.idOf('Ana') },
  });
  expect(await office.answer('Ana', 'accept', offer.id)).toMatchObject({ kind: 'settled before' });
  expect(await office.audit.about(`task ${task.id}`, 10)).toMatchObject([
    { action: 'task created' },
    { action: 'task assigned', actorId: office.idOf('Ana') },
  ]);
  expect(await messagesTo('Ana')).toEqual(['assignments/offer', 'assignments/accepted']);
});

test('an undone acceptance frees the task, and it is not offered to the same person again', async () => {
  const { task, offer } = await offeredToAna();
  await office.answer('Ana', 'accept', offer.id);
  const accepted = await office.assignments.why({
    actor: await office.actor('Ana'),
    taskId: task.id,
  });
  const undoes = accepted.kind === 'offer' ? accepted.offer.settledUnder : null;
  await office.tasks.undo({
    actor: await office.actor('Ana'),
    intentId: office.intent(),
    undoes: undoes ?? '',
  });
  await office.settle();

  expect(await office.tasks.task(task.id)).toMatchObject({ assigneeId: null });
  expect(await office.offerTo('Ana')).toBeNull();
  expect(await office.offerTo('Ben')).toMatchObject({ taskId: task.id });
});

test('accepting what somebody else has taken meanwhile changes nothing and tells who has it', async () => {
  const { task, offer } = await offeredToAna();
  const before = await office.change('Ben', task.id, {
    kind: 'assign',
    assigneeId: office.idOf('Ben'),
  });

  const outcome = await office.answer('Ana', 'accept', offer.id);
  expect(outcome).toMatchObject({
    kind: 'settled before',
    offer: { state: 'withdrawn', withdrawal: 'somebody else has it now' },
    task: { assigneeId: office.idOf('Ben') },
  });
  expect(await office.tasks.task(task.id)).toEqual(before.task);
  expect(await messagesTo('Ana')).toEqual(['assignments/offer', 'assignments/withdrawn']);
});

test('nobody but the receiver answers, managers neither', async () => {
  const { offer } = await offeredToAna();
  for (const name of ['Ben', 'Mia']) {
    expect(await office.answer(name, 'accept', offer.id)).toEqual({ kind: 'not allowed' });
    expect(await office.decline(name, offer.id)).toEqual({ kind: 'not allowed' });
  }
  expect(await office.offerTo('Ana')).toEqual(offer);
});

test('a declined task goes to the next best and comes back to nobody who declined it', async () => {
  const { task, offer } = await offeredToAna();
  expect(await office.decline('Ana', offer.id)).toMatchObject({ kind: 'answered' });
  await office.settle();

  expect(await office.offerTo('Ana')).toBeNull();
  const second = await office.offerTo('Ben');
  expect(second).toMatchObject({ taskId: task.id });
  await office.decline('Ben', second?.id ?? '');
  await office.settle();
  expect(await office.assignHour()).toEqual({
    offered: 0,
    unplaced: 0,
  });
  office.clock.set('2026-11-23T12:00:00Z');
  expect(await office.assignHour()).toEqual({
    offered: 0,
    unplaced: 1,
  });
  expect(await messagesTo('Mia')).toEqual(['assignments/unplaced']);
});

test('the Home tab follows an answer and a change of limits', async () => {
  const { offer } = await offeredToAna();
  const shownAnew: string[] = [];
  office.onHomeChanged((slackId) => shownAnew.push(slackId));
  await office.answer('Ana', 'accept', offer.id);
  const limits = { offRotationUntil: null, maximumTasks: 2, hoursPerWeek: null };
  const actor = await office.actor('Ben');
  await office.assignments.changeLimits({ actor, intentId: office.intent(), limits });

  expect(shownAnew).toEqual(['U0ANA', 'U0BEN']);
});

test('a decline of an offer that was accepted before is refused', async () => {
  const { task, offer } = await offeredToAna();
  await office.answer('Ana', 'accept', offer.id);
  expect(await office.decline('Ana', offer.id)).toMatchObject({
    kind: 'settled before',
    offer: { state: 'accepted' },
  });
  expect(await office.tasks.task(task.id)).toMatchObject({ assigneeId: office.idOf('Ana') });
});

test('a decline of an offer whose task somebody else has taken changes nothing', async () => {
  const { task, offer } = await offeredToAna();
  await office.change('Ben', task.id, { kind: 'assign', assigneeId: office.idOf('Ben') });
  expect(await office.decline('Ana', offer.id)).toMatchObject({
    kind: 'settled before',
    offer: { state: 'withdrawn', decline: null },
    task: { assigneeId: office.idOf('Ben') },
  });
});

test('whoever declines for lack of skills counts one level lower in them', async () => {
  const { offer } = await offeredToAna();
  await office.decline('Ana', offer.id, 'skills');
  await office.task({ requiredSkills: [{ name: 'go', level: 4 }] });
  await office.settle();
  await office.assignments.assignTeam(office.team.id, 'later');

  expect(await office.offerTo('Ana')).toBeNull();
});

test('silence accepts at the next working start, and the task can be given back until it is begun', async () => {
  const { task, offer } = await offeredToAna();
  office.clock.set('2026-11-24T08:59:00Z');
  expect(await office.assignments.keepOffers()).toMatchObject({ accepted: 0 });
  office.clock.set('2026-11-24T09:00:00Z');
  expect(await office.assignments.keepOffers()).toMatchObject({ accepted: 1 });
  expect(await office.assignments.keepOffers()).toMatchObject({ accepted: 0 });
  expect(await office.tasks.task(task.id)).toMatchObject({ assigneeId: office.idOf('Ana') });
  expect((await messagesTo('Ana')).at(-1)).toBe('assignments/accepted');

  expect(await office.decline('Ana', offer.id)).toMatchObject({
    kind: 'answered',
    offer: { state: 'declined' },
    task: { assigneeId: null },
  });
  await office.settle();
  expect(await office.offerTo('Ben')).toMatchObject({ taskId: task.id });
});

test('where the team wants it so, silence lets the offer expire, and somebody else is asked', async () => {
  const { task } = await offeredToAna();
  const rule = { team: office.team, silence: 're-offer' } as const;
  const by = async (name: string) => ({
    actor: await office.actor(name),
    intentId: office.intent(),
  });
  expect(await office.assignments.changeSilenceRule({ ...(await by('Ben')), ...rule })).toEqual({
    kind: 'not allowed',
  });
  expect(await office.assignments.changeSilenceRule({ ...(await by('Mia')), ...rule })).toEqual({
    kind: 'changed',
  });

  office.clock.set('2026-11-24T09:00:00Z');
  expect(await office.assignments.keepOffers()).toMatchObject({ expired: 1 });
  await office.settle();
  expect(await office.offerTo('Ana')).toBeNull();
  expect(await office.offerTo('Ben')).toMatchObject({ taskId: task.id });
});

test('later asks again once, after two hours, in one message and with the same time to answer by', async () => {
  const { offer } = await offeredToAna();
  expect(await office.answer('Ana', 'postpone', offer.id)).toMatchObject({
    kind: 'answered',
    offer: { laterAt: new Date('2026-11-23T12:00:00Z'), answerBy: offer.answerBy },
  });
  office.clock.set('2026-11-23T11:00:00Z');
  expect(await office.answer('Ana', 'postpone', offer.id)).toMatchObject({
    kind: 'answered',
    offer: { laterAt: new Date('2026-11-23T12:00:00Z') },
  });
  const entries = await office.db.collection('notification_logs').find({ to: 'U0ANA' }).toArray();
  expect(new Set(entries.map(({ key }) => key as string)).size).toBe(1);
  expect(await office.audit.about(`offer of ${offer.taskId}`, 9)).toMatchObject([
    { action: 'offer postponed', actorId: office.idOf('Ana') },
  ]);
});

/** A task that is offered to Ana, who hears of work at any hour, at `instant`. */
async function offeredAt(instant: string) {
  const own = await office.task({ assigneeId: office.idOf('Ana') });
  await office.task(goTask);
  await office.notifications.change(
    { actor: await office.actor('Ana'), intentId: office.intent() },
    { id: office.idOf('Ana') },
    () => ({ hours: 'any' }),
  );
  office.clock.set(instant);
  await office.change('Ana', own.id, { kind: 'complete', hours: 3, notes: null });
  await office.settle();
  const offer = await office.offerTo('Ana');
  if (!offer) throw new Error('Ana has no offer');
  return offer;
}

test.each([
  ['on a day off', '2026-11-29T00:15:00Z', '2026-12-01T09:00:00Z'],
  ['in a night before work', '2026-11-24T03:00:00Z', '2026-11-25T09:00:00Z'],
  ['with an hour of work left', '2026-11-23T16:00:00Z', '2026-11-24T09:00:00Z'],
  ['with minutes of work left', '2026-11-23T16:10:00Z', '2026-11-25T09:00:00Z'],
  ['in a Friday evening', '2026-11-27T20:00:00Z', '2026-12-01T09:00:00Z'],
])('an offer made %s leaves an hour of work to answer in', async (_, madeAt, answerBy) => {
  expect(await offeredAt(madeAt)).toMatchObject({ answerBy: new Date(answerBy) });
});

test.each([
  ['a day off', '2026-11-29T00:15:00Z', '2026-11-30T09:00:00Z', '2026-12-01T09:00:00Z'],
  ['an afternoon', '2026-11-23T15:30:00Z', '2026-11-24T09:00:00Z', '2026-11-25T09:00:00Z'],
  ['a Friday evening', '2026-11-27T20:00:00Z', '2026-11-30T09:00:00Z', '2026-12-01T09:00:00Z'],
])(
  'later on %s asks again with working time left to answer',
  async (_, madeAt, again, answerBy) => {
    const offer = await offeredAt(madeAt);
    expect(await office.answer('Ana', 'postpone', offer.id)).toMatchObject({
      offer: { laterAt: new Date(again), answerBy: new Date(answerBy) },
    });
    expect((await told('Ana', 'assignments/offer')).at(-1)).toMatchObject({
      notBefore: new Date(again),
      expiresAt: new Date(answerBy),
    });
    office.clock.set(again);
    expect(await office.assignments.keepOffers()).toMatchObject({ accepted: 0 });
    expect(await office.offerTo('Ana')).toMatchObject({ state: 'offered' });
  },
);

test('the Home tab has the offer with all of its buttons, and with when it comes again', async () => {
  const { offer } = await offeredToAna();
  const home = async () => {
    const ana = await office.actor('Ana');
    const sections = await Promise.all(office.chat.map(async (chat) => chat.home?.(ana)));
    return sections.find((section) => section?.template === 'assignments/home')?.view;
  };
  const later = { actionId: 'assignments.later', value: offer.id };
  expect(await home()).toMatchObject({ offer: { laterAt: null }, actions: { later } });
  await office.answer('Ana', 'postpone', offer.id);
  expect(await home()).toMatchObject({
    offer: { laterAt: 'Mon 2026-11-23 12:00' },
    actions: { later: null },
  });
});

test('the form to decline says whether somebody else could take the task', async () => {
  const form = async (offerId: string) => {
    const button = office.chat
      .flatMap(({ buttons }) => buttons)
      .find(({ actionId }) => actionId === 'assignments.decline');
    const press = { intentId: office.intent(), value: offerId, channelId: 'D0ANA' };
    return button?.run({ ...press, actor: await office.actor('Ana') });
  };
  const { offer } = await offeredToAna();
  expect(await form(offer.id)).toMatchObject({ intro: { view: { othersCould: true } } });
  await office.decline('Ana', offer.id);
  await office.task({ requiredSkills: [{ name: 'go', level: 4 }] });
  await office.assignments.assignTeam(office.team.id, 'alone');
  const alone = await office.offerTo('Ana');
  expect(await form(alone?.id ?? '')).toMatchObject({ intro: { view: { othersCould: false } } });
});

test('the message that was postponed has no buttons: those are on the one that comes again', async () => {
  const { offer } = await offeredToAna();
  await office.answer('Ana', 'postpone', offer.id);
  const [postponed] = await told('Ana', 'assignments/postponed');
  expect(postponed).toMatchObject({
    editsOnly: true,
    message: {
      view: { laterAt: 'Mon 2026-11-23 12:00', answerBy: 'Tue 2026-11-24 09:00' },
    },
  });
  const again = (await told('Ana', 'assignments/offer')).at(-1);
  expect(again).toMatchObject({
    repeats: true,
    notBefore: new Date('2026-11-23T12:00:00Z'),
    message: { view: { actions: { later: null } } },
  });
  expect(await messagesTo('Ana')).toEqual([
    'assignments/offer',
    'assignments/postponed',
    'assignments/offer',
  ]);
});

test('outside working hours nobody is asked; the offer comes when work begins', async () => {
  const mine = await office.task({ assigneeId: office.idOf('Ana') });
  await office.task(goTask);
  office.clock.set('2026-11-23T21:00:00Z');
  await office.assignments.assignTeam(office.team.id, 'night');
  await office.change('Ana', mine.id, { kind: 'complete', hours: 3, notes: null });
  await office.settle();
  expect(await office.offerTo('Ana')).toBeNull();
  expect(await office.work.list(9)).toMatchObject([
    { kind: 'score', state: 'waiting' },
    { kind: 'next offer', state: 'waiting', dueAt: new Date('2026-11-24T09:00:00Z') },
  ]);

  office.clock.set('2026-11-24T09:00:00Z');
  await office.settle();
  expect(await office.offerTo('Ana')).toMatchObject({ state: 'offered' });
});

describe('who completes a task outside working hours', () => {
  const night = '2026-11-23T21:00:00Z';
  const waits = 'assignments/next-offer-waits';

  async function anaCompletes(by = 'Ana'): Promise<void> {
    const mine = await office.task({ assigneeId: office.idOf('Ana') });
    await office.db.collection('notification_logs').deleteMany({});
    await office.change(by, mine.id, { kind: 'complete', hours: 3, notes: null });
    await office.settle();
  }

  const wantsAnyHour = async () =>
    office.notifications.change(
      { actor: await office.actor('Ana'), intentId: office.intent() },
      { id: office.idOf('Ana') },
      () => ({ hours: 'any' }),
    );

  test('hears at once when the next one is offered, once before each beginning of work', async () => {
    await office.task(goTask);
    office.clock.set(night);
    await anaCompletes();
    expect(await told('Ana', waits)).toMatchObject([
      { message: { view: { workBegins: 'Tue 2026-11-24 09:00' } } },
    ]);
    await office.change('Ana', (await office.task({ assigneeId: office.idOf('Ana') })).id, {
      kind: 'complete',
      hours: 1,
      notes: null,
    });
    await office.settle();
    expect(await told('Ana', waits)).toHaveLength(1);
  });

  test.each<[string, () => Promise<unknown>]>([
    ['nobody’s task is left', async () => undefined],
    [
      'no task is one for them',
      () => office.task({ requiredSkills: [{ name: 'cobol', level: 3 }] }),
    ],
    [
      'they are off rotation when work begins',
      async () => {
        await office.task(goTask);
        return office.assignments.changeLimits({
          actor: await office.actor('Ana'),
          intentId: office.intent(),
          limits: { offRotationUntil: '2026-11-24', maximumTasks: null, hoursPerWeek: null },
        });
      },
    ],
    [
      'they hear at any hour',
      async () => {
        await office.task(goTask);
        return wantsAnyHour();
      },
    ],
  ])('hears nothing of it where %s', async (_, arrange) => {
    office.clock.set(night);
    await arrange();
    await anaCompletes();
    expect(await told('Ana', waits)).toEqual([]);
  });

  test('hears nothing of it in working hours, or when somebody else completed it', async () => {
    await office.task(goTask);
    await anaCompletes();
    expect(await told('Ana', waits)).toEqual([]);
    office.clock.set(night);
    await anaCompletes('Mia');
    expect(await told('Ana', waits)).toEqual([]);
  });

  test('is offered at once what waits, as soon as they want to hear at any hour', async () => {
    await office.task(goTask);
    office.clock.set(night);
    await anaCompletes();
    expect(await office.offerTo('Ana')).toBeNull();
    await wantsAnyHour();
    await office.settle();
    expect(await office.offerTo('Ana')).toMatchObject({ state: 'offered' });
  });

  test('is offered nothing by that for which nothing waits', async () => {
    await office.task(goTask);
    office.clock.set(night);
    await wantsAnyHour();
    await office.settle();
    expect(await office.offerTo('Ana')).toBeNull();
  });
});

test('whoever goes off rotation, or is removed, has no open offer and gets none', async () => {
  const { task } = await offeredToAna();
  const limits = { offRotationUntil: '2026-11-30', maximumTasks: null, hoursPerWeek: null };
  const change = { actor: await office.actor('Ana'), intentId: office.intent(), limits };
  expect(await office.assignments.changeLimits(change)).toEqual({ kind: 'changed', limits });
  await office.settle();
  expect(await office.offerTo('Ana')).toBeNull();
  const second = await office.offerTo('Ben');
  expect(second).toMatchObject({ taskId: task.id });

  await office.removeMember('Ben');
  await office.settle();
  expect(await office.offerTo('Ben')).toBeNull();
  expect(await office.tasks.task(task.id)).toMatchObject({ assigneeId: null });
});

test.each([
  ['a day that is over', { offRotationUntil: '2026-11-22' }, 'offRotationUntil'],
  ['no tasks', { maximumTasks: 0 }, 'maximumTasks'],
  ['part of a task', { maximumTasks: 1.5 }, 'maximumTasks'],
  ['a number that is none', { maximumTasks: Number.NaN }, 'maximumTasks'],
  ['no hours', { hoursPerWeek: 0 }, 'hoursPerWeek'],
  ['negative hours', { hoursPerWeek: -5 }, 'hoursPerWeek'],
  ['more hours than a week has', { hoursPerWeek: 169 }, 'hoursPerWeek'],
])('a limit of %s is refused and nothing changes', async (_, given, field) => {
  const none = { offRotationUntil: null, maximumTasks: null, hoursPerWeek: null };
  const actor = await office.actor('Ana');
  const limits = { ...none, ...given };
  const outcome = await office.assignments.changeLimits({
    actor,
    intentId: office.intent(),
    limits,
  });
  expect(outcome).toMatchObject({ kind: 'invalid', faults: { [field]: expect.any(String) } });
  expect(await office.assignments.limitsOf(actor.memberId)).toEqual(none);
});

test('what somebody who left had not begun goes to others, and the managers hear of all of it', async () => {
  const own = { assigneeId: office.idOf('Ben'), ...goTask };
  const [free, begun, pinned] = [
    await office.task(own),
    await office.task(own),
    await office.task({ ...own, pinned: true }),
  ];
  await office.change('Ben', begun.id, { kind: 'start' });
  await office.removeMember('Ben');
  await office.assignHour();
  await office.assignHour();
  await office.settle();

  expect(await office.tasks.task(free.id)).toMatchObject({ assigneeId: null });
  expect(await office.offerTo('Ana')).toMatchObject({ taskId: free.id });
  for (const { id } of [begun, pinned]) {
    expect(await office.tasks.task(id)).toMatchObject({ assigneeId: office.idOf('Ben') });
  }
  expect(await office.audit.about(`task ${free.id}`, 1)).toMatchObject([
    { action: 'task returned', actorId: 'crewchief', reason: 'Ben has left' },
  ]);
  expect(await told('Mia', 'assignments/left-behind')).toMatchObject([
    {
      message: {
        view: {
          who: 'Ben',
          freed: [{ id: free.id }],
          kept: [
            { id: begun.id, status: 'in progress' },
            { id: pinned.id, pinned: true },
          ],
        },
      },
    },
  ]);
});

test('limits of tasks and hours bind, and held work counts', async () => {
  const limit = async (limits: { maximumTasks: number | null; hoursPerWeek: number | null }) =>
    office.assignments.changeLimits({
      actor: await office.actor('Ana'),
      intentId: office.intent(),
      limits: { offRotationUntil: null, ...limits },
    });
  await office.task({ assigneeId: office.idOf('Ana') });
  await limit({ maximumTasks: 1, hoursPerWeek: null });
  await office.task({ requiredSkills: [{ name: 'go', level: 4 }], estimatedHours: 20 });
  await office.assignments.assignTeam(office.team.id, 'tasks');
  expect(await office.offerTo('Ana')).toBeNull();

  await limit({ maximumTasks: null, hoursPerWeek: 10 });
  await office.assignments.assignTeam(office.team.id, 'hours');
  expect(await office.offerTo('Ana')).toBeNull();

  await limit({ maximumTasks: null, hoursPerWeek: 20 });
  await office.assignments.assignTeam(office.team.id, 'room');
  expect(await office.offerTo('Ana')).toMatchObject({ estimatedHours: 20 });
});

test('a task whose dependency is not over is offered only afterwards', async () => {
  const first = await office.task({ assigneeId: office.idOf('Mia') });
  const second = await office.task({ ...goTask, dependsOn: [first.id] });
  await office.assignments.assignTeam(office.team.id, 'before');
  expect(await office.offerTo('Ana')).toBeNull();

  await office.change('Mia', first.id, { kind: 'complete', hours: 2, notes: null });
  await office.assignments.assignTeam(office.team.id, 'after');
  expect(await office.offerTo('Ana')).toMatchObject({ taskId: second.id });
});

test('a change of what a task needs withdraws its offer, and it is offered anew', async () => {
  const { task } = await offeredToAna();
  await office.change('Mia', task.id, {
    kind: 'edit',
    edits: { requiredSkills: [{ name: 'go', level: 5 }] },
  });
  await office.settle();
  expect(await office.offerTo('Ana')).toBeNull();
  expect(await office.offerTo('Ben')).toBeNull();
});

test.each([
  ['another level', 'go', 4, 'rust', 2],
  ['levels changed about', 'go', 2, 'rust', 3],
  ['another skill of that level', 'sql', 3, 'rust', 2],
])('a task that needs %s is no longer the one that was offered', async (_, a, one, b, other) => {
  const needing = (first: string, level: number, second: string, next: number) => [
    { name: first, level },
    { name: second, level: next },
  ];
  await office.db
    .collection<{ _id: string }>('members')
    .updateOne(
      { _id: office.idOf('Ana') },
      { $set: { skills: [...needing('go', 4, 'rust', 4), { name: 'sql', level: 1 }] } },
    );
  const task = await office.task({ requiredSkills: needing('go', 3, 'rust', 2) });
  await office.assignments.assignTeam(office.team.id, 'test');
  const offer = await office.offerTo('Ana');
  expect(offer).toMatchObject({ taskId: task.id });
  const requiredSkills = needing(a, one, b, other);
  await office.change('Mia', task.id, { kind: 'edit', edits: { requiredSkills } });
  expect(await office.offerTo('Ana')).toBeNull();
  await office.db
    .collection<{ _id: string }>('members')
    .updateOne({ _id: office.idOf('Ana') }, { $set: { skills: [{ name: 'go', level: 4 }] } });
});

test.each([
  ['stays where both can be held', null, true],
  ['is withdrawn where one task is the most, and does not come again', 1, false],
])('an offer that a completion led to, when that is undone, %s', async (_, maximumTasks, stays) => {
  const mine = await office.task({ assigneeId: office.idOf('Ana') });
  const { id } = await office.task(goTask);
  const limits = { offRotationUntil: null, maximumTasks, hoursPerWeek: null };
  const actor = await office.actor('Ana');
  await office.assignments.changeLimits({ actor, intentId: office.intent(), limits });
  const { intentId } = await office.change('Ana', mine.id, {
    kind: 'complete',
    hours: 2,
    notes: null,
  });
  await office.settle();
  const offer = await office.offerTo('Ana');
  expect(offer).toMatchObject({ taskId: id });

  await office.tasks.undo({ actor, intentId: office.intent(), undoes: intentId });
  await office.settle();
  expect(await office.offerTo('Ana')).toEqual(stays ? offer : null);
});

test('an assignment is completed with its task, and under way again when that is reopened', async () => {
  const { task, offer } = await offeredToAna();
  await office.answer('Ana', 'accept', offer.id);
  await office.change('Ana', task.id, { kind: 'complete', hours: 2, notes: null });
  await office.settle();
  const stateOf = async () => {
    const why = await office.assignments.why({ actor: await office.actor('Ana'), taskId: task.id });
    return why.kind === 'offer' ? why.offer.state : why.kind;
  };
  expect(await stateOf()).toBe('completed');
  await office.change('Ana', task.id, { kind: 'reopen', reason: null });
  expect(await stateOf()).toBe('accepted');
});

test('managers hear once a day of work that nobody can take, why, and who comes nearest', async () => {
  await office.task({ title: 'Huge', estimatedHours: 400 });
  await office.task({ title: 'Strange', requiredSkills: [{ name: 'go', level: 5 }] });
  office.clock.set('2026-11-23T12:00:00Z');
  expect(await office.assignHour()).toEqual({ offered: 0, unplaced: 2 });
  office.clock.set('2026-11-23T13:00:00Z');
  await office.assignHour();

  const sent = await office.db.collection('notification_logs').find({ to: 'U0MIA' }).toArray();
  expect(sent.map(({ message }) => message as unknown)).toMatchObject([
    {
      template: 'assignments/unplaced',
      view: {
        tasks: [
          { title: 'Huge', problem: expect.stringContaining('400 h are more than anybody') },
          { title: 'Strange', nearest: expect.stringContaining('Ana (level 4)') },
        ],
      },
    },
  ]);
});

test('why and lists are for the receiver and the managers; others learn nothing', async () => {
  const { task } = await offeredToAna();
  const why = async (name: string) =>
    office.assignments.why({ actor: await office.actor(name), taskId: task.id });
  expect(await why('Ana')).toMatchObject({ kind: 'offer', manages: false });
  expect(await why('Mia')).toMatchObject({ kind: 'offer', manages: true });
  expect(await why('Ben')).toEqual({ kind: 'not allowed' });
  const look = async (name: string) =>
    office.assignments.look({
      actor: await office.actor(name),
      of: { kind: 'team', team: office.team },
    });
  expect(await look('Mia')).toMatchObject({ kind: 'offers', offers: [{ taskId: task.id }] });
  expect(await look('Ana')).toEqual({ kind: 'not allowed' });
});

test('a runner-up with more points is explained to managers, in the same unit', async () => {
  const { task, offer } = await offeredToAna();
  const runnerUp = { memberId: office.idOf('Ben'), score: offer.score + 0.04 };
  await office.db
    .collection<{ _id: string }>('assignments')
    .updateOne({ _id: offer.id }, { $set: { runnerUp } });
  const why = office.chat
    .flatMap(({ subcommands }) => subcommands)
    .find(({ name }) => name === 'why offer');
  const shownTo = async (name: string) => {
    const request = { intentId: office.intent(), text: task.id, channelId: 'C0CORE' };
    return why?.run({ actor: await office.actor(name), ...request });
  };
  expect(await shownTo('Mia')).toMatchObject({
    view: { runnerUp: 'Ben', runnerUpLeads: true, runnerUpBecause: null },
  });
  expect(await shownTo('Ana')).toMatchObject({ view: { runnerUpLeads: false } });
});

test('an offer speaks of its receiver as “you” to nobody but them', async () => {
  const { task } = await offeredToAna();
  const say = async (name: string, subcommand: string, text: string) => {
    const found = office.chat
      .flatMap(({ subcommands }) => subcommands)
      .find((each) => each.name === subcommand);
    const request = { intentId: office.intent(), text, channelId: 'C0CORE' };
    return JSON.stringify(await found?.run({ actor: await office.actor(name), ...request }));
  };
  expect(await say('Ana', 'why offer', task.id)).toContain('your level in go is 4, 3 needed');
  const shown = await say('Mia', 'why offer', task.id);
  expect(shown).toContain('their level in go is 4, 3 needed');
  expect(shown + (await say('Mia', 'offers', 'team'))).not.toMatch(/\byour?\b/);
});

test('managers see how near to the best possible the plan is that the latest offers came from', async () => {
  const look = async () =>
    office.assignments.look({
      actor: await office.actor('Mia'),
      of: { kind: 'team', team: office.team },
    });
  expect(await look()).toMatchObject({ offers: [], planGap: null });
  await offeredToAna();
  const { planGap } = (await look()) as { readonly planGap: number };
  expect(planGap).toBeGreaterThanOrEqual(0);
  expect(planGap).toBeLessThan(0.01);
});
