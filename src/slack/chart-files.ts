import { createHash } from 'node:crypto';
import type { WebClient } from '@slack/web-api';
import type { ChartAttachment } from '../outbox/index.js';
import type { ChartFileStore } from './chart-file-store.js';
import type { MethodPacer } from './method-pacer.js';
import { pacedCall } from './paced-call.js';

/** Draws a chart; the text says in words what the picture shows. */
export type DrawChart = (chart: ChartAttachment) => Promise<{ png: Buffer; altText: string }>;

/** Charts as files in Slack: drawn and uploaded once, however often the message is sent or edited. */
export class ChartFiles {
  readonly #client: WebClient;
  readonly #store: ChartFileStore;
  readonly #draw: DrawChart;
  readonly #pacer: MethodPacer;

  constructor(client: WebClient, pacer: MethodPacer, store: ChartFileStore, draw: DrawChart) {
    this.#client = client;
    this.#pacer = pacer;
    this.#store = store;
    this.#draw = draw;
  }

  async imageOf(chart: ChartAttachment): Promise<{ altText: string; slackFileId: string }> {
    const { png, altText } = await this.#draw(chart);
    const digest = createHash('sha256').update(png).digest('hex');
    const slackFileId =
      (await this.#store.find(digest)) ?? (await this.#upload(png, digest, altText));
    return { altText, slackFileId };
  }

  async #upload(png: Buffer, digest: string, altText: string): Promise<string> {
    const { files } = this.#client;
    const target = await pacedCall(this.#pacer, 'files.getUploadURLExternal', () =>
      files.getUploadURLExternal({
        filename: `chart-${digest.slice(0, 12)}.png`,
        length: png.length,
        alt_text: altText.slice(0, 1_000),
      }),
    );
    const { file_id: fileId, upload_url: uploadUrl } = target;
    if (fileId === undefined || uploadUrl === undefined)
      throw new Error('Slack gave no upload address');
    const uploaded = await fetch(uploadUrl, {
      method: 'POST',
      headers: { 'content-type': 'image/png' },
      body: new Uint8Array(png),
      signal: AbortSignal.timeout(10_000),
    });
    if (!uploaded.ok) throw new Error(`Slack answered ${uploaded.status} to the chart's upload`);
    await pacedCall(this.#pacer, 'files.completeUploadExternal', () =>
      files.completeUploadExternal({ files: [{ id: fileId, title: 'Chart' }] }),
    );
    await this.#store.save(digest, fileId);
    return fileId;
  }
}
