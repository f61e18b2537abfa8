import type { IncomingMessage } from 'node:http';
import type { Platform } from '../platform.js';
import { MAX_FILE_BYTES } from '../web-api/methods/files.js';
import { readBody, type Respond, sendText } from './exchange.js';

/** `POST /upload/<file id>`: the content, raw or as the first part of a multipart form. */
export async function receiveUpload(
  fileId: string,
  platform: Platform,
  request: IncomingMessage,
  response: Respond,
): Promise<void> {
  const { store } = platform.workspace;
  const file = store.files.get(fileId);
  if (file?.state !== 'awaiting_upload') return sendText(response, 404, 'no such upload');
  const body = await readBody(request, MAX_FILE_BYTES + 64 * 1024);
  const content = await contentOf(body, request.headers['content-type'] ?? '');
  if (content.length !== file.size) {
    return sendText(response, 400, `expected ${file.size} bytes, got ${content.length}`);
  }
  store.putContent(fileId, content);
  store.files.put(fileId, { ...file, state: 'uploaded' });
  await store.durable();
  sendText(response, 200, `OK - ${content.length}`);
}

async function contentOf(body: Buffer, contentType: string): Promise<Buffer> {
  if (!contentType.startsWith('multipart/form-data')) return body;
  const form = await new Response(body, { headers: { 'content-type': contentType } }).formData();
  const part = [...form.values()][0] ?? '';
  return typeof part === 'string' ? Buffer.from(part) : Buffer.from(await part.arrayBuffer());
}

/** `GET /files/<file id>`: a file of the workspace, which no browser will run. */
export function serveFile(fileId: string, platform: Platform, response: Respond): void {
  const { store } = platform.workspace;
  const file = store.files.get(fileId);
  const content = file?.state === 'complete' ? store.content(fileId) : undefined;
  if (!file || !content) return sendText(response, 404, 'no such file');
  response.writeHead(200, {
    'content-type': file.mimeType,
    'content-length': content.length,
    'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
    'x-content-type-options': 'nosniff',
  });
  response.end(content);
}
