import type { MemberActor } from '../people/index.js';
import { bucketAt } from './bucket.js';
import type { MeasurementDeps } from './measurements-service.js';
import { isMeasured, isMonitored, type MonitoredTask } from './period.js';

/** A value that somebody was asked for and that nobody has given yet. */
export interface OpenQuestion {
  readonly task: MonitoredTask;
  /** The running day or week. */
  readonly bucket: string;
}

/** What `actor` was asked for of the running days and weeks, lowest task number first. */
export async function openQuestionsTo(
  { store, requests, tasks, people, clock }: MeasurementDeps,
  { slackId }: MemberActor,
): Promise<readonly OpenQuestion[]> {
  if (slackId === null) return [];
  const now = clock.now();
  const zones = new Map((await people.teams()).map(({ id, timeZone }) => [id, timeZone]));
  const running = [...new Set(zones.values())].flatMap((timeZone) => [
    bucketAt('daily', now, timeZone),
    bucketAt('weekly', now, timeZone),
  ]);
  const asked = await requests.askedOf(slackId, [...new Set(running)]);
  const found = await tasks.tasks(asked.map(({ taskId }) => taskId));
  const questions = found.filter(isMonitored).flatMap((task): OpenQuestion[] => {
    const timeZone = zones.get(task.teamId);
    const { cadence, source } = task.monitoring;
    if (timeZone === undefined || source.kind !== 'manual') return [];
    const bucket = bucketAt(cadence, now, timeZone);
    const isAsked = asked.some((each) => each.taskId === task.id && each.bucket === bucket);
    return isAsked && isMeasured(task.monitoring, bucket) ? [{ task, bucket }] : [];
  });
  const isMissing = await Promise.all(
    questions.map(async ({ task, bucket }) => (await store.find(task, bucket)) === null),
  );
  return questions.filter((_, index) => isMissing[index]);
}
