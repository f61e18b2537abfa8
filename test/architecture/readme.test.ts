import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../src/shared/project-root.js';
import { defaultScoreWeights } from '../../src/features/performance/index.js';
import { createServices, type ServiceDeps } from '../../src/services.js';
import { settings } from '../../src/settings.js';
import { Dispatcher, typedForm } from '../../src/slack/index.js';
import { silentLogger } from '../support/logger.js';

const readme = readFileSync(join(projectRoot, 'README.md'), 'utf8');

/** Rows of the table under `heading`, without its two heading lines. */
function tableUnder(heading: string): string[] {
  const section = readme.split(`${heading}\n`)[1]?.split(/\n#/)[0] ?? '';
  return section
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .slice(2);
}

/** The subcommands as they are wired; nothing of them is run. */
function subcommands() {
  const database = { db: { collection: () => ({}) }, inTransaction: async () => {} };
  const services = createServices({
    database,
    settings: {
      firstAdminSlackIds: [],
      defaultTimeZone: 'UTC',
      measurementHosts: [],
      allowPrivateMeasurementAddresses: false,
      approvalTimes: { remindEvery: 1, escalateAfter: 3 },
      scores: { windowDays: 30, weights: defaultScoreWeights },
      workload: { horizonDays: 10, underusedBelow: 0.5, overloadedAbove: 1 },
      archiveFolder: null,
    },
    clock: { now: () => new Date(0) },
    random: () => 0,
    newId: () => '',
    logger: silentLogger,
    outbox: {},
  } as unknown as ServiceDeps);
  return new Dispatcher({
    features: services.chat,
    people: services.people,
    newId: () => '',
    logger: silentLogger,
  }).subcommands;
}

describe('README.md', () => {
  test('lists every setting with its default and purpose, and no other', () => {
    const expected = settings.map(
      ({ name, default: value, purpose }) =>
        `| \`${name}\` | ${value && `\`${value}\``} | ${purpose} |`,
    );
    expect(tableUnder('### Settings')).toEqual(expected);
  });

  test('lists every command as it is typed, and no other', () => {
    const expected = subcommands().map(
      (subcommand) =>
        `| \`${typedForm(subcommand).replaceAll('|', '\\|')}\` | ${subcommand.summary} |`,
    );
    expect(tableUnder('## What you can type')).toEqual(expected);
  });

  test('has a line for every folder of the house', () => {
    const features = readdirSync(join(projectRoot, 'src/features'), { withFileTypes: true });
    const rooms = readdirSync(join(projectRoot, 'src'), { withFileTypes: true });
    const folders = [
      ...rooms.filter((entry) => entry.isDirectory()).map(({ name }) => `src/${name}/`),
      ...features.filter((entry) => entry.isDirectory()).map(({ name }) => `src/features/${name}/`),
    ];
    const described = [
      ...readme.matchAll(/^((?:src|jobs|templates|test|bench|docs)\/\S*) {2,}\S/gm),
    ];
    expect(described.map(([, folder]) => folder)).toEqual(expect.arrayContaining(folders));
    for (const [, folder] of described)
      expect(existsSync(join(projectRoot, String(folder)))).toBe(true);
  });

  test('links only to files that exist', () => {
    const links = [...readme.matchAll(/\]\((?!https?:)([^)#]+)\)/g)].map(([, path]) =>
      String(path),
    );
    expect(links.filter((path) => !existsSync(join(projectRoot, path)))).toEqual([]);
  });
});
