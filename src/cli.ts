#!/usr/bin/env node
import { Command, CommanderError } from 'commander';
import { type App, createApp } from './app.js';
import { doctor } from './cli/doctor.js';
import { importFile } from './cli/import.js';
import { processOutput } from './cli/output.js';
import { run } from './cli/run.js';
import { type Config, ConfigError, readConfig } from './config.js';
import { systemEnvironment } from './environment.js';
import { loadEnvironmentFile } from './environment-file.js';
import { systemClock } from './shared/clock.js';
import { toError } from './shared/errors.js';
import { createLogger, redactSecrets } from './shared/logger.js';

/** Exit codes: 0 done, 1 something failed, 2 the call or the configuration is wrong. */
const wrongCall = 2;

/** Somebody waits at the terminal. */
const patience = { tries: 1, timeoutMs: 5_000, waitMs: 0 };

/** Opens the database for the time of one command; log lines go to the error stream. */
async function withApp(work: (app: App, config: Config) => Promise<number>): Promise<void> {
  loadEnvironmentFile();
  const config = readConfig(process.env);
  const logger = createLogger(
    config.logLevel === 'info' ? 'warn' : config.logLevel,
    process.stderr,
  );
  const app = await createApp(config, systemEnvironment(logger), patience);
  try {
    process.exitCode = await work(app, config);
  } finally {
    await app.stop();
  }
}

const program = new Command('crewchief')
  .description("Runs a team's performance loop inside Slack")
  .exitOverride()
  .configureHelp({ showGlobalOptions: true });

program
  .command('start')
  .description('run the bot until it is told to stop')
  .action(async () => {
    await import('./main.js');
  });

program
  .command('run')
  .description('do the work of the jobs now')
  .option('--all', 'all of the below', false)
  .option('--daily', "ask for or read today's measurements", false)
  .option('--weekly', "ask for or read this week's measurements", false)
  .option('--evaluation', 'evaluate the tasks that reached their end date', false)
  .option('--dry-run', 'say what would happen; write and send nothing', false)
  .option('--team <name>', 'one team only, by name or id')
  .option('--json', 'print the result as JSON', false)
  .action((options, command: Command) => {
    const { all, daily, weekly, evaluation, dryRun, team, json } = options;
    if (!all && !daily && !weekly && !evaluation) {
      command.error('Say what to run: --all, --daily, --weekly or --evaluation.');
    }
    return withApp((app) =>
      run(
        app,
        {
          daily: all || daily,
          weekly: all || weekly,
          evaluation: all || evaluation,
          dryRun,
          json,
          ...(team === undefined ? {} : { team }),
        },
        systemClock,
        processOutput,
      ),
    );
  });

program
  .command('import')
  .description(
    'import people and teams from a .csv or .json file; a dry run unless --apply is given',
  )
  .argument('<file>')
  .option('--apply', 'write what the dry run announces', false)
  .option('--json', 'print the result as JSON', false)
  .action((file: string, { apply, json }) =>
    withApp((app) => importFile(app, file, { apply, json }, processOutput)),
  );

program
  .command('doctor')
  .description('check configuration, database, clock, Slack, people, jobs and deliveries')
  .option('--json', 'print the result as JSON', false)
  .action(({ json }) =>
    withApp((app, config) => doctor(app, config, systemClock, json, processOutput)),
  );

try {
  await program.parseAsync();
} catch (thrown) {
  if (thrown instanceof CommanderError) {
    process.exitCode = thrown.exitCode === 0 ? 0 : wrongCall;
  } else {
    const error = toError(thrown);
    process.stderr.write(`${redactSecrets(error.message)}\n`);
    process.exitCode = error instanceof ConfigError ? wrongCall : 1;
  }
}
