import { addHours } from 'date-fns/addHours';
import {
  isWorkingAt,
  type WorkCalendar,
  workingHoursBetween,
} from '../../../src/features/calendar/index.js';
import { type Office, openOffice } from './office.js';

let office: Office;
beforeEach(async () => {
  office = await openOffice([
    { name: 'Mia', role: 'manager' },
    { name: 'Ana', skills: 'go:5; sql:2' },
    { name: 'Ben', skills: 'go:3' },
    { name: 'Cem', skills: 'sql:4' },
    { name: 'Dia', skills: 'sql:3; react:4' },
    { name: 'Eli', skills: 'react:5' },
    { name: 'Fay', skills: 'go:2; react:3', hours: 20 },
    { name: 'Gil', skills: 'sql:3', hours: 16 },
  ]);
});
afterEach(() => office.close());

const workers = ['Ana', 'Ben', 'Cem', 'Dia', 'Eli', 'Fay', 'Gil'] as const;
const skillNames = ['go', 'sql', 'react'] as const;

interface Offered {
  readonly _id: string;
  readonly taskId: string;
  readonly memberId: string;
  readonly offeredAt: Date;
  readonly state: string;
  readonly estimatedHours: number;
}

/** More work than there are hours: 36 tasks of up to 28 hours, some of them linked. */
async function fillBacklog(): Promise<void> {
  let previous: string | null = null;
  for (let index = 0; index < 36; index += 1) {
    const skill = skillNames[index % 3] ?? 'go';
    const task = await office.task({
      title: `Task ${index}`,
      priority: index % 10 === 0 ? 'urgent' : index % 4 === 0 ? 'high' : 'normal',
      estimatedHours: 6 + ((index * 7) % 23),
      requiredSkills: [{ name: skill, level: 1 + (index % 3) }],
      dueOn: index % 5 === 0 ? '2026-12-04' : null,
      ...(index % 8 === 7 && previous !== null && { dependsOn: [previous] }),
    });
    previous = task.id;
  }
}

async function goOnLeave(name: string, firstDay: string, lastDay: string): Promise<void> {
  const outcome = await office.calendars.addLeave({
    actor: await office.actor(name),
    intentId: office.intent(),
    memberId: office.idOf(name),
    leave: { kind: 'days', firstDay, lastDay, part: 'whole day' },
    reason: null,
  });
  if (outcome.kind !== 'added') throw new Error(outcome.kind);
}

/** Two instants in working hours of each of so many days, weekends included. */
function twiceADay(firstDay: string, days: number): readonly Date[] {
  const first = new Date(`${firstDay}T09:00:00Z`);
  return Array.from({ length: 2 * days }, (_, index) =>
    addHours(first, 24 * Math.floor(index / 2) + 5 * (index % 2)),
  );
}

/** Since when each works on the task that they hold for longest. */
type Begun = Map<string, { readonly taskId: string; readonly at: Date }>;

/** Everybody answers at once, and finishes what has had its working hours. */
async function workOn(begun: Begun, calendars: ReadonlyMap<string, WorkCalendar>): Promise<void> {
  await office.assignHour();
  await office.settle();
  await office.assignments.keepOffers();
  const now = office.clock.now();
  const held = await office.tasks.ongoingTasksOf(workers.map((name) => office.idOf(name)));
  for (const name of workers) {
    const offer = await office.offerTo(name);
    if (offer?.taskId.endsWith('3')) await office.decline(name, offer.id);
    else if (offer) await office.answer(name, 'accept', offer.id);
    const first = held.find(({ assigneeId }) => assigneeId === office.idOf(name));
    const calendar = calendars.get(office.idOf(name));
    if (!first || !calendar) continue;
    const current = begun.get(name);
    if (current?.taskId !== first.id) {
      begun.set(name, { taskId: first.id, at: now });
    } else if (workingHoursBetween(calendar, current.at, now) >= (first.estimatedHours ?? 4)) {
      await office.change(name, first.id, { kind: 'complete', hours: 3, notes: null });
    }
  }
  await office.settle();
}

test('two weeks of a team of eight with leave and overload break no limit and leave nobody idle', async () => {
  await fillBacklog();
  await goOnLeave('Cem', '2026-11-26', '2026-12-01');
  const off = { offRotationUntil: '2026-11-27', maximumTasks: 2, hoursPerWeek: null };
  const eli = { actor: await office.actor('Eli'), intentId: office.intent(), limits: off };
  await office.assignments.changeLimits(eli);
  const members = new Map((await office.people.activeMembers()).map((each) => [each.id, each]));
  const calendars = await office.calendars.calendarsOf([...members.keys()]);
  const begun: Begun = new Map();
  const mostHeldByEli: number[] = [];

  for (const at of twiceADay('2026-11-23', 12)) {
    office.clock.set(at);
    await workOn(begun, calendars);
    mostHeldByEli.push((await office.tasks.ongoingTasksOf([office.idOf('Eli')])).length);
  }

  const offers = (await office.db
    .collection<Offered>('assignments')
    .find()
    .sort({ offeredAt: 1 })
    .toArray()) as Offered[];
  for (const offer of offers) {
    const task = await office.tasks.task(offer.taskId);
    const member = members.get(offer.memberId);
    const calendar = calendars.get(offer.memberId);
    const skills = new Map(member?.skills.map(({ name, level }) => [name, level]));
    for (const { name, level } of task?.requiredSkills ?? []) {
      expect(skills.get(name) ?? 0).toBeGreaterThanOrEqual(level);
    }
    expect(calendar && isWorkingAt(calendar, offer.offeredAt)).toBe(true);
    const needed = await office.tasks.tasks(task?.dependsOn ?? []);
    for (const { completedAt } of needed) {
      expect(completedAt?.getTime()).toBeLessThanOrEqual(offer.offeredAt.getTime());
    }
  }

  const eliFirst = offers.find(({ memberId }) => memberId === office.idOf('Eli'));
  expect(eliFirst?.offeredAt.getTime()).toBeGreaterThan(Date.parse('2026-11-28T00:00:00Z'));
  expect(Math.max(...mostHeldByEli)).toBeLessThanOrEqual(2);
  const declines = offers.filter(({ state }) => state === 'declined');
  const declined = declines.map(({ taskId, memberId }) => `${taskId} ${memberId}`);
  expect(declined.length).toBeGreaterThan(0);
  const pairs = offers.map(({ taskId, memberId }) => `${taskId} ${memberId}`);
  for (const pair of declined) expect(pairs.filter((each) => each === pair)).toHaveLength(1);
  for (const name of workers) {
    const own = offers.filter(({ memberId }) => memberId === office.idOf(name));
    expect(own.length).toBeGreaterThanOrEqual(2);
  }
  const completed = offers.filter(({ state }) => state === 'completed');
  expect(completed.length).toBeGreaterThanOrEqual(workers.length);
});
