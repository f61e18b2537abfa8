import { startLocalMongo } from '../../../src/local/mongo/index.js';

/** A server in a process that can be killed; tells its parent where it listens. */
const [folder = ''] = process.argv.slice(2);
const server = await startLocalMongo({ folder });
process.send?.(server.uri);
process.once('disconnect', () => process.exit());
