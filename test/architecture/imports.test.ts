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
  express: /^src\/(http|local\/slack)\//,
  handlebars: /^src\/slack\/rendering\/template-engine\.ts$/,
  'ical.js': /^src\/features\/calendar\//,
  'ipaddr.js': /^src\/features\/measurements\//,
  lmdb: /^src\/local\//,
  mongodb: /^src\/storage\/|-store\.ts$/,
  pino: /^src\/shared\/logger\.ts$/,
  preact: /^src\/local\/slack\/page\//,
  'simple-statistics': /^src\/features\/evaluations\//,
  undici: /^src\/features\/measurements\//,
  ws: /^src\/local\/slack\//,
  zod: /^src\//,
};

/** Which rooms each room may import from. The composition root may import all. */
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
};

/** Files in `features/` that belong to no single feature. */
const sharedFeatureFiles = /^src\/features\/[a-z-]+\.ts$/;

function roomOf(path: string): string {
  return path.startsWith('jobs/') ? 'jobs' : (path.split('/')[1] ?? '');
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
        const allowed = allowedRooms[roomOf(path)];
        return allowed === undefined || allowed.includes(roomOf(target));
      }),
    ).toEqual([]);
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
    const outside = /-(store|service|slack|http)\.ts$/;
    expect(violations(({ path }, target) => !outside.test(target) || !isPureRule(path))).toEqual(
      [],
    );
  });

  test('has no import cycles', () => {
    expect(findCycle()).toBeNull();
  });
});

/** Files named after what they rule, such as `task.ts`, and the statistical rule. */
function isPureRule(path: string): boolean {
  return /^src\/features\/(evaluations\/rule\/[a-z-]+|[a-z-]+\/(task|monitoring|member|actor|authorisation|measurement|audit))\.ts$/.test(
    path,
  );
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
