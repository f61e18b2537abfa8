import { addLocalDays, startOfLocalDay } from '../calendar/index.js';
import { actorId, systemActor } from '../people/index.js';
import { bucketAfter, bucketAt, bucketName, lastDayOf } from './bucket.js';
import { measurementId, takenBySource } from './measurement.js';
import type { MeasurementDeps, MeasurementRun } from './measurements-service.js';
import type { MonitoredTask } from './period.js';
import { responsibleSlackIds } from './receivers.js';
import { emptyRequest, type MeasurementRequest } from './requests-store.js';
import { describeFault } from './source-fault.js';
import { sourceFailedMessages, sourceRecoveredMessages } from './source-messages.js';
import { failed, type TaskResult } from './task-result.js';

const maximumAttempts = 6;
const firstDelayMilliseconds = 60_000;
/** Waits are up to this much longer, so that the sources of one host are not all asked at once. */
const jitter = 0.1;

/** Reads a task's source when its time has come, and keeps the value, or what went wrong. */
export async function readDueSource(
  deps: MeasurementDeps,
  run: MeasurementRun,
  task: MonitoredTask,
  known: MeasurementRequest | null,
): Promise<TaskResult> {
  const { source } = task.monitoring;
  if (source.kind !== 'http') throw new Error(`The source of ${task.id} cannot be read`);
  const request = known ?? emptyRequest(task.id, run.bucket);
  const fault = request.lastFault ?? '';
  const now = deps.clock.now();
  if (bucketAt(run.cadence, now, run.team.timeZone) !== run.bucket) {
    if (request.nextAttemptAt && !run.dryRun) {
      return giveUp(deps, run, task, fault, request.attempts);
    }
    return failed(
      task.id,
      `A source tells only the present value, and ${bucketName(run.bucket)} is not now.`,
    );
  }
  const waits = request.nextAttemptAt === null ? request.attempts > 0 : request.nextAttemptAt > now;
  if (waits && !run.force) return failed(task.id, `The source ${fault}.`, request.nextAttemptAt);
  if (run.dryRun) return { kind: 'measured' };

  const reading = await deps.readSource(source);
  return 'value' in reading
    ? keepValue(deps, run, task, reading.value)
    : keepFault(deps, run, task, describeFault(reading.fault), request.attempts + 1);
}

function keepValue(
  { store, requests, inTransaction, audit, outbox, clock }: MeasurementDeps,
  { bucket, cadence }: MeasurementRun,
  task: MonitoredTask,
  value: number,
): Promise<TaskResult> {
  return inTransaction(async (transaction) => {
    if (await store.find(task, bucket, transaction)) return { kind: 'already there' };
    const at = clock.now();
    const id = `measurement/${measurementId(task.id, bucket)}`;
    const subject = `task ${task.id}`;
    const action = 'measurement recorded';
    await audit.insert(
      { id, at, actorId: actorId(systemActor), action, subject, after: { bucket, value } },
      transaction,
    );
    const reading = { value, takenAt: at, takenBy: takenBySource };
    const measurement = await store.save(task, bucket, reading, null, transaction);
    const request = await requests.find(task.id, bucket, transaction);
    const before = await requests.find(task.id, bucketAfter(bucket, cadence, -1), transaction);
    const failure = request.failingSince === null ? before : request;
    await outbox.enqueue(sourceRecoveredMessages(task, measurement, failure), transaction);
    if (request.attempts > 0) {
      await requests.save({ ...request, nextAttemptAt: null, failingSince: null }, transaction);
    }
    return { kind: 'measured' };
  });
}

async function keepFault(
  deps: MeasurementDeps,
  run: MeasurementRun,
  task: MonitoredTask,
  fault: string,
  attempts: number,
): Promise<TaskResult> {
  const { requests, inTransaction, clock, random, logger } = deps;
  const { bucket, team } = run;
  const delay = firstDelayMilliseconds * 2 ** (attempts - 1) * (1 + jitter * random());
  const next = new Date(clock.now().getTime() + Math.round(delay));
  const end = startOfLocalDay(addLocalDays(lastDayOf(bucket), 1), team.timeZone);
  if (attempts >= maximumAttempts || next >= end) return giveUp(deps, run, task, fault, attempts);
  await inTransaction(async (transaction) => {
    const request = await requests.find(task.id, bucket, transaction);
    await requests.save(
      { ...request, attempts, lastFault: fault, nextAttemptAt: next },
      transaction,
    );
  });
  logger.warn({ task: task.id, bucket, fault, attempts }, 'a source failed and is tried again');
  return failed(task.id, `The source ${fault}.`, next);
}

/** Leaves the bucket a gap, and tells the team's managers, in one message for a row of gaps. */
async function giveUp(
  deps: MeasurementDeps,
  { bucket, cadence, team }: MeasurementRun,
  task: MonitoredTask,
  fault: string,
  attempts: number,
): Promise<TaskResult> {
  const { requests, inTransaction, outbox, logger } = deps;
  const toldSlackIds = await responsibleSlackIds(deps, team);
  await inTransaction(async (transaction) => {
    const request = await requests.find(task.id, bucket, transaction);
    const before = await requests.find(task.id, bucketAfter(bucket, cadence, -1), transaction);
    const failure = {
      ...request,
      attempts,
      lastFault: fault,
      nextAttemptAt: null,
      failingSince: before.failingSince ?? bucket,
      toldSlackIds,
    };
    await requests.save(failure, transaction);
    await outbox.enqueue(sourceFailedMessages(task, failure), transaction);
  });
  logger.warn({ task: task.id, bucket, fault, attempts }, 'a source failed and leaves a gap');
  return failed(task.id, `The source ${fault}.`);
}
