import type { App } from '@slack/bolt';
import type { WebClient } from '@slack/web-api';
import { toError } from '../shared/errors.js';
import type { Logger } from '../shared/logger.js';
import { message } from '../shared/message.js';
import type { Dispatcher } from './dispatcher.js';
import { describeCommands } from './help.js';
import type { MessageRenderer } from './rendering/index.js';

export interface HomeDeps {
  /** Slack ids of those who have opened theirs since the process started. */
  readonly openedHomes: Set<string>;
  readonly dispatcher: Dispatcher;
  readonly renderer: MessageRenderer;
  readonly logger: Logger;
}

/** Shows in the Home tab, each time that it is opened, what the bot is there for and understands. */
export function registerHome(app: App, deps: HomeDeps): void {
  app.event('app_home_opened', async ({ event, client }) => {
    if (event.tab !== 'home') return;
    deps.openedHomes.add(event.user);
    await showHome(event.user, client, deps);
  });
}

/** Shows anew, one after the other, those of the Home tabs that somebody may be looking at. */
export async function showOpenHomes(
  slackIds: readonly string[],
  client: Pick<WebClient, 'views'>,
  deps: HomeDeps,
): Promise<void> {
  for (const slackId of slackIds) {
    if (deps.openedHomes.has(slackId)) await showHome(slackId, client, deps);
  }
}

/** Puts what holds now into somebody's Home tab. A failure is logged: the next opening shows it. */
export async function showHome(
  slackId: string,
  client: Pick<WebClient, 'views'>,
  { dispatcher, renderer, logger }: HomeDeps,
): Promise<void> {
  try {
    const commands = describeCommands(dispatcher.subcommands);
    const parts = [
      message('chat/home', {}),
      ...(await dispatcher.home(slackId)),
      message('chat/home-commands', { commands }),
    ];
    const blocks = parts.flatMap(({ template, view }) => renderer.render(template, view).blocks);
    await client.views.publish({ user_id: slackId, view: { type: 'home', blocks } });
  } catch (error) {
    logger.warn({ err: toError(error) }, 'the Home tab could not be shown');
  }
}
