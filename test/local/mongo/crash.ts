import { temporaryFolder } from './folder.js';
import {
  type Acknowledged,
  findLosses,
  startKillableServer,
  writeUntilKilled,
} from './killed-server.js';

/** A program: kills the server in the midst of writing, again and again, and looks for losses. */
const rounds = Number(process.argv[2] ?? 20);
const writers = 16;
const { folder, remove } = temporaryFolder();
const acknowledged: Acknowledged[] = [];
const losses: string[] = [];

let server = await startKillableServer(folder);
await server.db.collection('single').createIndex({ key: 1 }, { unique: true });
for (let round = 1; round <= rounds; round++) {
  const operations = 50 + ((round * 7919) % 400);
  acknowledged.push(await writeUntilKilled(server, `r${round}`, writers, operations));
  server = await startKillableServer(folder);
  const found = await findLosses(server.db, acknowledged);
  losses.push(...found);
  const writes = acknowledged.reduce((sum, each) => sum + each.inserted.size, 0);
  process.stdout.write(
    `round ${round} of ${rounds}: killed after ${operations} writes, ${writes} inserts acknowledged so far, ${found.length} faults\n`,
  );
}
const indexes = await server.db.collection('single').indexes();
if (!indexes.some((index) => index.unique === true)) losses.push('the unique index is lost');
await server.kill();
remove();
for (const loss of losses) process.stderr.write(`${loss}\n`);
process.exitCode = losses.length === 0 ? 0 : 1;
