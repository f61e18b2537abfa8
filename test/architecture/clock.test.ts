import { readSources } from './source-files.js';

const forbidden: Readonly<Record<string, RegExp>> = {
  'Date.now()': /\bDate\.now\(/,
  'new Date()': /\bnew Date\(\s*\)/,
  'Math.random()': /\bMath\.random\(/,
  'performance.now()': /\bperformance\.now\(/,
  'a random id': /\brandomUUID\(|\brandomBytes\(/,
};

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
