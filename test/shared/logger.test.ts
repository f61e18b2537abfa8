import { createLogger } from '../../src/shared/logger.js';

function capture(): { lines: string[]; logger: ReturnType<typeof createLogger> } {
  const lines: string[] = [];
  const logger = createLogger('info', { write: (line: string) => lines.push(line) });
  return { lines, logger };
}

describe('logger', () => {
  test('never writes a Slack token, wherever in the line it stands', () => {
    const { lines, logger } = capture();

    logger.info({ deep: { note: 'xoxb-1-secret' } }, 'posting with xapp-1-other failed');
    logger.error({ err: new Error('bad token xoxp-9-third') }, 'refused');

    expect(lines.join('')).not.toMatch(/xoxb-1|xapp-1|xoxp-9/);
    expect(lines).toHaveLength(2);
  });

  test('never writes the credentials of a connection string', () => {
    const { lines, logger } = capture();

    logger.info('connecting to mongodb://crew:hunter2@db.example/crewchief');

    expect(lines[0]).not.toContain('hunter2');
    expect(lines[0]).toContain('db.example');
  });

  test('never writes a field named as a secret', () => {
    const { lines, logger } = capture();

    logger.info({ config: { signingSecret: 'plain-words' } }, 'started');

    expect(lines[0]).not.toContain('plain-words');
  });
});
