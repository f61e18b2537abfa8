import { BSON, Binary, type Document, Long } from 'mongodb';
import { type ClientConnection, Executor } from '../../../src/local/mongo/executor.js';
import { Store } from '../../../src/local/mongo/store/store.js';
import { parseRequest } from '../../../src/local/mongo/wire/message.js';
import { systemClock } from '../../../src/shared/clock.js';
import { temporaryFolder } from './folder.js';
import { message } from './raw-client.js';

const lasting: ClientConnection = { id: 1, gone: new AbortController().signal };

export interface BareExecutor {
  readonly store: Store;
  run(command: Document): Promise<Document>;
  /** The documents of a collection. */
  stored(collection: string): Promise<unknown>;
  close(): Promise<void>;
}

/** An executor on a store of its own, without a socket before it. */
export async function startExecutor(): Promise<BareExecutor> {
  const { folder, remove } = temporaryFolder();
  const ignore = (): void => undefined;
  let executor: Executor | undefined;
  const store = await Store.open({
    folder,
    maxBytes: 2 ** 30,
    fsync: false,
    freeBytes: () => Number.POSITIVE_INFINITY,
    onWarning: ignore,
    onIndexesChanged: ignore,
    onReload: () => executor?.sessions.abortAll(),
  });
  const started = new Executor(store, systemClock, 'here', ignore);
  executor = started;
  const run = async (command: Document) =>
    BSON.deserialize(await started.execute(parseRequest(message(command)), lasting));
  return {
    store,
    run,
    stored: async (collection) => {
      const { cursor } = await run({ find: collection });
      return (cursor as Document)['firstBatch'];
    },
    close: async () => {
      started.close();
      await store.close();
      remove();
    },
  };
}

/** A numbered command of a client of its own. */
export function by(client: number, command: Document): Document {
  const lsid = { id: new Binary(Buffer.alloc(16, client), Binary.SUBTYPE_UUID) };
  return { ...command, lsid, txnNumber: Long.fromNumber(1) };
}

export const starting = { startTransaction: true, autocommit: false };
export const commit = { commitTransaction: 1, autocommit: false, $db: 'admin' };
export const abort = { abortTransaction: 1, autocommit: false, $db: 'admin' };
