import { join } from 'node:path';
import { startLocalMongo } from '../../src/local/mongo/index.js';
import { OperationalError } from '../../src/shared/errors.js';
import { createLogger } from '../../src/shared/logger.js';
import { connectWhenReady } from '../../src/storage/index.js';
import { atEnd, cleanUp, temporaryFolder } from '../support/local-slack.js';
import { silentLogger } from '../support/logger.js';
import { startStandaloneMongo } from '../support/standalone-mongo.js';

afterEach(cleanUp);

const patience = { tries: 3, timeoutMs: 30, waitMs: 0 };

test('a server that stays away ends the start with the reason, each try having been logged', async () => {
  const lines: string[] = [];
  const logger = createLogger('warn', { write: (line) => void lines.push(line) });
  const folder = await temporaryFolder();
  const uri = `mongodb://${encodeURIComponent(join(folder, 'away.sock'))}/crewchief`;

  const connecting = connectWhenReady(uri, logger, patience);

  await expect(connecting).rejects.toThrow(
    /^MongoDB cannot be reached: connect ENOENT .*away\.sock.*Check MONGODB_URI, that the server runs/,
  );
  await expect(connecting).rejects.toBeInstanceOf(OperationalError);
  expect(lines.map((line) => JSON.parse(line) as object)).toMatchObject([
    { attempt: 1, tries: 3, reason: expect.stringContaining('ENOENT') },
    { attempt: 2, tries: 3, reason: expect.stringContaining('ENOENT') },
  ]);
});

test('a server that comes while it is waited for is used', async () => {
  const folder = await temporaryFolder();
  const server = await startLocalMongo({ folder });
  await server.close();
  let restart: Promise<unknown> = Promise.resolve();
  const logger = createLogger('warn', {
    write: () => {
      restart = startLocalMongo({ folder }).then((again) => atEnd(() => again.close()));
    },
  });

  const database = await connectWhenReady(server.uri, logger, {
    tries: 3,
    timeoutMs: 1_000,
    waitMs: 500,
  });
  await restart;
  atEnd(() => database.close());

  await expect(database.ping()).resolves.toBeUndefined();
});

test.each<[string, () => Promise<string>, RegExp]>([
  [
    'a server outside a replica set',
    startStandaloneMongo,
    /no transactions, because it is not a replica set\. Start it with --replSet rs0/,
  ],
  [
    'an address that is none',
    async () => 'mongodb://host:port/crewchief',
    /^MongoDB refuses: .*Check MONGODB_URI\.$/,
  ],
])('%s ends the start at once with the remedy', async (_, uri, remedy) => {
  const connecting = connectWhenReady(await uri(), silentLogger, patience);

  await expect(connecting).rejects.toThrow(remedy);
  await expect(connecting).rejects.toBeInstanceOf(OperationalError);
});
