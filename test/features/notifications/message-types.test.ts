import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { messageTypes } from '../../../src/features/notifications/index.js';
import { projectRoot } from '../../../src/shared/project-root.js';
import { createRenderer } from '../../../src/slack/rendering/index.js';
import { readSources } from '../../architecture/source-files.js';

const literal = /\bmessage\(\s*'([a-z-]+\/[a-z-]+)'/g;

/** Templates of notices, and those named in files that queue messages for others. */
function queuedTemplates(): string[] {
  return readSources('src/features')
    .filter(({ path }) => !path.includes('/notifications/'))
    .flatMap(({ text }) => {
      const queues = /\bOutgoingMessage\b/.test(text);
      return [...text.matchAll(literal)]
        .flatMap(([, template]) => template ?? [])
        .filter((template) => queues || template.includes('/notice'));
    });
}

describe('the table of message types', () => {
  test('names every message that the bot sends unasked', () => {
    expect(queuedTemplates().filter((template) => !messageTypes[template])).toEqual([]);
  });

  test('names no message that does not exist', () => {
    const { templates } = createRenderer(join(projectRoot, 'templates'));

    expect(Object.keys(messageTypes).filter((template) => !templates.includes(template))).toEqual(
      [],
    );
  });

  test('lets decisions that wait for somebody through every switch', () => {
    const decisions = ['close', 'extend', 'review', 'intervene'].map(
      (name) => `evaluations/${name}`,
    );
    const urgencies = decisions.map((template) => messageTypes[template]?.urgency);

    expect(urgencies).toEqual(['notice', 'required', 'required', 'required']);
  });

  test('is what the README says', () => {
    const readme = readFileSync(join(projectRoot, 'README.md'), 'utf8');
    const named = Object.entries(messageTypes).map(([template, { urgency }]) => [
      template,
      urgency,
    ]);
    const rows = [...readme.matchAll(/^\| (required|essential|notice) \|.*\| (.+) \|$/gm)];
    const told = rows.flatMap(([, urgency = '', templates = '']) =>
      [...templates.matchAll(/`([^`]+)`/g)].map(([, template = '']) => [template, urgency]),
    );

    expect(Object.fromEntries(told)).toEqual(Object.fromEntries(named));
  });
});
