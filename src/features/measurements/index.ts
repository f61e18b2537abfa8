import type { CollectionIndexes, Db, Transaction } from '../../storage/index.js';
import type { ChatFeature } from '../chat.js';
import { askAtOnce, type MeasuringBegins } from './ask-at-once.js';
import { measureDue } from './due.js';
import { history } from './history.js';
import { httpSourceDefaults, readHttpSource } from './http-source.js';
import { measurementsChat } from './measurements-slack.js';
import type { MeasurementDeps, MeasurementsService } from './measurements-service.js';
import { MeasurementsStore, measurementIndexes } from './measurements-store.js';
import { isMonitored } from './period.js';
import { openQuestionsTo } from './open-questions.js';
import { readingCalendars } from './reading-calendars.js';
import { look, record } from './record.js';
import { recordPast } from './record-past.js';
import { measurementReplies } from './replies.js';
import { requestIndexes, RequestsStore } from './requests-store.js';
import { checkAddress, type SourceLimits } from './source-address.js';
import { describeFault } from './source-fault.js';

export { bucketAfter, bucketAt, bucketIndex, bucketOf, lastDayOf, parseBucket } from './bucket.js';
export type { Measurement } from './measurement.js';
export type { Measurements, MeasurementsService } from './measurements-service.js';
export { coverage, isExpected, isMonitored, type MonitoredTask } from './period.js';

/** Says in words what is wrong with the URL of a new source, or null when nothing is. */
export function sourceUrlCheck(limits: SourceLimits): (url: string) => string | null {
  return (url) => {
    const address = checkAddress(url, limits);
    return 'fault' in address ? `The source ${describeFault(address.fault)}.` : null;
  };
}

export function createMeasurements(
  deps: Omit<MeasurementDeps, 'store' | 'requests' | 'readSource'> & {
    readonly db: Db;
    readonly http: SourceLimits;
  },
): {
  measurements: MeasurementsService;
  chat: ChatFeature;
  indexes: readonly CollectionIndexes[];
  askAtOnce: (event: MeasuringBegins, transaction: Transaction) => Promise<void>;
} {
  const { db, http, ...services } = deps;
  const store = new MeasurementsStore(db);
  const useCaseDeps: MeasurementDeps = {
    ...services,
    store,
    requests: new RequestsStore(db),
    readSource: (source) => readHttpSource(source, { ...httpSourceDefaults, ...http }),
  };
  const measurements: MeasurementsService = {
    ofTask: async (task) =>
      isMonitored(task)
        ? store.between(task, task.monitoring.startDate, task.monitoring.endDate)
        : [],
    ofTasks: (tasks) => store.ofPeriods(tasks.filter(isMonitored)),
    readingCalendars: (tasks) => readingCalendars(useCaseDeps, tasks),
    look: (taskId, bucket, actor) => look(useCaseDeps, taskId, bucket, actor),
    record: (command) => record(useCaseDeps, command),
    recordPast: (readings) => recordPast(useCaseDeps, readings),
    history: (taskId, actor) => history(useCaseDeps, taskId, actor),
    measureDue: (run) => measureDue(useCaseDeps, run),
    openQuestionsTo: (actor) => openQuestionsTo(useCaseDeps, actor),
  };
  return {
    measurements,
    chat: measurementsChat(measurements, measurementReplies(deps.people)),
    indexes: [measurementIndexes, requestIndexes],
    askAtOnce: (event, transaction) => askAtOnce(useCaseDeps, event, transaction),
  };
}
