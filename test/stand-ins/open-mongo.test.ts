import { once } from 'node:events';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { MongoClient } from 'mongodb';
import { readConfig } from '../../src/config.js';
import { openMongo } from '../../src/stand-ins/open-mongo.js';
import { temporaryFolder } from '../local/mongo/folder.js';
import { silentLogger } from '../support/logger.js';

const temporary = temporaryFolder();
afterAll(() => temporary.remove());

async function listenSomewhere(): Promise<{ server: Server; port: number }> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { server, port: (server.address() as AddressInfo).port };
}

async function closed(server: Server): Promise<void> {
  server.close();
  await once(server, 'close');
}

const configWith = (port: number) =>
  readConfig({ CREWCHIEF_DATA: temporary.folder, LOCAL_MONGO_PORT: String(port) });

test('the local store answers on the loopback port of the settings, too', async () => {
  const { server, port } = await listenSomewhere();
  await closed(server);
  const mongo = await openMongo(configWith(port), silentLogger);

  const client = await new MongoClient(
    `mongodb://127.0.0.1:${port}/?directConnection=true`,
  ).connect();
  expect(await client.db().command({ ping: 1 })).toMatchObject({ ok: 1 });
  await client.close();
  await mongo.close();
});

test('a loopback port that another program uses is named', async () => {
  const { server, port } = await listenSomewhere();
  await expect(openMongo(configWith(port), silentLogger)).rejects.toThrow(
    `Another program uses port ${port} of 127.0.0.1`,
  );
  await closed(server);
});
