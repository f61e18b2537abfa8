import { readSources } from './source-files.js';

const forbidden: Readonly<Record<string, RegExp>> = {
  'Date.now()': /\bDate\.now\(/,
  'new Date()': /\bnew Date\(\s*\)/,
  'Math.random()': /\bMath\.random\(/,
  'performance.now()': /\bperformance\.now\(/,
  'a random id': /\brandomUUID\(|\brandomBytes\(/,
};

/** The others reckon with the days and clocks of the zone that the process runs in. */
const zoneFree = /^date-fns\/(constants|max|min|(add|sub)(Hours|Minutes|Seconds|Milliseconds))$/;
const zoneOfMachine =
  /\.(get(Date|Day|FullYear|Hours|Month|TimezoneOffset)|set(Date|FullYear|Month))\(/;

test('no file reckons in the time zone of the machine', () => {
  const offenders = readSources('src', 'jobs').flatMap(({ path, text }) => [
    ...[...text.matchAll(/'(date-fns\b[^']*)'/g)]
      .map(([, imported]) => String(imported))
      .filter((imported) => !zoneFree.test(imported))
      .map((imported) => `${path}: ${imported}`),
    ...(zoneOfMachine.test(text) ? [`${path}: the clock of the machine`] : []),
  ]);
  expect(offenders).toEqual([]);
});

test('no file but those in shared/ reads the clock or draws a random number', () => {
  const offenders = readSources('src', 'jobs')
    .filter(({ path }) => !path.startsWith('src/shared/'))
    .flatMap(({ path, text }) =>
      Object.entries(forbidden)
        .filter(([, pattern]) => pattern.test(text))
        .map(([what]) => `${path}: ${what}`),
    );
  expect(offenders).toEqual([]);
});
