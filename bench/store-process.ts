import { startLocalMongo } from '../src/local/mongo/index.js';

/** Serves the folder named on the command line until the parent process lets go. */
const folder = process.argv[2];
if (folder === undefined || !process.send) throw new Error('usage: forked, with a folder');
const server = await startLocalMongo({ folder });
process.on('message', () => process.send?.(process.memoryUsage.rss()));
process.once('disconnect', () => void server.close());
process.send(server.uri);
