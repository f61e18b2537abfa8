import { createApp } from './app.js';
import { ConfigError, readConfig } from './config.js';
import { loadEnvironmentFile } from './environment-file.js';
import { toError } from './shared/errors.js';
import { createLogger } from './shared/logger.js';

/** Runs the bot until it is told to stop. @returns the exit code of the process. */
async function main(): Promise<number> {
  loadEnvironmentFile();
  const config = readConfig(process.env);
  const logger = createLogger(config.logLevel);
  const stopRequested = new Promise<string>((resolve) => {
    process.once('SIGTERM', resolve);
    process.once('SIGINT', resolve);
  });
  const app = await createApp(config, { logger });
  const running = await app.start();
  process.stdout.write(`${running.welcome}\n`);
  const signal = await stopRequested;
  logger.info({ signal }, 'stopping: finishing the work under way');
  await app.stop();
  return 0;
}

try {
  process.exitCode = await main();
} catch (thrown) {
  const error = toError(thrown);
  process.stderr.write(`Crewchief cannot start. ${error instanceof ConfigError ? error.message : (error.stack ?? error.message)}\n`);
  process.exitCode = 1;
}
