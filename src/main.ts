import { createApp, loadBot } from './app.js';
import type { RunningBot } from './bot.js';
import { type Config, type Role, readConfig } from './config.js';
import { systemEnvironment } from './environment.js';
import { loadEnvironmentFile } from './environment-file.js';
import { Closers } from './shared/closers.js';
import { OperationalError, toError } from './shared/errors.js';
import { createLogger, type Logger, redactSecrets } from './shared/logger.js';

const duties: Readonly<Record<Role, string>> = {
  all: 'runs and answers Slack',
  web: 'answers Slack; a worker delivers its messages and runs the jobs',
  worker: 'delivers messages and runs jobs',
};

/** Runs the bot until it is told to stop. */
async function main(): Promise<void> {
  loadEnvironmentFile();
  const config = readConfig(process.env);
  const logger = createLogger(config.logLevel);
  const stopRequested = new Promise<string>((resolve) => {
    process.once('SIGTERM', resolve);
    process.once('SIGINT', resolve);
  });
  const closers = new Closers(logger);
  try {
    const reason = await Promise.race([stopRequested, runUntilLost(config, logger, closers)]);
    if (reason instanceof Error) fail(reason);
    logger.info({ signal: reason }, 'stopping: finishing the work under way');
  } finally {
    await closers.closeAll();
  }
  // What could not be closed, such as timers of a job queue whose database is away, keeps no process.
  process.exit();
}

/** Starts the bot; what it opens is added to `closers`. @returns why it cannot go on. */
async function runUntilLost(
  config: Config,
  logger: Logger,
  closers: Closers,
): Promise<OperationalError> {
  // The bot is loaded while the database opens.
  const [app] = await Promise.all([
    createApp(config, systemEnvironment(logger), { closers }),
    loadBot(),
  ]);
  process.stdout.write(welcome(await app.start(), config));
  return app.lost;
}

function welcome({ pageUrl, port }: RunningBot, { role, dataFolder }: Config): string {
  return pageUrl === null
    ? `Crewchief ${duties[role]}. Health: http://localhost:${port}/healthz\n`
    : `\nCrewchief runs with a local Slack workspace. Open\n\n    ${pageUrl}\n\nand act as any member of the sample team. Everything is kept in ${dataFolder}. Ctrl+C stops it.\n\n`;
}

/** Ends the process at once: without what it has lost, nothing under way can be finished. */
function fail(thrown: unknown): never {
  const error = toError(thrown);
  const text = error instanceof OperationalError ? error.message : (error.stack ?? error.message);
  process.stderr.write(`Crewchief cannot go on. ${redactSecrets(text)}\n`);
  process.exit(1);
}

await main().catch(fail);
// All is closed: a timer that is left over must not keep the process.
process.exit(0);
