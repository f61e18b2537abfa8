import type { App } from '@slack/bolt';
import { toError } from '../shared/errors.js';
import type { Logger } from '../shared/logger.js';
import { message } from '../shared/message.js';
import type { Dispatcher } from './dispatcher.js';
import { describeCommands } from './help.js';
import type { MessageRenderer } from './rendering/index.js';

export interface HomeDeps {
  readonly dispatcher: Dispatcher;
  readonly renderer: MessageRenderer;
  readonly logger: Logger;
}

/** Shows in the Home tab, each time that it is opened, what the bot is there for and understands. */
export function registerHome(app: App, { dispatcher, renderer, logger }: HomeDeps): void {
  app.event('app_home_opened', async ({ event, client }) => {
    if (event.tab !== 'home') return;
    try {
      const commands = describeCommands(dispatcher.subcommands);
      const parts = [
        message('chat/home', {}),
        ...(await dispatcher.home(event.user)),
        message('chat/home-commands', { commands }),
      ];
      const blocks = parts.flatMap(({ template, view }) => renderer.render(template, view).blocks);
      await client.views.publish({ user_id: event.user, view: { type: 'home', blocks } });
    } catch (error) {
      logger.warn({ err: toError(error) }, 'the Home tab could not be shown');
    }
  });
}
