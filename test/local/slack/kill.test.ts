import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { createLocalSlackClient } from '../../../src/local/slack/index.js';
import { atEnd, cleanUp, startWorkspace, temporaryFolder } from '../../support/local-slack.js';
import { Person } from '../../support/person.js';
import { apiOf } from '../../support/slack-api.js';

afterEach(cleanUp);

const program = fileURLToPath(new URL('../../support/workspace-process.js', import.meta.url));

test('kill -9 loses no message that was acknowledged', async () => {
  const folder = await temporaryFolder();
  const child = spawn(process.execPath, [program, folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  atEnd(async () => child.kill('SIGKILL'));
  const [pageUrl] = (await once(createInterface(child.stdout), 'line')) as [string];
  const call = apiOf({ apiUrl: `${pageUrl}api/` });
  const omar = new Person(createLocalSlackClient(pageUrl), 'U0OMAR');

  const acknowledged: string[] = [];
  const speak = async (number: number): Promise<void> => {
    const channel = number % 2 === 0 ? 'C0TEAM' : 'U0OMAR';
    const text = `message ${number}`;
    const posted =
      number % 3 === 0
        ? await omar.says('C0TEAM', text)
        : await call('chat.postMessage', { channel, text });
    if ('text' in posted || posted.ok) acknowledged.push(text);
    if (number === 9) child.kill('SIGKILL');
  };
  const exit = once(child, 'exit');
  await Promise.allSettled(Array.from({ length: 14 }, (_, number) => speak(number)));
  await exit;

  const restarted = await startWorkspace({ folder });
  const survivor = new Person(restarted.acting, 'U0OMAR');
  const direct = await survivor.direct('U0BOT');
  const seen = [...(await survivor.sees('C0TEAM')), ...(await survivor.sees(direct))];
  expect(acknowledged.length).toBeGreaterThan(0);
  expect(seen.map(({ text }) => text)).toEqual(expect.arrayContaining(acknowledged));
});
