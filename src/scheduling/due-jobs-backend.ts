import { MongoBackend } from '@agendajs/mongo-backend';
import { systemClock } from '../shared/clock.js';
import type { Database } from '../storage/index.js';
import { agendaCollection } from './agenda-store.js';

/**
 * Agenda's backend, which gives a job out when it is due by the machine's clock, as Agenda reckons.
 * Agenda asks also for what becomes due before its next poll, and for that keeps timers which outlive
 * its end and then read the database.
 */
export function createDueJobsBackend(db: Database['db']): MongoBackend {
  const backend = new MongoBackend({ mongo: db, collection: agendaCollection });
  const { repository } = backend;
  const lockNext = repository.getNextJobToRun.bind(repository);
  repository.getNextJobToRun = (name, _until, lockDeadline, now, options) =>
    lockNext(name, now ?? systemClock.now(), lockDeadline, now, options);
  return backend;
}
