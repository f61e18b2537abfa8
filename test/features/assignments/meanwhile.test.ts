import type { AssignmentDeps } from '../../../src/features/assignments/assignment-deps.js';
import { createAssignments, Optimiser } from '../../../src/features/assignments/index.js';
import { silentLogger } from '../../support/logger.js';
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

const optimiser = new Optimiser();
afterAll(() => optimiser.close());

/** The same assignments, but for what happens in between. */
function assignmentsWith(between: Partial<Omit<AssignmentDeps, 'offers' | 'rules'>>) {
  return createAssignments({
    ...office,
    optimiser,
    homeChanges: { announce: () => {}, announceToViewers: () => {} },
    hearsAtAnyHour: async () => false,
    settings: { horizonDays: 10, archiveFolder: null },
    logger: silentLogger,
    ...between,
  }).assignments;
}

const goTask = () => office.task({ requiredSkills: [{ name: 'go', level: 3 }] });

const benTakes = (taskId: string) =>
  office.change('Ben', taskId, { kind: 'assign', assigneeId: office.idOf('Ben') });

async function offeredToAna() {
  const task = await goTask();
  await office.assignments.assignTeam(office.team.id, 'test');
  const offer = await office.offerTo('Ana');
  if (!offer) throw new Error('Ana has no offer');
  return { task, offer };
}

const messagesToAna = async () => {
  const found = await office.db
    .collection('notification_logs')
    .find({ to: 'U0ANA' })
    .sort({ sequence: 1 })
    .toArray();
  return found.map(({ message }) => (message as { template: string }).template);
};

describe('a task that somebody takes meanwhile is offered to nobody', () => {
  test('while the plan of the team is worked out', async () => {
    const task = await goTask();
    const assignments = assignmentsWith({
      optimiser: {
        planTeam: optimiser.planTeam,
        nextTasks: optimiser.nextTasks,
        firstTasks: async (...args) => {
          await benTakes(task.id);
          return optimiser.firstTasks(...args);
        },
      },
    });
    await assignments.assignTeam(office.team.id, 'meanwhile');
    expect(await office.offerTo('Ana')).toBeNull();
  });

  test('while others of the team are made their offers', async () => {
    const task = await goTask();
    const assignments = assignmentsWith({
      inTransaction: async (work) => {
        await benTakes(task.id);
        return office.inTransaction(work);
      },
    });
    await assignments.assignTeam(office.team.id, 'meanwhile');
    expect(await office.tasks.task(task.id)).toMatchObject({ assigneeId: office.idOf('Ben') });
    expect(await office.offerTo('Ana')).toBeNull();
  });

  test('while the next task of one member is chosen', async () => {
    const task = await goTask();
    const assignments = assignmentsWith({
      optimiser: {
        planTeam: optimiser.planTeam,
        firstTasks: optimiser.firstTasks,
        nextTasks: async (...args) => {
          await benTakes(task.id);
          return optimiser.nextTasks(...args);
        },
      },
    });
    await assignments.followCompletion(office.idOf('Ana'), 'completed/test');
    expect(await office.offerTo('Ana')).toBeNull();
    expect(await messagesToAna()).toEqual([]);
  });
});

test('an offer alters its task in the database, so that it collides with a change of that task', async () => {
  const task = await goTask();
  const stored = () => office.db.collection<{ _id: string }>('tasks').findOne({ _id: task.id });
  const before = await stored();
  await office.assignments.assignTeam(office.team.id, 'test');
  expect(await stored()).not.toEqual(before);
  expect(await office.tasks.task(task.id)).toEqual(task);
});

test('an offer that was settled while it was put off stays settled, and nothing else is said', async () => {
  const { task, offer } = await offeredToAna();
  const assignments = assignmentsWith({
    calendars: {
      ...office.calendars,
      calendarOf: async (memberId) => {
        await benTakes(task.id);
        return office.calendars.calendarOf(memberId);
      },
    },
  });
  const outcome = await assignments.postpone({
    actor: await office.actor('Ana'),
    intentId: office.intent(),
    offerId: offer.id,
  });
  expect(outcome).toMatchObject({
    kind: 'settled before',
    offer: { state: 'withdrawn', laterAt: null },
    task: { assigneeId: office.idOf('Ben') },
  });
  expect(await messagesToAna()).toEqual(['assignments/offer', 'assignments/withdrawn']);
  expect(await office.audit.about(`offer of ${task.id}`, 9)).toEqual([]);
});

test('an offer that is put off twice at once is put off once', async () => {
  const { task, offer } = await offeredToAna();
  const outcomes = await Promise.all([
    office.answer('Ana', 'postpone', offer.id),
    office.answer('Ana', 'postpone', offer.id),
  ]);
  expect(outcomes.map(({ kind }) => kind)).toEqual(['answered', 'answered']);
  expect(await office.audit.about(`offer of ${task.id}`, 9)).toHaveLength(1);
});

describe('keeping offers', () => {
  const nobodyAnswered = async () => {
    const made = await offeredToAna();
    office.clock.set('2026-11-24T09:00:00Z');
    return made;
  };

  test('leaves an offer alone that is answered at that moment, without a fault', async () => {
    const { task, offer } = await nobodyAnswered();
    await office.assignments.changeSilenceRule({
      actor: await office.actor('Mia'),
      intentId: office.intent(),
      team: office.team,
      silence: 're-offer',
    });
    const assignments = assignmentsWith({
      inTransaction: async (work) => {
        await office.answer('Ana', 'accept', offer.id);
        return office.inTransaction(work);
      },
    });
    expect(await assignments.keepOffers()).toEqual({
      accepted: 0,
      expired: 0,
      withdrawn: 0,
      failed: 0,
    });
    expect(await messagesToAna()).toEqual(['assignments/offer', 'assignments/accepted']);
    expect(await office.tasks.task(task.id)).toMatchObject({ assigneeId: office.idOf('Ana') });
  });

  test('settles those that waited longest, however many later ones cannot be settled', async () => {
    await nobodyAnswered();
    const assignments = office.db.collection<{ _id: string; answerBy: Date }>('assignments');
    const offer = await assignments.findOne({});
    if (!offer) throw new Error('There is no offer to copy');
    const later = Array.from({ length: 501 }, (_, index) => ({
      ...offer,
      _id: `later-${index}`,
      taskId: `T-${index + 1_000}`,
      memberId: `nobody-${index}`,
      offeredAt: new Date('2026-11-23T11:00:00Z'),
    }));
    await assignments.insertMany(later);
    expect(await office.assignments.keepOffers()).toMatchObject({ accepted: 1, failed: 501 });
  });

  test('looks up the tasks of many offers together', async () => {
    await goTask();
    await nobodyAnswered();
    const looked: number[] = [];
    const assignments = assignmentsWith({
      tasks: {
        ...office.tasks,
        task: async () => {
          throw new Error('A task was looked up alone');
        },
        tasks: async (ids) => {
          looked.push(ids.length);
          return office.tasks.tasks(ids);
        },
      },
    });
    expect(await assignments.keepOffers()).toMatchObject({ accepted: 2, failed: 0 });
    expect(looked).toEqual([2]);
  });
});

test('a decline of an offer that was settled at that moment says what became of it', async () => {
  const { task, offer } = await offeredToAna();
  const assignments = assignmentsWith({
    inTransaction: async (work) => {
      await benTakes(task.id);
      return office.inTransaction(work);
    },
  });
  const outcome = await assignments.decline({
    actor: await office.actor('Ana'),
    intentId: office.intent(),
    offerId: offer.id,
    decline: { kind: 'no time', note: null },
  });
  expect(outcome).toMatchObject({ kind: 'settled before', offer: { state: 'withdrawn' } });
  expect(await office.audit.about(`offer of ${task.id}`, 9)).toEqual([]);
});
