import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type LocalSlack,
  type LocalSlackOptions,
  startLocalSlack,
} from '../../src/local/slack/index.js';
import { systemClock } from '../../src/shared/clock.js';
import { createLogger } from '../../src/shared/logger.js';
import { allScopes, credentials, sampleSeed } from './sample-workspace.js';

export { credentials, sampleSeed };

const cleanUps: (() => Promise<unknown>)[] = [];

/** Registers `action` to be run by `cleanUp`, last registered first. */
export function atEnd(action: () => Promise<unknown>): void {
  cleanUps.push(action);
}

/** Ends everything that the test started; call it in `afterEach`. */
export async function cleanUp(): Promise<void> {
  for (const action of cleanUps.splice(0).toReversed()) await action();
}

export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'local-slack-'));
  atEnd(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** A workspace of the sample seed in a temporary folder, gone after `cleanUp`. */
export async function startWorkspace(
  overrides: Partial<LocalSlackOptions> = {},
): Promise<LocalSlack> {
  const slack = await startLocalSlack({
    folder: overrides.folder ?? (await temporaryFolder()),
    seed: sampleSeed,
    port: 0,
    clock: systemClock,
    credentials,
    scopes: allScopes,
    logger: createLogger('silent'),
    ...overrides,
  });
  atEnd(() => slack.close());
  return slack;
}
