import { MongoClient } from 'mongodb';

/** A program that sends one query to the server named by its argument. */
const client = new MongoClient(process.argv[2] ?? '');
await client
  .db()
  .collection('things')
  .findOne({ n: { $in: [7, 3] } });
await client.close();
