import type { JsonObject } from '../json.js';
import type { Platform } from '../platform.js';
import { apiMessage, apiView } from '../web-api/api-objects.js';
import type { Channel, Message, User, ViewRecord } from '../workspace/model.js';

/** Slack's deprecated verification token; apps verify signatures instead. */
export const VERIFICATION_TOKEN = 'local-verification-token';

function common(user: User, platform: Platform): JsonObject {
  const { team, bot } = platform.options.seed;
  return {
    user: { id: user.id, username: user.name, name: user.name, team_id: team.id },
    api_app_id: bot.appId,
    token: VERIFICATION_TOKEN,
    team: { id: team.id, domain: team.domain },
    enterprise: null,
    is_enterprise_install: false,
  };
}

function channelName(channel: Channel): string {
  if (channel.kind === 'direct') return 'directmessage';
  return channel.kind === 'public' ? channel.name : 'privategroup';
}

export function slashCommand(
  input: { user: User; channel: Channel; command: string; text: string; responseUrl: string },
  platform: Platform,
): JsonObject {
  const { team, bot } = platform.options.seed;
  return {
    token: VERIFICATION_TOKEN,
    team_id: team.id,
    team_domain: team.domain,
    channel_id: input.channel.id,
    channel_name: channelName(input.channel),
    user_id: input.user.id,
    user_name: input.user.name,
    command: input.command,
    text: input.text,
    api_app_id: bot.appId,
    is_enterprise_install: 'false',
    response_url: input.responseUrl,
    trigger_id: platform.triggers.issue(input.user.id),
  };
}

export function messageAction(
  input: {
    user: User;
    channel: Channel;
    message: Message;
    action: JsonObject;
    stateValues: JsonObject;
    responseUrl: string;
  },
  platform: Platform,
): JsonObject {
  const { message, channel } = input;
  const isEphemeral = message.onlyVisibleTo !== undefined;
  return {
    type: 'block_actions',
    ...common(input.user, platform),
    container: {
      type: 'message',
      message_ts: message.ts,
      channel_id: channel.id,
      is_ephemeral: isEphemeral,
      ...(message.threadTs && { thread_ts: message.threadTs }),
    },
    trigger_id: platform.triggers.issue(input.user.id),
    channel: { id: channel.id, name: channelName(channel) },
    ...(!isEphemeral && { message: apiMessage(message, platform, { withMetadata: true }) }),
    state: { values: input.stateValues },
    response_url: input.responseUrl,
    actions: [input.action],
  };
}

export function viewAction(
  input: { user: User; view: ViewRecord; action: JsonObject; stateValues: JsonObject },
  platform: Platform,
): JsonObject {
  return {
    type: 'block_actions',
    ...common(input.user, platform),
    container: { type: 'view', view_id: input.view.id },
    trigger_id: platform.triggers.issue(input.user.id),
    view: apiView(input.view, platform, input.stateValues),
    actions: [input.action],
  };
}

export function viewSubmission(
  input: { user: User; view: ViewRecord; stateValues: JsonObject },
  platform: Platform,
): JsonObject {
  return {
    type: 'view_submission',
    ...common(input.user, platform),
    trigger_id: platform.triggers.issue(input.user.id),
    view: apiView(input.view, platform, input.stateValues),
    response_urls: [],
  };
}

export function viewClosed(
  input: { user: User; view: ViewRecord; isCleared: boolean },
  platform: Platform,
): JsonObject {
  return {
    type: 'view_closed',
    ...common(input.user, platform),
    view: apiView(input.view, platform),
    is_cleared: input.isCleared,
  };
}

/** Asks for the options of an external select as the member types. */
export function blockSuggestion(
  input: {
    user: User;
    container: { channel: Channel; message: Message } | ViewRecord;
    blockId: string;
    actionId: string;
    query: string;
  },
  platform: Platform,
): JsonObject {
  const { container } = input;
  const place =
    'message' in container
      ? {
          container: {
            type: 'message',
            message_ts: container.message.ts,
            channel_id: container.channel.id,
          },
          channel: { id: container.channel.id, name: channelName(container.channel) },
          message: apiMessage(container.message, platform),
        }
      : {
          container: { type: 'view', view_id: container.id },
          view: apiView(container, platform),
        };
  return {
    type: 'block_suggestion',
    ...common(input.user, platform),
    ...place,
    action_id: input.actionId,
    block_id: input.blockId,
    value: input.query,
  };
}
