import type { AppLink } from '../delivery/app-link.js';
import { faultOf } from '../delivery/envelope.js';
import { slashCommand } from '../delivery/payloads.js';
import { respond } from '../delivery/respond.js';
import type { Platform } from '../platform.js';
import { SlackError } from '../web-api/slack-error.js';
import type { Message } from '../workspace/model.js';
import { SLACKBOT } from '../workspace/workspace.js';
import type { Acting } from './acting.js';
import { requireConversation, requireMember } from './conversing.js';
import { showMessage } from './show.js';
import { encodeTypedText } from './typed-text.js';

/** Slash commands. */
export function createCommanding(platform: Platform, link: AppLink): Pick<Acting, 'slashCommand'> {
  const { workspace, responseUrls } = platform;

  function slackbotSays(text: string, userId: string, channelId: string): Message {
    return workspace.messages.add({
      ts: workspace.timestamps.next(),
      channelId,
      userId: SLACKBOT.id,
      text,
      onlyVisibleTo: userId,
    });
  }

  return {
    slashCommand: async ({ userId, channelId, command, text }) => {
      const user = requireMember(userId, platform);
      const channel = requireConversation(userId, channelId, platform);
      const known = workspace.seed.commands.find((candidate) => candidate.command === command);
      const fail = (words: string): Message => slackbotSays(words, userId, channelId);
      if (!known) {
        const reply = fail(
          `\`${command}\` is not a valid command. In Slack, all messages that start with the "/" character are interpreted as commands.`,
        );
        return { outcome: 'unknown_command', reply: showMessage(reply, workspace) };
      }
      const responseUrl = responseUrls.issue({ userId, channelId });
      await workspace.store.durable();
      const typed = text.trim();
      const delivery = await link.deliver({
        type: 'slash_commands',
        payload: slashCommand(
          {
            user,
            channel,
            command,
            text: known.shouldEscape ? encodeTypedText(typed, workspace, true) : typed,
            responseUrl,
          },
          platform,
        ),
      });
      if (delivery.kind !== 'acknowledged') {
        const outcome = faultOf(delivery);
        const reply = fail(`${command} failed with the error "${outcome}"`);
        return { outcome, reply: showMessage(reply, workspace) };
      }
      if (delivery.body === undefined) return { outcome: 'acknowledged', reply: null };
      const answer = typeof delivery.body === 'string' ? { text: delivery.body } : delivery.body;
      try {
        const message = respond({ userId, channelId }, answer, platform);
        return {
          outcome: 'acknowledged',
          reply: message ? showMessage(message, workspace) : null,
        };
      } catch (error) {
        if (!(error instanceof SlackError)) throw error;
        platform.logger.error({ err: error, command }, 'the answer to a command was refused');
        const reply = fail(`${command} failed with the error "dispatch_failed"`);
        return { outcome: 'dispatch_failed', reply: showMessage(reply, workspace) };
      }
    },
  };
}
