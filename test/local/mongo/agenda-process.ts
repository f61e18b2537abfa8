import { MongoBackend } from '@agendajs/mongo-backend';
import { Agenda } from 'agenda';
import { MongoClient } from 'mongodb';

/** A process of its own that works on a queue and tells its parent the number of each job it ran. */
const [uri = '', database, collection = ''] = process.argv.slice(2);
const client = await new MongoClient(uri).connect();
const agenda = new Agenda({
  backend: new MongoBackend({ mongo: client.db(database), collection }),
  processEvery: 20,
});
agenda.define('work', (job) => {
  process.send?.((job.attrs.data as { n: number }).n);
});
await agenda.start();
process.once('disconnect', () => process.exit());
