import type { IncomingMessage } from 'node:http';
import { type Respond, sendJson, sendText } from '../http/exchange.js';
import { type JsonObject, textOf } from '../json.js';
import type { Platform } from '../platform.js';
import { Arguments } from './arguments.js';
import { Faults } from './faults.js';
import type { Call, Method } from './method.js';
import { authMethods } from './methods/auth.js';
import { chatMethods } from './methods/chat.js';
import { conversationMethods } from './methods/conversations.js';
import { fileMethods } from './methods/files.js';
import { userMethods } from './methods/users.js';
import { viewMethods } from './methods/views.js';
import { RateLimits } from './rate-limits.js';
import { readArguments } from './read-arguments.js';
import { SlackError } from './slack-error.js';

const methods = new Map(
  [
    ...authMethods,
    ...chatMethods,
    ...conversationMethods,
    ...fileMethods,
    ...userMethods,
    ...viewMethods,
  ].map((method) => [method.name, method]),
);

/** Slack's Web API: `POST /api/<method>`. An answer is given once its effect is on disk. */
export class WebApi {
  readonly faults = new Faults();
  readonly #rateLimits: RateLimits;

  constructor(private readonly platform: Platform) {
    this.#rateLimits = new RateLimits(platform.workspace.clock);
  }

  async handle(name: string, request: IncomingMessage, response: Respond): Promise<void> {
    const values = await readArguments(request).catch((error: unknown) => asSlackError(error));
    const fault = this.faults.next(name);
    if (fault?.kind === 'timeout') return;
    if (fault?.kind === '500') return sendText(response, 500, 'internal error');
    const retryAfter =
      fault?.kind === '429' ? (fault.retryAfter ?? 1) : this.#waitBefore(name, values);
    if (retryAfter > 0) {
      const headers = { 'retry-after': String(retryAfter) };
      return sendJson(response, 429, { ok: false, error: 'ratelimited' }, headers);
    }
    const answer =
      values instanceof SlackError ? failed(values) : this.#answer(name, request, values);
    await this.platform.workspace.store.durable();
    if (fault?.kind === 'drop-response-after-doing-it') response.destroy();
    else sendJson(response, 200, answer, this.#scopeHeaders());
  }

  #waitBefore(name: string, values: JsonObject | SlackError): number {
    const method = methods.get(name);
    if (!method || values instanceof SlackError) return 0;
    return this.#rateLimits.take(method, this.#conversation(textOf(values['channel'])));
  }

  /** A member's id and the id of the direct conversation with the member name the same place. */
  #conversation(target: string): string {
    const { workspace } = this.platform;
    const channel = workspace.channel(target);
    if (channel?.kind !== 'direct') return target;
    return channel.memberIds.find((memberId) => memberId !== workspace.bot.id) ?? target;
  }

  #answer(name: string, request: IncomingMessage, values: JsonObject): JsonObject {
    try {
      const method = methods.get(name);
      if (!method) throw new SlackError('unknown_method', { req_method: name });
      this.#authenticate(method, request, values);
      const call: Call = {
        args: new Arguments(values),
        platform: this.platform,
        needs: (...scopes) => this.#requireScope(scopes, method),
      };
      call.needs(...method.scopes);
      return { ok: true, ...method.run(call) };
    } catch (error) {
      return failed(asSlackError(error));
    }
  }

  /** Throws `not_authed`, `invalid_auth` or `not_allowed_token_type`. */
  #authenticate(method: Method, request: IncomingMessage, values: JsonObject): void {
    if (method.token === 'none') return;
    const { botToken, appToken } = this.platform.options.credentials;
    const bearer = /^Bearer (.+)$/i.exec(request.headers.authorization ?? '')?.[1];
    const token = bearer ?? values['token'];
    if (token === undefined || token === '') throw new SlackError('not_authed');
    if (token !== botToken && token !== appToken) throw new SlackError('invalid_auth');
    if (token !== (method.token === 'app' ? appToken : botToken)) {
      throw new SlackError('not_allowed_token_type');
    }
  }

  #requireScope(scopes: readonly string[], { token }: Method): void {
    const { scopes: botScopes, appScopes = ['connections:write'] } = this.platform.options;
    const granted = token === 'app' ? appScopes : botScopes;
    if (scopes.length === 0 || scopes.some((scope) => granted.includes(scope))) return;
    throw new SlackError('missing_scope', {
      needed: scopes.join(','),
      provided: granted.join(','),
    });
  }

  #scopeHeaders(): Record<string, string> {
    return { 'x-oauth-scopes': this.platform.options.scopes.join(',') };
  }
}

function failed(error: SlackError): JsonObject {
  return { ok: false, error: error.code, ...error.details };
}

function asSlackError(error: unknown): SlackError {
  if (error instanceof SlackError) return error;
  throw error;
}
