import type { KnownBlock } from '@slack/types';
import type { WebClient } from '@slack/web-api';
import type { MemberActor } from '../features/people/index.js';
import { toError } from '../shared/errors.js';
import type { Logger } from '../shared/logger.js';
import { message } from '../shared/message.js';
import type { Dispatcher } from './dispatcher.js';
import { describeCommands } from './help.js';
import { limits } from './limits.js';
import type { MessageRenderer } from './rendering/index.js';

export interface HomeTabsDeps {
  readonly client: Pick<WebClient, 'views'>;
  readonly dispatcher: Dispatcher;
  readonly renderer: MessageRenderer;
  readonly logger: Logger;
}

/** Shows in Home tabs what concerns their owners, what the bot is there for and understands. */
export class HomeTabs {
  readonly #deps: HomeTabsDeps;
  /** By Slack id, those who have opened theirs since the process started, once it is known who. */
  readonly #viewers = new Map<string, MemberActor | null>();
  /** By Slack id, the showings under way. */
  readonly #showings = new Map<string, { isStale: boolean; readonly done: Promise<void> }>();

  constructor(deps: HomeTabsDeps) {
    this.#deps = deps;
  }

  /** Shows a tab that is being opened; its owner counts as a viewer from now on. */
  open(slackId: string): Promise<void> {
    if (!this.#viewers.has(slackId)) this.#viewers.set(slackId, null);
    return this.show(slackId);
  }

  /** Shows anew the tabs of those viewers whom a change concerns. */
  async showTo(concerns: (viewer: MemberActor) => boolean): Promise<void> {
    const concerned = [...this.#viewers].filter(([, viewer]) => viewer && concerns(viewer));
    for (const [slackId] of concerned) await this.show(slackId);
  }

  /**
   * Puts what holds now into somebody's Home tab. While it is being shown already, it is shown once
   * more after that, however often it is asked for: so an older content never replaces a newer one.
   */
  show(slackId: string): Promise<void> {
    const underWay = this.#showings.get(slackId);
    if (underWay) {
      underWay.isStale = true;
      return underWay.done;
    }
    const showing = { isStale: false, done: Promise.resolve() };
    this.#showings.set(slackId, showing);
    showing.done = this.#showUntilCurrent(slackId, showing);
    return showing.done;
  }

  async #showUntilCurrent(slackId: string, showing: { isStale: boolean }): Promise<void> {
    do {
      showing.isStale = false;
      await this.#publish(slackId);
    } while (showing.isStale);
    this.#showings.delete(slackId);
  }

  /** A failure is logged: the next opening shows it. */
  async #publish(slackId: string): Promise<void> {
    const { client, dispatcher, logger } = this.#deps;
    try {
      const viewer = await dispatcher.memberBehind(slackId);
      if (this.#viewers.has(slackId)) this.#viewers.set(slackId, viewer);
      const blocks = await this.#blocksFor(viewer);
      await client.views.publish({ user_id: slackId, view: { type: 'home', blocks } });
    } catch (error) {
      logger.warn({ err: toError(error) }, 'the Home tab could not be shown');
    }
  }

  /** A stranger's has no parts but the bot's own. */
  async #blocksFor(viewer: MemberActor | null): Promise<KnownBlock[]> {
    const { dispatcher, renderer } = this.#deps;
    const commands = describeCommands(dispatcher.subcommands);
    const parts = [
      message('chat/home', {}),
      ...(viewer ? await dispatcher.home(viewer) : []),
      message('chat/home-commands', { commands }),
    ];
    const blocks = parts.flatMap(({ template, view }) => renderer.render(template, view).blocks);
    if (blocks.length <= limits.view.blocks) return blocks;
    const cut = message('chat/home-cut', {});
    const ending = renderer.render(cut.template, cut.view).blocks;
    return [...blocks.slice(0, limits.view.blocks - ending.length), ...ending];
  }
}
