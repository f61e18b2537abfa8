import { jest } from '@jest/globals';
import { BSON, type Document, MongoClient } from 'mongodb';
import { Cursors } from '../../../src/local/mongo/cursors.js';
import { type RunningServer, startServer } from '../../../src/local/mongo/server.js';
import { temporaryFolder } from './folder.js';
import { ask, connectTo, message } from './raw-client.js';

const minute = 60_000;

/** The id of a cursor on `count` documents, none of which has been read. */
function openedOn(cursors: Cursors, count: number): bigint {
  const documents = Array.from({ length: count }, (_, n) => Buffer.from(BSON.serialize({ n })));
  const reply = cursors.first('x.y', documents, { batchSize: 0 });
  const { cursor } = BSON.deserialize(reply, { useBigInt64: true });
  return (cursor as { id: bigint }).id;
}

describe('a cursor', () => {
  beforeEach(() => {
    jest.useFakeTimers();
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  test('that nobody reads for ten minutes is gone, and its timer with it', () => {
    const cursors = new Cursors();
    const id = openedOn(cursors, 3);
    jest.advanceTimersByTime(10 * minute);

    expect(() => cursors.next(id, 'x.y', 1)).toThrow(`cursor id ${id} not found`);
    expect(jest.getTimerCount()).toBe(0);
  });

  test('that is read every nine minutes stays', () => {
    const cursors = new Cursors();
    const id = openedOn(cursors, 3);
    for (let read = 0; read < 2; read++) {
      jest.advanceTimersByTime(9 * minute);
      cursors.next(id, 'x.y', 1);
    }
    jest.advanceTimersByTime(9 * minute);

    expect(BSON.deserialize(cursors.next(id, 'x.y', 1))).toMatchObject({
      cursor: { nextBatch: [{ n: 2 }] },
    });
  });

  test('leaves no timer behind when it has been read to its end or the server closes', () => {
    const cursors = new Cursors();
    cursors.next(openedOn(cursors, 3), 'x.y', undefined);
    openedOn(cursors, 3);
    cursors.close();

    expect(jest.getTimerCount()).toBe(0);
  });
});

describe('a client that goes', () => {
  const temporary = temporaryFolder();
  let server: RunningServer;
  let client: MongoClient;
  beforeAll(async () => {
    server = await startServer({ folder: temporary.folder, onWarning: () => undefined });
    const uri = `mongodb://${encodeURIComponent(server.socketPath)}/wire?directConnection=true`;
    client = await new MongoClient(uri).connect();
  });
  afterAll(async () => {
    await client.close();
    await server.close();
    temporary.remove();
  });

  test('leaves its cursors to whoever goes on reading', async () => {
    await client
      .db()
      .collection('things')
      .insertMany([{ n: 1 }, { n: 2 }, { n: 3 }]);
    const going = await connectTo(server.socketPath);
    const opened = await going.ask(message({ find: 'things', batchSize: 1 }));
    const { id } = opened['cursor'] as Document;
    await going.leave();

    const more = message({ getMore: BSON.Long.fromValue(id as number), collection: 'things' });
    expect(await ask(server.socketPath, [more])).toMatchObject({
      cursor: { nextBatch: [{ n: 2 }, { n: 3 }], id: 0 },
    });
  });

  test('in a transaction frees what that held, and others go on at once', async () => {
    const counters = client.db().collection<Document & { _id: number }>('counters');
    await counters.insertOne({ _id: 1, n: 0 });
    const going = await connectTo(server.socketPath);
    const lsid = { id: new BSON.Binary(Buffer.alloc(16, 9), BSON.Binary.SUBTYPE_UUID) };
    const inTransaction = { lsid, txnNumber: BSON.Long.fromNumber(1), autocommit: false };
    const updates = [{ q: { _id: 1 }, u: { $inc: { n: 100 } } }];
    const update = { update: 'counters', updates, startTransaction: true, ...inTransaction };
    expect(await going.ask(message(update))).toMatchObject({ n: 1 });
    const waiting = counters.findOneAndUpdate(
      { _id: 1 },
      { $inc: { n: 1 } },
      { returnDocument: 'after' },
    );
    const next = client.withSession((session) =>
      session.withTransaction(() =>
        counters.insertOne({ _id: 2, n: 0 }, { session }).then(() => undefined),
      ),
    );
    going.breakOff();

    expect(await waiting).toEqual({ _id: 1, n: 1 });
    await next;
    const commit = message({ commitTransaction: 1, ...inTransaction, $db: 'admin' });
    expect(await ask(server.socketPath, [commit])).toMatchObject({ code: 251 });
    expect(await counters.find().sort({ _id: 1 }).toArray()).toEqual([
      { _id: 1, n: 1 },
      { _id: 2, n: 0 },
    ]);
  });
});
