import { readSources, type SourceFile } from './source-files.js';

const sources = readSources('src', 'jobs');

/** Where each package may be imported; a package that is not listed may be imported nowhere. */
const packageRooms: Readonly<Record<string, RegExp>> = {
  '@agendajs/mongo-backend': /^src\/scheduling\//,
  '@date-fns/tz': /^src\/features\/calendar\//,
  '@resvg/resvg-js': /^src\/charts\//,
  '@slack/bolt': /^src\/slack\//,
  '@slack/types': /^src\/slack\//,
  '@slack/web-api': /^src\/slack\//,
  agenda: /^src\/scheduling\//,
  bson: /^src\/local\/mongo\//,
  commander: /^src\/cli/,
  'cron-parser': /^src\/scheduling\//,
  'csv-parse': /^src\/features\/people\//,
  'date-fns': /^src\/features\//,
  echarts: /^src\/charts\//,
  handlebars: /^src\/slack\/rendering\/template-engine\.ts$/,
  'ical.js': /^src\/features\/calendar\//,
  'ipaddr.js': /^src\/features\/measurements\//,
  lmdb: /^src\/local\//,
  mongodb: /^src\/storage\/|-store\.ts$/,
  pino: /^src\/shared\/logger\.ts$/,
  preact: /^src\/local\/slack\/page\//,
  'simple-statistics': /^src\/features\/evaluations\//,
  ws: /^src\/local\/slack\//,
  zod: /^src\//,
};

/** Which rooms each room may import from. A room that is not listed may neither import nor be. */
const allowedRooms: Readonly<Record<string, readonly string[]>> = {
  shared: ['shared'],
  storage: ['storage', 'shared'],
  outbox: ['outbox', 'storage', 'shared'],
  charts: ['charts', 'shared'],
  features: ['features', 'outbox', 'storage', 'shared'],
  slack: ['slack', 'features', 'outbox', 'charts', 'storage', 'shared'],
  scheduling: ['scheduling', 'features', 'storage', 'shared'],
  jobs: ['jobs', 'scheduling', 'features'],
  local: ['local', 'features', 'storage', 'shared'],
  settings: ['settings', 'features', 'shared'],
  'stand-ins': ['stand-ins', 'local', 'composition', 'settings', 'slack', 'scheduling', 'shared'],
  composition: [
    'composition',
    'settings',
    'stand-ins',
    'jobs',
    'slack',
    'scheduling',
    'charts',
    'features',
    'outbox',
    'storage',
    'shared',
  ],
  cli: ['cli', 'composition', 'settings', 'slack', 'features', 'storage', 'shared'],
  entries: ['entries', 'cli', 'composition', 'settings', 'slack', 'storage', 'shared'],
};

/** The files that lie in `src/` itself, by room. */
const rootFiles: Readonly<Record<string, readonly string[]>> = {
  entries: ['main', 'cli', 'check-templates'],
  composition: ['app', 'bot', 'bot-deps', 'services', 'service-deps', 'web', 'worker'],
  settings: [
    'config',
    'score-config',
    'slack-config',
    'workload-config',
    'settings',
    'settings-reader',
    'environment',
    'environment-file',
  ],
};

/** Files in `features/` that belong to no single feature. */
const sharedFeatureFiles = /^src\/features\/[a-z-]+\.ts$/;

function roomOf(path: string): string {
  if (path.startsWith('jobs/')) return 'jobs';
  const [, folder = '', inFolder] = path.split('/');
  if (inFolder !== undefined) return folder;
  const file = folder.replace(/\.ts$/, '');
  return Object.keys(rootFiles).find((room) => rootFiles[room]?.includes(file)) ?? path;
}

function featureOf(path: string): string | null {
  return /^src\/features\/([a-z-]+)\//.exec(path)?.[1] ?? null;
}

/** `importer -> imported` for every import that breaks `rule`. */
function violations(rule: (from: SourceFile, target: string) => boolean): string[] {
  return sources.flatMap((from) =>
    from.imports
      .filter(({ isPackage, target }) => !isPackage && !rule(from, target))
      .map(({ target }) => `${from.path} -> ${target}`),
  );
}

describe('the house', () => {
  test('lets each package into its own room only', () => {
    const strays = sources.flatMap((from) =>
      from.imports
        .filter(({ isPackage, target }) => isPackage && !target.startsWith('node:'))
        .filter(({ target }) => !packageRooms[target]?.test(from.path))
        .map(({ target }) => `${from.path} -> ${target}`),
    );
    expect(strays).toEqual([]);
  });

  test('takes functions of date-fns from their own files: its index loads 300 at each start', () => {
    const strays = sources.filter(({ text }) => /from 'date-fns'/.test(text));
    expect(strays.map(({ path }) => path)).toEqual([]);
  });

  test('has arrows that point inwards only', () => {
    expect(
      violations(({ path }, target) => {
        return allowedRooms[roomOf(path)]?.includes(roomOf(target)) ?? false;
      }),
    ).toEqual([]);
  });

  test('has no room and no package but those whose place is told here', () => {
    const rooms = new Set(sources.map(({ path }) => roomOf(path)));
    const packages = new Set(
      sources.flatMap(({ imports }) =>
        imports.flatMap(({ isPackage, target }) =>
          isPackage && !target.startsWith('node:') ? target : [],
        ),
      ),
    );
    expect([...rooms].toSorted()).toEqual(Object.keys(allowedRooms).toSorted());
    expect([...packages].toSorted()).toEqual(Object.keys(packageRooms).toSorted());
  });

  test('lets only the part of the composition root that chooses the stand-ins import them', () => {
    const roots = /^src\/(stand-ins|local)\//;
    expect(
      violations(({ path }, target) => roomOf(target) !== 'local' || roots.test(path)),
    ).toEqual([]);
  });

  test('lets a feature use another one through its index only', () => {
    expect(
      violations(({ path }, target) => {
        const feature = featureOf(target);
        return (
          feature === null ||
          feature === featureOf(path) ||
          target === `src/features/${feature}/index.ts` ||
          sharedFeatureFiles.test(target)
        );
      }),
    ).toEqual([]);
  });

  test('keeps the rules of a feature apart from stores, services and the chat', () => {
    const rules = sources.filter(isRule);
    const strays = rules.flatMap(({ path, imports }) =>
      imports
        .filter(({ isPackage, typeOnly, target }) => !isPackage && !typeOnly && !mayUse(target))
        .map(({ target }) => `${path} -> ${target}`),
    );
    expect(strays).toEqual([]);
  });

  test('has rules in the files that are named after what they rule', () => {
    const rules = new Set(sources.filter(isRule).map(({ path }) => path));
    const named = Object.entries(namedRules).flatMap(([feature, files]) =>
      files.map((file) => `src/features/${feature}/${file}.ts`),
    );
    const decisions = sources
      .map(({ path }) => path)
      .filter((path) => path.startsWith('src/features/evaluations/rule/'));
    expect([...named, ...decisions].filter((path) => !rules.has(path))).toEqual([]);
  });

  test('has no import cycles', () => {
    expect(findCycle()).toBeNull();
  });
});

const outside = /-(store|service|slack|deps)\.ts$|\/slack\//;
const waiting = /\b(async|await|Promise)\b/;

/** A file of a feature that waits for nothing and nobody: it decides by what it is given. */
function isRule({ path, text }: SourceFile): boolean {
  return (
    featureOf(path) !== null &&
    !path.endsWith('/index.ts') &&
    !outside.test(path) &&
    !waiting.test(withoutComments(text))
  );
}

/** What rules may run; of everything else they may know the types. */
function mayUse(target: string): boolean {
  const room = roomOf(target);
  return room === 'shared' || (room === 'features' && !outside.test(target));
}

/** By feature. They would no longer be held to be rules if they waited for something. */
const namedRules: Readonly<Record<string, readonly string[]>> = {
  approvals: ['approval', 'delegation'],
  assignments: ['offer', 'limits', 'reasons'],
  audit: ['audit'],
  calendar: ['absence', 'work-calendar', 'work-pattern', 'working-time'],
  evaluations: ['assessment', 'evaluation'],
  measurements: ['measurement', 'period', 'value'],
  notifications: ['preferences', 'verdict'],
  people: ['actor', 'authorisation', 'member', 'skills'],
  performance: ['score', 'team-score'],
  rebalancing: ['select-moves', 'suggestion'],
  reports: ['report', 'report-times', 'team-figures'],
  skills: ['suggestion', 'vocabulary'],
  tasks: ['due', 'monitoring', 'task'],
  workload: ['capacity', 'load'],
};

function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '');
}

function findCycle(): string | null {
  const byPath = new Map(sources.map((source) => [source.path, source]));
  const finished = new Set<string>();
  const visit = (path: string, trail: readonly string[]): string | null => {
    if (trail.includes(path)) return [...trail.slice(trail.indexOf(path)), path].join(' -> ');
    if (finished.has(path)) return null;
    for (const { target, typeOnly, isPackage } of byPath.get(path)?.imports ?? []) {
      const cycle = isPackage || typeOnly ? null : visit(target, [...trail, path]);
      if (cycle) return cycle;
    }
    finished.add(path);
    return null;
  };
  for (const { path } of sources) {
    const cycle = visit(path, []);
    if (cycle) return cycle;
  }
  return null;
}
