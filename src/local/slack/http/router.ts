import type { IncomingMessage } from 'node:http';
import type { Acting } from '../acting/acting.js';
import { handleActing, streamChanges } from '../acting/routes.js';
import type { Platform } from '../platform.js';
import type { WebApi } from '../web-api/web-api.js';
import { BodyTooLarge, type Respond, sendText } from './exchange.js';
import { receiveUpload, serveFile } from './files.js';
import { handleResponseUrl } from './response-url.js';
import { serveAsset, servePage } from './page-files.js';
import { isSameOrigin } from './same-origin.js';

export interface Rooms {
  readonly platform: Platform;
  readonly webApi: WebApi;
  readonly acting: Acting;
}

/** Answers every request to the workspace's one port. */
export async function route(
  rooms: Rooms,
  request: IncomingMessage,
  response: Respond,
): Promise<void> {
  try {
    await dispatch(rooms, request, response);
  } catch (error) {
    if (error instanceof BodyTooLarge) return sendText(response, 413, error.message);
    rooms.platform.logger.error({ err: error, url: request.url }, 'a request failed');
    if (response.headersSent) response.destroy();
    else sendText(response, 500, 'internal error');
  }
}

async function dispatch(
  { platform, webApi, acting }: Rooms,
  request: IncomingMessage,
  response: Respond,
): Promise<void> {
  const { pathname } = new URL(request.url ?? '/', 'http://localhost');
  const [room = '', name = ''] = pathname.slice(1).split('/');
  if (room === 'api') return webApi.handle(name, request, response);
  if (room === 'response' && request.method === 'POST') {
    return handleResponseUrl(name, platform, request, response);
  }
  if (room === 'upload' && request.method === 'POST') {
    return receiveUpload(name, platform, request, response);
  }
  if (!isSameOrigin(request, platform.options.host ?? '')) {
    return sendText(response, 403, 'Only the page of this workspace may ask that');
  }
  if (room === 'files') return serveFile(name, platform, response);
  if (room === 'local' && name === 'changes') {
    return streamChanges(platform.workspace.changes, response);
  }
  if (room === 'local' && request.method === 'POST') {
    return handleActing(name, acting, request, response);
  }
  if (room === 'assets') return serveAsset(pathname.slice('/assets/'.length), response);
  if (pathname === '/' || room === 'archives') return servePage(response);
  sendText(response, 404, 'There is nothing here');
}
