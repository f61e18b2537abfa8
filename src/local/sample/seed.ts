import type { Audit } from '../../features/audit/index.js';
import { addLocalDays, localDayOf, startOfLocalDay } from '../../features/calendar/index.js';
import type { MeasurementsService } from '../../features/measurements/index.js';
import { bucketOf } from '../../features/measurements/index.js';
import type { InTransaction } from '../../storage/index.js';
import {
  type ImportPeople,
  type MemberActor,
  type People,
  readPeopleFile,
  type Team,
} from '../../features/people/index.js';
import type { NewTask, Task, TaskUseCases } from '../../features/tasks/index.js';
import type { Clock } from '../../shared/clock.js';
import type { Random } from '../../shared/random.js';
import { samplePeopleFile } from './people.js';
import { sampleSeries } from './series.js';
import {
  type SampleMonitoredTask,
  type SampleTask,
  sampleMonitoredTasks,
  sampleTasks,
} from './tasks.js';

/** The services of a bot whose clock can be set, so that the past is written as if it had happened. */
export interface SampleServices {
  readonly audit: Pick<Audit, 'find' | 'insert'>;
  readonly inTransaction: InTransaction;
  readonly people: People;
  readonly importPeople: ImportPeople;
  readonly tasks: TaskUseCases;
  readonly measurements: MeasurementsService;
}

export interface SettableClock extends Clock {
  set(instant: Date): void;
}

const workdayStartMs = 9 * 60 * 60_000;
const managerSlackId = 'U0MARA';

/** Fills an empty database with the sample team, its tasks and weeks of measurements. */
export async function seedSample(
  services: SampleServices,
  clock: SettableClock,
  random: Random,
  timeZone: string,
): Promise<void> {
  if (await isSettled(services)) return;
  const now = clock.now();
  const read = readPeopleFile(samplePeopleFile(timeZone), 'json');
  if ('faults' in read)
    throw new Error(`The sample people are faulty: ${JSON.stringify(read.faults)}`);
  await services.importPeople(read.rows, { dryRun: false });
  const [team] = await services.people.teams();
  if (!team) throw new Error('The sample team was not imported');

  const past = new Past(services, clock, team, localDayOf(now, timeZone));
  for (const sample of sampleMonitoredTasks) await past.monitored(sample, random);
  clock.set(now);
  for (const sample of sampleTasks) await past.plain(sample);
  await services.inTransaction((transaction) =>
    services.audit.insert(
      { id: finished, at: now, actorId: 'crewchief', action: 'sample added', subject: 'sample' },
      transaction,
    ),
  );
}

/** Whether the sample is complete, or the database holds a team of its own. */
async function isSettled({ audit, people }: SampleServices): Promise<boolean> {
  if (await audit.find(finished)) return true;
  const begun = await audit.find(intent(1));
  return begun === null && (await people.teams()).length > 0;
}

const finished = 'sample/finished';
const intent = (count: number) => `sample/${count}`;

/** Lets the sample people do things, one after the other, on the day on which they did them. */
class Past {
  #intents = 0;

  constructor(
    private readonly services: SampleServices,
    private readonly clock: SettableClock,
    private readonly team: Team,
    private readonly today: string,
  ) {}

  async monitored(sample: SampleMonitoredTask, random: Random): Promise<void> {
    const { title, assignee, monitoring, beganDaysAgo, endsInDays, series } = sample;
    const startDate = addLocalDays(this.today, -beganDaysAgo);
    this.#goTo(startDate);
    const task = await this.#create({
      title,
      assignee,
      priority: 'normal',
      estimatedHours: null,
      dueOn: null,
      monitoring: {
        ...monitoring,
        source: { kind: 'manual' },
        startDate,
        endDate: addLocalDays(this.today, endsInDays),
        maximumExtensions: 2,
      },
    });
    const actor = await this.#actor(assignee);
    await this.services.tasks.change({
      actor,
      intentId: this.#intent(),
      taskId: task.id,
      command: { kind: 'start' },
    });
    const step = monitoring.cadence === 'daily' ? 1 : 7;
    const values = sampleSeries(series, Math.ceil(beganDaysAgo / step), random);
    for (const [index, value] of values.entries()) {
      const day = addLocalDays(startDate, index * step);
      this.#goTo(day);
      if (value !== null) await this.#record(task, actor, day, value);
    }
  }

  async plain({
    title,
    assignee,
    priority,
    estimatedHours,
    dueInDays,
    next,
  }: SampleTask): Promise<void> {
    const dueOn = dueInDays === null ? null : addLocalDays(this.today, dueInDays);
    const task = await this.#create({
      title,
      assignee,
      priority,
      estimatedHours,
      dueOn,
      monitoring: null,
    });
    if (assignee === null || !next) return;
    const actor = await this.#actor(assignee);
    await this.services.tasks.change({
      actor,
      intentId: this.#intent(),
      taskId: task.id,
      command: next,
    });
  }

  async #create({
    assignee,
    ...given
  }: Omit<NewTask, 'notes' | 'teamId' | 'assigneeId'> & {
    assignee: string | null;
  }): Promise<Task> {
    const assigneeId = assignee === null ? null : (await this.#actor(assignee)).memberId;
    const outcome = await this.services.tasks.create({
      actor: await this.#actor(managerSlackId),
      intentId: this.#intent(),
      task: { ...given, notes: null, teamId: this.team.id, assigneeId },
    });
    if (outcome.kind !== 'created' && outcome.kind !== 'already handled')
      throw new Error(`A sample task was refused: ${JSON.stringify(outcome)}`);
    return outcome.task;
  }

  async #record(task: Task, actor: MemberActor, day: string, value: number): Promise<void> {
    const outcome = await this.services.measurements.record({
      actor,
      intentId: this.#intent(),
      taskId: task.id,
      bucket: bucketOf(task.monitoring?.cadence ?? 'daily', day),
      value: String(value),
      note: null,
    });
    if (outcome.kind !== 'recorded')
      throw new Error(`A sample reading was refused: ${JSON.stringify(outcome)}`);
  }

  async #actor(slackId: string): Promise<MemberActor> {
    const actor = await this.services.people.actorBySlackId(slackId);
    if (!actor) throw new Error(`The sample person ${slackId} was not imported`);
    return actor;
  }

  #goTo(day: string): void {
    this.clock.set(new Date(startOfLocalDay(day, this.team.timeZone).getTime() + workdayStartMs));
  }

  #intent(): string {
    this.#intents += 1;
    return intent(this.#intents);
  }
}
