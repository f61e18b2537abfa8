import { startLocalSlack } from '../../src/local/slack/index.js';
import { systemClock } from '../../src/shared/clock.js';
import { createLogger } from '../../src/shared/logger.js';
import { allScopes, credentials, sampleSeed } from './sample-workspace.js';

/** A workspace in a process of its own: its folder is the argument, its page's address the output. */
const slack = await startLocalSlack({
  folder: process.argv[2] ?? '',
  seed: sampleSeed,
  port: 0,
  clock: systemClock,
  credentials,
  scopes: allScopes,
  logger: createLogger('silent'),
});
process.stdout.write(`${slack.pageUrl}\n`);
