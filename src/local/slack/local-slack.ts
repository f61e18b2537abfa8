import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createActing } from './acting/create-acting.js';
import { AppLink } from './delivery/app-link.js';
import { Events } from './delivery/events.js';
import { ResponseUrls } from './delivery/response-urls.js';
import { TriggerIds } from './delivery/trigger-ids.js';
import { type Rooms, route } from './http/router.js';
import type { LocalSlack, LocalSlackOptions, Timings } from './options.js';
import type { Platform } from './platform.js';
import { WebApi } from './web-api/web-api.js';
import { Store } from './workspace/store.js';
import { Workspace } from './workspace/workspace.js';

/** @see https://docs.slack.dev/apis/events-api (at once, after a minute, after five minutes) */
const SLACK_TIMINGS: Timings = {
  acknowledgeWithinMs: 3_000,
  eventRetryDelaysMs: [0, 60_000, 300_000],
};

/** Starts a Slack workspace on this machine; rejects when the port is taken. */
export async function startLocalSlack(options: LocalSlackOptions): Promise<LocalSlack> {
  const host = options.host ?? '127.0.0.1';
  const timings = { ...SLACK_TIMINGS, ...options.timings };
  const store = new Store(options.folder);
  const workspace = new Workspace(options.seed, store, options.clock);
  const server = createServer();
  const origin = (): string => {
    const { port } = server.address() as AddressInfo;
    return `http://${host === '0.0.0.0' || host === '::' ? 'localhost' : host}:${port}`;
  };
  const platform: Platform = {
    options,
    workspace,
    origin,
    logger: options.logger,
    triggers: new TriggerIds(options.clock),
    responseUrls: new ResponseUrls(store.responseUrls, options.clock, origin),
    socketUrl: () =>
      `${origin().replace('http', 'ws')}/socket?ticket=${link.sockets.issueTicket()}`,
  };
  const link = new AppLink(platform, timings);
  const events = new Events(platform, link, timings);
  const webApi = new WebApi(platform);
  const rooms: Rooms = {
    platform,
    webApi,
    acting: createActing(platform, link, events, webApi.faults),
  };
  server.on('request', (request, response) => void route(rooms, request, response));
  server.on('upgrade', (request, stream, head) => link.sockets.upgrade(request, stream, head));
  server.listen(options.port, host);
  await once(server, 'listening').catch(async (error: unknown) => {
    await store.close();
    throw error;
  });

  const shutDown = async (): Promise<void> => {
    events.close();
    link.sockets.close();
    server.close();
    server.closeAllConnections();
    await store.close();
  };
  let closing: Promise<void> | undefined;

  return {
    pageUrl: `${origin()}/`,
    apiUrl: `${origin()}/api/`,
    acting: rooms.acting,
    setRequestUrl: (url) => link.setRequestUrl(url),
    close: () => {
      closing ??= shutDown();
      return closing;
    },
  };
}
