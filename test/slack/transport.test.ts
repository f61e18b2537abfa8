import { join } from 'node:path';
import type { OutboxEntry } from '../../src/outbox/index.js';
import { projectRoot } from '../../src/shared/project-root.js';
import { message } from '../../src/shared/message.js';
import type { ChartFiles } from '../../src/slack/chart-files.js';
import { createDeliveryClient, createRenderer, createTransport } from '../../src/slack/index.js';
import { MethodLimitedError, MethodPacer } from '../../src/slack/method-pacer.js';
import { silentLogger } from '../support/logger.js';
import { ManualClock } from '../support/manual-clock.js';

/** A transport that calls nobody: what it is asked for has to fail, or be ready, before that. */
function transportWith(imageOf: ChartFiles['imageOf'] = () => Promise.reject(new Error('none'))) {
  const noNetwork = () => Promise.reject(new Error('Slack was called'));
  return createTransport({
    client: createDeliveryClient('xoxb-none', 'http://slack.invalid/', silentLogger, noNetwork),
    pacer: new MethodPacer(new ManualClock('2026-11-20T09:00:00Z')),
    renderer: createRenderer(join(projectRoot, 'templates')),
    chartFiles: { imageOf } as ChartFiles,
    footerOf: () => null,
    logger: silentLogger,
  });
}

function entryOf(more: Partial<OutboxEntry>): OutboxEntry {
  const words = message('deliveries/retried', { id: 'a' });
  return { id: 'entry-1', to: 'C1', message: words, ...more } as OutboxEntry;
}

test.each([
  ['an unknown template', 'deliveries/no-such-one', {}],
  ['a view without a field of its template', 'deliveries/retried', {}],
])('a message with %s is refused before Slack is called', async (_, template, view) => {
  const entry = entryOf({ message: { template, view } });
  expect(await transportWith().prepare(entry)).toEqual({
    kind: 'refused',
    error: expect.stringContaining(template) as string,
  });
});

test('a message whose chart cannot be uploaded yet waits as long as Slack asks', async () => {
  const method = 'files.getUploadURLExternal';
  const transport = transportWith(() => Promise.reject(new MethodLimitedError(method, 17)));
  const entry = entryOf({ chart: { name: 'chart', kind: 'monitoring', model: {} } });
  expect(await transport.prepare(entry)).toEqual({
    kind: 'rate limited',
    method,
    retryAfterSeconds: 17,
  });
});

test('a message whose post ends in a fault of the network may have been posted', async () => {
  const prepared = await transportWith().prepare(entryOf({}));
  expect(prepared.kind === 'prepared' && (await prepared.post())).toMatchObject({
    kind: 'uncertain',
  });
});
