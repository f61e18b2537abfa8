import { existsSync } from 'node:fs';

/** Adds the settings of `.env` in the current folder, if there is one, to those of the process. */
export function loadEnvironmentFile(): void {
  if (existsSync('.env')) process.loadEnvFile('.env');
}
