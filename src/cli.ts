#!/usr/bin/env node
import { Command, CommanderError } from 'commander';
import { type App, createApp, openApp, openDatabase } from './app.js';
import { doctor } from './cli/doctor.js';
import { exportFile } from './cli/export.js';
import { importFile } from './cli/import.js';
import { importHolidaysFile } from './cli/import-holidays.js';
import { importArchiveFile } from './cli/import-archive.js';
import { processOutput } from './cli/output.js';
import { run } from './cli/run.js';
import { type Config, ConfigError, readConfig } from './config.js';
import { systemEnvironment } from './environment.js';
import { loadEnvironmentFile } from './environment-file.js';
import { systemClock } from './shared/clock.js';
import { Closers } from './shared/closers.js';
import { toError } from './shared/errors.js';
import { createLogger, type Logger, redactSecrets } from './shared/logger.js';
import { archiveSuffix, type Database } from './storage/index.js';

/** Exit codes: 0 done, 1 something failed, 2 the call or the configuration is wrong. */
const wrongCall = 2;

/** Somebody waits at the terminal. */
const patience = { tries: 1, timeoutMs: 5_000, waitMs: 0 };

/** The configuration, and a logger whose lines go to the error stream. */
function prepare(): { readonly config: Config; readonly logger: Logger } {
  loadEnvironmentFile();
  const config = readConfig(process.env);
  const level = config.logLevel === 'info' ? 'warn' : config.logLevel;
  return { config, logger: createLogger(level, process.stderr) };
}

/** Opens everything but Slack for the time of one command; unless it writes, nothing is written. */
async function withApp(writes: boolean, work: (app: App) => Promise<number>): Promise<void> {
  const { config, logger } = prepare();
  const open = writes ? createApp : openApp;
  const app = await open(config, systemEnvironment(logger), { patience });
  try {
    process.exitCode = await work(app);
  } finally {
    await app.stop();
  }
}

/**
 * Opens only the database, so that nothing but the command writes to it. `alone`: it is the local
 * store, and no other process had it open.
 */
async function withDatabase(
  work: (database: Database, alone: boolean) => Promise<number>,
): Promise<void> {
  const { config, logger } = prepare();
  const closers = new Closers(logger);
  try {
    const { database, mongo } = await openDatabase(config, logger, closers, patience);
    process.exitCode = await work(database, config.mongo.kind === 'local' && mongo.isOurs);
  } finally {
    await closers.closeAll();
  }
}

const program = new Command('crewchief')
  .description("Runs a team's performance loop inside Slack")
  .exitOverride()
  .configureHelp({ showGlobalOptions: true });

program
  .command('start')
  .description('run the bot until it is told to stop')
  .option('--role <role>', 'web, worker or all; CREWCHIEF_ROLE when not given')
  .action(async ({ role }: { role?: string }) => {
    if (role !== undefined) process.env['CREWCHIEF_ROLE'] = role;
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
    return withApp(!dryRun, (app) =>
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
    "import people and teams from a .csv or .json file, a team's holidays from an .ics file, or all data from a .crewchief file; a dry run unless --apply is given",
  )
  .argument('<file>')
  .option('--apply', 'write what the dry run announces', false)
  .option('--json', 'print the result as JSON', false)
  .option('--team <name>', 'the team whose holidays an .ics file has')
  .action((file: string, { apply, json, team }) => {
    if (file.endsWith(archiveSuffix)) {
      return withDatabase((database) =>
        importArchiveFile(database, file, { apply, json }, processOutput),
      );
    }
    return withApp(apply, (app) =>
      file.toLowerCase().endsWith('.ics')
        ? importHolidaysFile(app, file, { apply, json, team }, processOutput)
        : importFile(app, file, { apply, json }, processOutput),
    );
  });

program
  .command('export')
  .description('write all data to a .crewchief file, also while the bot runs')
  .argument('<file>')
  .option('--force', 'replace the file when it exists', false)
  .option('--json', 'print counts and hashes as JSON', false)
  .action((file: string, { force, json }) =>
    withDatabase((database, alone) =>
      exportFile(database, file, { alone, force, json }, systemClock, processOutput),
    ),
  );

program
  .command('doctor')
  .description('check configuration, database, clock, Slack, people, jobs and deliveries')
  .option('--json', 'print the result as JSON', false)
  .action(async ({ json }) => {
    const { config, logger } = prepare();
    const open = () => openApp(config, systemEnvironment(logger), { patience });
    process.exitCode = await doctor(open, config, systemClock, json, processOutput);
  });

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
