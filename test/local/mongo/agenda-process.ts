import { MongoBackend } from '@agendajs/mongo-backend';
import { Agenda } from 'agenda';
import { MongoClient } from 'mongodb';

/** What such a process is told: where its queue is, and how it works. */
export interface WorkerSettings {
  readonly uri: string;
  readonly database: string;
  readonly collection: string;
  /** How many milliseconds a job stays with a process that has taken it. */
  readonly lockLifetime: number;
  /** Whether its jobs never end. */
  readonly isStuck: boolean;
}

/** What it tells of a job, which has a number. */
export interface WorkerMessage {
  readonly event: 'started' | 'completed';
  readonly n: number;
}

/** A process of its own that works on a queue. */
const settings = JSON.parse(process.argv[2] ?? '{}') as WorkerSettings;
const client = await new MongoClient(settings.uri).connect();
const agenda = new Agenda({
  backend: new MongoBackend({
    mongo: client.db(settings.database),
    collection: settings.collection,
  }),
  processEvery: 20,
  defaultLockLifetime: settings.lockLifetime,
});
const tell = (event: WorkerMessage['event'], data: unknown): void => {
  process.send?.({ event, n: (data as { n: number }).n } satisfies WorkerMessage);
};
agenda.define('work', (job, done) => {
  tell('started', job.attrs.data);
  if (!settings.isStuck) done();
});
agenda.on('complete:work', (job: { attrs: { data: unknown } }) =>
  tell('completed', job.attrs.data),
);
await agenda.start();
process.once('disconnect', () => process.exit());
