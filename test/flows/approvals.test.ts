import { createJobs } from '../../jobs/index.js';
import {
  addWorkingDays,
  defaultCalendar,
  type LocalDay,
  localDayOf,
  startOfLocalDay,
} from '../../src/features/calendar/index.js';
import { systemActor } from '../../src/features/people/index.js';
import { silentLogger } from '../support/logger.js';
import { RunningClock, notWithinTheTest } from '../support/manual-clock.js';
import { type Person, visibleText } from '../support/person.js';
import { cleanUpCrews, type Crew, startCrew } from './support/crew.js';
import { settledEntries } from './support/deliveries.js';
import { benWorksWithReact } from './support/react-work.js';

afterEach(cleanUpCrews);

const noonMs = 12 * 60 * 60_000;

/** A crew whose first decision waits, and what moves its days. */
async function startWaiting() {
  const clock = new RunningClock();
  const crew = await startCrew({ clock });
  const { services } = crew.app;
  const [team] = await services.people.teams();
  if (!team) throw new Error('There is no sample team');
  await crew.mara.waitsFor(crew.platform, 'T-1: goal probably met');
  const begun = localDayOf(clock.now(), team.timeZone);
  const dayAfter = (workingDays: number): LocalDay => {
    const day = addWorkingDays(defaultCalendar(team.timeZone), begun, workingDays);
    if (day === undefined) throw new Error('There are no working days');
    return day;
  };
  const job = createJobs(services, {
    people: services.people,
    runs: services.runs,
    clock,
    every: notWithinTheTest,
    logger: silentLogger,
  }).find(({ name }) => name === 'remind-approvals');
  return {
    ...crew,
    team,
    dayAfter,
    /** The reminders of the `workingDays`-th working day, begun twice as by two processes. */
    remindOn: async (workingDays: number) => {
      const noon = startOfLocalDay(dayAfter(workingDays), team.timeZone).getTime() + noonMs;
      clock.advance(noon - clock.now().getTime());
      await Promise.all([job?.tick(), job?.tick()]);
      await settledEntries(crew.app.database.db);
    },
  };
}

async function takeLeave({ app }: Crew, { userId }: Person, day: LocalDay): Promise<void> {
  const member = await app.services.people.memberBySlackId(userId);
  const outcome = await app.services.calendars.addLeave({
    memberId: member?.id ?? '',
    leave: { kind: 'days', firstDay: day, lastDay: day, part: 'whole day' },
    reason: null,
    actor: systemActor,
    intentId: 'leave',
  });
  expect(outcome.kind).toBe('added');
}

/** Whom the team's reminders went to, in the order of their managers. */
async function remindersOf({ mara, tomas, directTo }: Crew): Promise<number[]> {
  return Promise.all(
    [mara, tomas].map(async (person) => {
      const messages = await person.sees(await directTo(person));
      return messages.filter((message) => /waits? for you in/.test(visibleText(message))).length;
    }),
  );
}

test('a decision is asked for day by day, of the next manager during leave and after three working days', async () => {
  const crew = await startWaiting();
  const { mara, tomas, platform, directTo, remindOn, dayAfter } = crew;
  await takeLeave(crew, mara, dayAfter(2));

  const asked: number[][] = [];
  for (const day of [1, 2, 3, 4]) {
    await remindOn(day);
    asked.push(await remindersOf(crew));
  }
  expect(asked).toEqual([
    [1, 0],
    [1, 1],
    [2, 1],
    [2, 2],
  ]);

  const copy = await tomas.waitsFor(await directTo(tomas), 'Passed on to Tomás Ferreira');
  await tomas.clicks(copy, /^Extend to /);

  await tomas.waitsFor(await directTo(tomas), 'T-1 is extended to');
  await mara.waitsFor(platform, 'T-1 is extended to');
});

test('a skill level is asked for day by day too, and confirmed from the list', async () => {
  const crew = await startWaiting();
  const { mara, ben, directTo, remindOn } = crew;
  const actor = await benWorksWithReact(crew);
  const asked = await crew.app.services.skills.answer({
    actor,
    intentId: 'ask',
    suggested: { name: 'react', level: 3 },
    accepted: true,
  });
  expect(asked).toMatchObject({ kind: 'asked' });

  await remindOn(1);
  const reminder = await mara.waitsFor(await directTo(mara), /skill level waits? for you in/);
  await mara.clicks(reminder, 'Show and decide');
  const list = await mara.waitsFor(await directTo(mara), '2 decisions wait for you');
  await mara.clicks(list, 'Confirm');

  await mara.waitsFor(await directTo(mara), 'has react at level 3: confirmed by');
  await ben.waitsFor(await directTo(ben), 'You have react at level 3 now');
});

test('a delegate decides from the list, in the manager’s name, and nobody else can, nor whoever holds the task', async () => {
  const { mara, aiko, ben, platform, dayAfter } = await startWaiting();
  await mara.types(platform, `/crew approvals delegate <@${ben.userId}> until ${dayAfter(5)}`);
  await mara.waitsFor(platform, 'decides in your place until');

  await aiko.types(platform, '/crew approvals');
  await aiko.waitsFor(platform, 'Nothing waits for you');
  await ben.types(platform, '/crew approvals');
  const list = await ben.waitsFor(platform, 'you decide for Mara Lindqvist');
  await ben.clicks(list, /^Extend to /);

  const decided = await mara.waitsFor(platform, 'T-1 is extended to');
  expect(visibleText(decided)).toMatch(/Ben .+ for Mara Lindqvist/);
});
