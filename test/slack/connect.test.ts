import webApi from '@slack/web-api';
import { OperationalError } from '../../src/shared/errors.js';
import { createLogger } from '../../src/shared/logger.js';
import { connectToSlack } from '../../src/slack/connect.js';

const patience = { tries: 3, waitMs: 0 };

/** A bot whose starts end one after the other as given; a number is the port of a success. */
function connect(...ends: readonly (Error | number)[]) {
  const lines: string[] = [];
  const logger = createLogger('warn', { write: (line) => void lines.push(line) });
  let starts = 0;
  const start = async (): Promise<number> => {
    const end = ends[starts];
    starts += 1;
    if (typeof end === 'number') return end;
    throw end ?? new Error('started too often');
  };
  const result = connectToSlack({ start }, 3000, logger, patience);
  return { result, lines, starts: () => starts };
}

const away = new Error('getaddrinfo ENOTFOUND slack.com');

test('a Slack that is away for a moment is tried again, and each try logged', async () => {
  const { result, lines } = connect(away, away, 4000);

  expect(await result).toBe(4000);
  expect(lines.map((line) => JSON.parse(line) as object)).toMatchObject([
    { attempt: 1, tries: 3, reason: away.message },
    { attempt: 2, tries: 3, reason: away.message },
  ]);
});

test('a Slack that stays away ends the start after the last try', async () => {
  const { result, starts } = connect(away, away, away);

  await expect(result).rejects.toThrow('Slack cannot be reached. Check SLACK_API_URL');
  await expect(result).rejects.toBeInstanceOf(OperationalError);
  expect(starts()).toBe(3);
});

test.each<[string, Error, RegExp]>([
  [
    'a refused token',
    new Error('start failed', {
      cause: new webApi.WebAPIPlatformError({ ok: false, error: 'invalid_auth' }),
    }),
    /Slack refuses the connection: invalid_auth\. Check SLACK_BOT_TOKEN/,
  ],
  [
    'a taken port',
    Object.assign(new Error('listen EADDRINUSE'), { code: 'EADDRINUSE' }),
    /^Port 3000 is in use by another program\. Set PORT, or stop that program\.$/,
  ],
  [
    'a port that needs rights',
    Object.assign(new Error('listen EACCES'), { code: 'EACCES' }),
    /^This user may not listen on port 3000\. Set PORT to a number above 1023\.$/,
  ],
])('%s ends the start at once', async (_, fault, remedy) => {
  const { result, starts } = connect(fault);

  await expect(result).rejects.toThrow(remedy);
  await expect(result).rejects.toBeInstanceOf(OperationalError);
  expect(starts()).toBe(1);
});
