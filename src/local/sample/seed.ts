import type { Audit } from '../../features/audit/index.js';
import { localDayOf } from '../../features/calendar/index.js';
import type { MeasurementsService } from '../../features/measurements/index.js';
import type { NotificationsService } from '../../features/notifications/index.js';
import {
  type ImportPeople,
  type MemberActor,
  type People,
  readPeopleFile,
  systemActor,
} from '../../features/people/index.js';
import type { Tasks, TaskUseCases } from '../../features/tasks/index.js';
import type { Clock } from '../../shared/clock.js';
import type { Random } from '../../shared/random.js';
import type { InTransaction } from '../../storage/index.js';
import { daysOf, Past } from './past.js';
import { samplePeople, samplePeopleFile } from './people.js';
import { sampleSeries } from './series.js';
import { sampleMonitoredTasks, sampleTasks } from './tasks.js';

/** The services of a bot whose clock can be set, so that the past is written as if it had happened. */
export interface SampleServices {
  readonly audit: Pick<Audit, 'find' | 'insert'>;
  /** Keeps all that these services write meanwhile by one commit. */
  readonly together: InTransaction;
  readonly people: People;
  readonly importPeople: ImportPeople;
  readonly notifications: Pick<NotificationsService, 'change'>;
  readonly tasks: TaskUseCases & Pick<Tasks, 'task'>;
  readonly measurements: MeasurementsService;
}

export interface SettableClock extends Clock {
  set(instant: Date): void;
}

/**
 * Fills an empty database with the sample team, its tasks and weeks of measurements, in steps that
 * each find what the one before has committed.
 */
export async function seedSample(
  services: SampleServices,
  clock: SettableClock,
  random: Random,
  timeZone: string,
): Promise<void> {
  if (await isSettled(services)) return;
  const now = clock.now();
  await once('people', services, now, () => importSamplePeople(services, timeZone));
  await once('notifications', services, now, () => hearAtAnyHour(services));

  const past = await pastOf(services, clock, localDayOf(now, timeZone));
  await once('tasks', services, now, async () => {
    for (const sample of sampleMonitoredTasks) await past.begin(sample);
    clock.set(now);
    for (const sample of sampleTasks) await past.add(sample);
  });
  const readings = sampleMonitoredTasks.map(({ series, beganDaysAgo, monitoring }) =>
    sampleSeries(series, Math.ceil(beganDaysAgo / daysOf(monitoring.cadence)), random),
  );
  await once('finished', services, now, async () => {
    for (const [index, sample] of sampleMonitoredTasks.entries()) {
      await past.measure(sample, readings[index] ?? []);
    }
    clock.set(now);
    for (const sample of sampleTasks) await past.goOn(sample);
  });
}

type Step = 'people' | 'notifications' | 'tasks' | 'finished';

/** Does `work` and notes that it is done, both or neither; nothing when it was done before. */
async function once(
  step: Step,
  { audit, together }: SampleServices,
  at: Date,
  work: () => Promise<void>,
): Promise<void> {
  if (await audit.find(entryOf(step))) return;
  await together(async (transaction) => {
    await work();
    const entry = { at, actorId: 'crewchief', action: 'sample added', subject: 'sample' };
    await audit.insert({ id: entryOf(step), ...entry }, transaction);
  });
}

/** Whether the sample is complete, or the database holds a team of its own. */
async function isSettled({ audit, people }: SampleServices): Promise<boolean> {
  if (await audit.find(entryOf('finished'))) return true;
  return (await audit.find(entryOf('people'))) === null && (await people.teams()).length > 0;
}

const entryOf = (step: Step) => `sample/${step}`;

async function importSamplePeople(
  { importPeople }: SampleServices,
  timeZone: string,
): Promise<void> {
  const read = readPeopleFile(samplePeopleFile(timeZone), 'json');
  if ('faults' in read) {
    throw new Error(`The sample people are faulty: ${JSON.stringify(read.faults)}`);
  }
  await importPeople(read.rows, { dryRun: false });
}

/** The sample team's messages come when somebody tries the bot out, be it at night. */
async function hearAtAnyHour({ people, notifications }: SampleServices): Promise<void> {
  for (const member of await people.activeMembers()) {
    const request = { actor: systemActor, intentId: `sample/notifications/${member.id}` };
    await notifications.change(request, member, () => ({ hours: 'any' }));
  }
}

async function pastOf(
  services: SampleServices,
  clock: SettableClock,
  today: string,
): Promise<Past> {
  const { people } = services;
  const [team] = await people.teams();
  if (!team) throw new Error('The sample team was not imported');
  const actors = await Promise.all(
    samplePeople.map(({ slackId }) => people.actorBySlackId(slackId)),
  );
  const known = actors.filter((actor): actor is MemberActor => actor !== null);
  return new Past(services, clock, team, today, known);
}
