import webApi, { type FetchFunction, type WebClient } from '@slack/web-api';
import type {
  DeliveryResult,
  OutboxEntry,
  PostedAt,
  PreparedMessage,
  Transport,
  TransportCall,
} from '../outbox/index.js';
import { toError } from '../shared/errors.js';
import type { Logger } from '../shared/logger.js';
import type { Message } from '../shared/message.js';
import { boltLogger } from './bolt-logger.js';
import type { ChartFiles } from './chart-files.js';
import { classifyDeliveryError, classifyPreparationError } from './delivery-errors.js';
import type { PacedMethod } from './method-limits.js';
import { MethodLimitedError, type MethodPacer } from './method-pacer.js';
import { pacedCall } from './paced-call.js';
import { joinMessages, type MessageRenderer, type RenderedMessage } from './rendering/index.js';

export const metadataEventType = 'crewchief_outbox';

/** How much earlier than our own clock says Slack's may have stamped a message. */
const clockToleranceSeconds = 60;
const historyPageSize = 200;

export interface TransportDeps {
  readonly client: WebClient;
  readonly pacer: MethodPacer;
  readonly renderer: MessageRenderer;
  readonly chartFiles: ChartFiles;
  /** What stands below an entry's message, if anything does. */
  readonly footerOf: (entry: OutboxEntry) => Message | null;
  readonly logger: Logger;
}

const methodOf: Record<TransportCall, PacedMethod> = {
  post: 'chat.postMessage',
  edit: 'chat.update',
  find: 'conversations.history',
};

/** Posts and edits outbox entries through Slack's Web API; each message carries its entry's id. */
export function createTransport(deps: TransportDeps): Transport {
  const { pacer } = deps;
  return {
    readyAt: (call) => pacer.readyAt(methodOf[call]),
    prepare: async (entry) => {
      try {
        return prepared(entry, await compose(entry, deps), deps);
      } catch (error) {
        return classifyPreparationError(error);
      }
    },
    find: async (entry, since) => {
      try {
        const posted = await findPosted(deps, entry, since);
        return posted ? { kind: 'sent', posted } : { kind: 'absent' };
      } catch (error) {
        return classifyDeliveryError(error);
      }
    },
  };
}

function prepared(
  entry: OutboxEntry,
  composed: RenderedMessage,
  { client, pacer }: TransportDeps,
): PreparedMessage {
  return {
    kind: 'prepared',
    post: () =>
      attempt(async () => {
        const posted = await pacedCall(pacer, methodOf.post, () =>
          client.chat.postMessage({
            channel: entry.to,
            ...composed,
            metadata: { event_type: metadataEventType, event_payload: { entry_id: entry.id } },
            unfurl_links: false,
            unfurl_media: false,
          }),
        );
        return { channel: String(posted.channel), ts: String(posted.ts) };
      }),
    edit: async (posted) => {
      const result = await attempt(async () => {
        await pacedCall(pacer, methodOf.edit, () => client.chat.update({ ...posted, ...composed }));
        return posted;
      });
      return result.kind === 'refused' && result.error === 'message_not_found'
        ? { kind: 'gone' }
        : result;
    },
  };
}

async function attempt(call: () => Promise<PostedAt>): Promise<DeliveryResult> {
  try {
    return { kind: 'sent', posted: await call() };
  } catch (error) {
    return classifyDeliveryError(error);
  }
}

async function compose(entry: OutboxEntry, deps: TransportDeps): Promise<RenderedMessage> {
  const { renderer, footerOf } = deps;
  const { template, view } = entry.message;
  const images = await drawChart(entry, deps);
  const rendered = renderer.render(template, { ...view, ...images });
  const parts = (entry.parts ?? []).map((part) => renderer.render(part.template, part.view));
  const footer = footerOf(entry);
  if (parts.length === 0 && footer === null) return rendered;
  return joinMessages(rendered, parts, footer && renderer.render(footer.template, footer.view));
}

/** The entry's chart as a view-model field; the message goes without it when Slack takes no file. */
async function drawChart(
  entry: OutboxEntry,
  { chartFiles, logger }: TransportDeps,
): Promise<object> {
  if (!entry.chart) return {};
  try {
    return { images: { [entry.chart.name]: await chartFiles.imageOf(entry.chart) } };
  } catch (error) {
    if (error instanceof MethodLimitedError) throw error;
    logger.warn({ err: toError(error), entry: entry.id }, 'message goes without its chart');
    return { images: {} };
  }
}

async function findPosted(
  deps: TransportDeps,
  entry: OutboxEntry,
  since: Date,
): Promise<PostedAt | null> {
  const { client, pacer } = deps;
  const channel = await channelOf(entry.to, deps);
  const oldest = String(since.getTime() / 1_000 - clockToleranceSeconds);
  let cursor: string | undefined;
  do {
    const after = cursor === undefined ? {} : { cursor };
    const page = await pacedCall(pacer, methodOf.find, () =>
      client.conversations.history({
        channel,
        oldest,
        include_all_metadata: true,
        limit: historyPageSize,
        ...after,
      }),
    );
    const found = page.messages?.find((message) => isMessageOf(entry, message.metadata));
    if (found?.ts !== undefined) return { channel, ts: found.ts };
    cursor = page.response_metadata?.next_cursor || undefined;
  } while (cursor !== undefined);
  return null;
}

function isMessageOf(entry: OutboxEntry, metadata: unknown): boolean {
  const { event_type: type, event_payload: payload } = (metadata ?? {}) as {
    event_type?: string;
    event_payload?: { entry_id?: string };
  };
  return type === metadataEventType && payload?.entry_id === entry.id;
}

/** The conversation that messages to `receiver` stand in; a member's is the direct message. */
async function channelOf(receiver: string, { client, pacer }: TransportDeps): Promise<string> {
  if (!/^[UW]/.test(receiver)) return receiver;
  const opened = await pacedCall(pacer, 'conversations.open', () =>
    client.conversations.open({ users: receiver }),
  );
  return String(opened.channel?.id);
}

/** A client that tries once and reports rate limits, so that the outbox decides what happens next. */
export function createDeliveryClient(
  token: string,
  slackApiUrl: string | undefined,
  logger: Logger,
  fetch?: FetchFunction,
): WebClient {
  return new webApi.WebClient(token, {
    logger: boltLogger(logger),
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    timeout: 10_000,
    ...(slackApiUrl === undefined ? {} : { slackApiUrl }),
    ...(fetch === undefined ? {} : { fetch }),
  });
}
