import { addLocalDays, startOfLocalDay } from '../../features/calendar/index.js';
import { bucketOf } from '../../features/measurements/index.js';
import type { MemberActor, Team } from '../../features/people/index.js';
import type { NewTask, Task, TaskCommand } from '../../features/tasks/index.js';
import type { SampleServices, SettableClock } from './seed.js';
import type { SampleMonitoredTask, SampleTask } from './tasks.js';

const workdayStartMs = 9 * 60 * 60_000;
const managerSlackId = 'U0MARA';

/**
 * Lets the sample people do things, one after the other, on the day on which they did them. Each of
 * them is known by an intent that stays the same when the sample is made again.
 */
export class Past {
  readonly #actors: ReadonlyMap<string, MemberActor>;

  constructor(
    private readonly services: SampleServices,
    private readonly clock: SettableClock,
    private readonly team: Team,
    private readonly today: string,
    actors: readonly MemberActor[],
  ) {
    this.#actors = new Map(actors.map((actor) => [actor.slackId ?? actor.name, actor]));
  }

  async begin(sample: SampleMonitoredTask): Promise<void> {
    const { title, assignee, monitoring, beganDaysAgo, endsInDays } = sample;
    const startDate = addLocalDays(this.today, -beganDaysAgo);
    this.#goTo(startDate);
    await this.#create({
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
  }

  /** `values`: one a bucket from the first on; null where there is a gap. */
  async measure(
    { title, assignee, monitoring, beganDaysAgo }: SampleMonitoredTask,
    values: readonly (number | null)[],
  ): Promise<void> {
    const task = await this.#task(title);
    const actor = this.#actor(assignee);
    const { cadence } = monitoring;
    const startDate = addLocalDays(this.today, -beganDaysAgo);
    this.#goTo(startDate);
    await this.#change(task, actor, { kind: 'start' });
    const readings = values.flatMap((value, index) => {
      const day = addLocalDays(startDate, index * daysOf(cadence));
      return value === null
        ? []
        : [{ bucket: bucketOf(cadence, day), value, takenAt: this.#workdayStart(day) }];
    });
    this.#goTo(this.today);
    const outcome = await this.services.measurements.recordPast({
      actor,
      intentId: creationOf(title),
      taskId: task.id,
      readings,
    });
    expectKind('recorded', outcome);
  }

  async add(sample: SampleTask): Promise<void> {
    const { title, assignee, priority, estimatedHours, requiredSkills, dueInDays } = sample;
    const dueOn = dueInDays === null ? null : addLocalDays(this.today, dueInDays);
    await this.#create({
      title,
      assignee,
      priority,
      estimatedHours,
      requiredSkills,
      dueOn,
      monitoring: null,
    });
  }

  async goOn({ title, assignee, next }: SampleTask): Promise<void> {
    if (assignee === null || !next) return;
    await this.#change(await this.#task(title), this.#actor(assignee), next);
  }

  async #create({
    assignee,
    ...given
  }: Omit<NewTask, 'notes' | 'teamId' | 'assigneeId'> & {
    assignee: string | null;
  }): Promise<void> {
    const assigneeId = assignee === null ? null : this.#actor(assignee).memberId;
    const outcome = await this.services.tasks.create({
      actor: this.#actor(managerSlackId),
      intentId: creationOf(given.title),
      task: { ...given, notes: null, teamId: this.team.id, assigneeId },
    });
    expectKind('created', outcome);
  }

  async #change(task: Task, actor: MemberActor, command: TaskCommand): Promise<void> {
    const intentId = `${creationOf(task.title)}/${command.kind}`;
    const outcome = await this.services.tasks.change({ actor, intentId, taskId: task.id, command });
    expectKind('changed', outcome);
  }

  async #task(title: string): Promise<Task> {
    const created = await this.services.audit.find(creationOf(title));
    const task = created && (await this.services.tasks.task(created.subject.slice('task '.length)));
    if (!task) throw new Error(`The sample task ${title} was not made`);
    return task;
  }

  #actor(slackId: string): MemberActor {
    const actor = this.#actors.get(slackId);
    if (!actor) throw new Error(`The sample person ${slackId} was not imported`);
    return actor;
  }

  #goTo(day: string): void {
    this.clock.set(this.#workdayStart(day));
  }

  #workdayStart(day: string): Date {
    return new Date(startOfLocalDay(day, this.team.timeZone).getTime() + workdayStartMs);
  }
}

const creationOf = (title: string) => `sample/${title}`;

export function daysOf(cadence: SampleMonitoredTask['monitoring']['cadence']): number {
  return cadence === 'daily' ? 1 : 7;
}

function expectKind(kind: string, outcome: { readonly kind: string }): void {
  if (outcome.kind !== kind) throw new Error(`The sample was refused: ${JSON.stringify(outcome)}`);
}
