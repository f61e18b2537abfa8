import { AlreadyHandledError } from '../features/audit/index.js';
import type { ChatFeature, ChatReply, ModalReply, Subcommand } from '../features/chat.js';
import type { MemberActor, People } from '../features/people/index.js';
import { toError } from '../shared/errors.js';
import type { NewId } from '../shared/ids.js';
import type { Logger } from '../shared/logger.js';
import { type Message, message } from '../shared/message.js';
import type { ModalValues } from '../shared/modal.js';
import { helpSubcommand } from './help.js';
import { assertDistinct, normalise, SubcommandTable } from './subcommands.js';

export interface DispatcherDeps {
  readonly features: readonly ChatFeature[];
  readonly people: Pick<People, 'actorBySlackId'>;
  readonly newId: NewId;
  readonly logger: Logger;
}

interface Sender {
  readonly slackId: string;
  readonly intentId: string;
}

export interface TypedCommand extends Sender {
  readonly command: string;
  readonly text: string;
  readonly channelId: string;
}

export interface PressedButton extends Sender {
  readonly actionId: string;
  readonly value: string;
  readonly channelId: string;
}

export interface SubmittedModal extends Sender {
  readonly callbackId: string;
  readonly values: ModalValues;
  readonly metadata: string;
}

/** An answer under way, and whether a form is to be expected. The promise never rejects. */
export interface Dispatched<T> {
  readonly opensModal: boolean;
  readonly reply: Promise<T>;
}

/** The command that is a subcommand of its own, without `/crew` before it. */
const ownCommands: Readonly<Record<string, string>> = { '/complete': 'complete' };

/** Finds the feature that a request is for, resolves who asks, and turns faults into answers. */
export class Dispatcher {
  readonly #deps: DispatcherDeps;
  readonly #subcommands: SubcommandTable;

  constructor(deps: DispatcherDeps) {
    const { features } = deps;
    const subcommands = features.flatMap((feature) => feature.subcommands);
    this.#deps = deps;
    this.#subcommands = new SubcommandTable([...subcommands, helpSubcommand(subcommands)]);
    assertDistinct(
      'button',
      features.flatMap(({ buttons }) => buttons.map(({ actionId }) => actionId)),
    );
    assertDistinct(
      'form',
      features.flatMap(({ modals }) => modals.map(({ callbackId }) => callbackId)),
    );
  }

  get subcommands(): readonly Subcommand[] {
    return this.#subcommands.all;
  }

  command(typed: TypedCommand): Dispatched<ChatReply> {
    const own = ownCommands[typed.command];
    const words = normalise(own === undefined ? typed.text : `${own} ${typed.text}`);
    const match = this.#subcommands.find(words === '' ? 'help' : words);
    if (!match) {
      return {
        opensModal: false,
        reply: Promise.resolve(
          message('chat/unknown-command', { words, nearest: this.#subcommands.nearest(words) }),
        ),
      };
    }
    const { subcommand, text } = match;
    return {
      opensModal: subcommand.opensModal?.(text) ?? false,
      reply: this.#answer(typed, subcommand.name, (actor) =>
        subcommand.run({ actor, text, channelId: typed.channelId, intentId: typed.intentId }),
      ),
    };
  }

  button(pressed: PressedButton): Dispatched<ChatReply> {
    const handler = this.#deps.features
      .flatMap(({ buttons }) => buttons)
      .find(({ actionId }) => actionId === pressed.actionId);
    if (!handler) {
      return { opensModal: false, reply: Promise.resolve(message('chat/unknown-button', {})) };
    }
    return {
      opensModal: handler.opensModal ?? false,
      reply: this.#answer(pressed, handler.actionId, (actor) => handler.run({ ...pressed, actor })),
    };
  }

  async modal(submitted: SubmittedModal): Promise<ModalReply> {
    const handler = this.#deps.features
      .flatMap(({ modals }) => modals)
      .find(({ callbackId }) => callbackId === submitted.callbackId);
    if (!handler) return { reply: message('chat/unknown-button', {}) };
    const answer = await this.#answer<ModalReply>(submitted, handler.callbackId, (actor) =>
      handler.submit({ ...submitted, actor }),
    );
    return 'template' in answer ? { reply: answer } : answer;
  }

  /** The active member with that account; null for a stranger. */
  memberBehind(slackId: string): Promise<MemberActor | null> {
    return this.#deps.people.actorBySlackId(slackId);
  }

  /** The features' parts of a member's Home tab; a part that fails says so in its place. */
  async home(actor: MemberActor): Promise<readonly Message[]> {
    const parts = await Promise.all(
      this.#deps.features.map(async (feature) => {
        try {
          return await feature.home?.(actor);
        } catch (error) {
          return message('chat/home-fault', { reference: this.#noteFault(error, 'Home tab') });
        }
      }),
    );
    return parts.filter((part) => part != null);
  }

  async #answer<T>(
    { slackId, intentId }: Sender,
    what: string,
    run: (actor: MemberActor) => Promise<T>,
  ): Promise<T | Message> {
    const { people, logger } = this.#deps;
    try {
      const actor = await people.actorBySlackId(slackId);
      if (!actor) {
        logger.warn({ slackId, what }, 'refused: not a member');
        return message('chat/stranger', {});
      }
      return await run(actor);
    } catch (error) {
      if (error instanceof AlreadyHandledError) return message('chat/already-handled', {});
      return message('chat/fault', { reference: this.#noteFault(error, what, intentId) });
    }
  }

  /** @returns by what whoever reads the answer can name the fault in the log. */
  #noteFault(error: unknown, what: string, intentId?: string): string {
    const { newId, logger } = this.#deps;
    const reference = newId().slice(0, 8);
    logger.error({ err: toError(error), reference, what, intentId }, 'request failed');
    return reference;
  }
}
