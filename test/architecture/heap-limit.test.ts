import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../src/shared/project-root.js';

const read = (file: string) => readFileSync(join(projectRoot, file), 'utf8');

test('the bot, its commands and its benches run with the same limit of their heap', () => {
  const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
  const command = read('Dockerfile').match(/^CMD (\[.*\])$/m)?.[1] ?? '[]';
  const calls = [scripts['start'], scripts['crewchief'], scripts['bench']].map(
    (script) => /node (\S+) dist\/\S+$/.exec(script ?? '')?.[1],
  );
  const flag = '--max-old-space-size=1024';
  expect([...calls, ...(JSON.parse(command) as string[]).slice(1, -1)]).toEqual([
    flag,
    flag,
    flag,
    flag,
  ]);
});
