import type {
  Acting,
  CommandResult,
  InteractionResult,
  ShownMessage,
  ShownView,
  SubmitResult,
} from '../../src/local/slack/index.js';

type Entered = string | readonly string[] | null;
interface Element {
  readonly action_id: string;
  readonly text?: { readonly text: string };
  readonly options?: readonly {
    readonly value: string;
    readonly text: { readonly text: string };
  }[];
}
interface Block {
  readonly block_id: string;
  readonly label?: { readonly text: string };
  readonly element?: Element;
  readonly accessory?: Element;
  readonly elements?: readonly Element[];
}

/** A member of the local workspace, so that a flow test reads like what this person did. */
export class Person {
  constructor(
    private readonly slack: Acting,
    readonly userId: string,
  ) {}

  /** Writes a message; a line that begins with `/` is a slash command (`types`). */
  says(channelId: string, text: string, threadTs?: string): Promise<ShownMessage> {
    const thread = threadTs === undefined ? {} : { threadTs };
    return this.slack.sendMessage({ userId: this.userId, channelId, text, ...thread });
  }

  /** Types a slash command with its text, for example `/complete T-12 5h`. */
  types(channelId: string, line: string): Promise<CommandResult> {
    const [command = '', ...words] = line.split(' ');
    return this.slack.slashCommand({
      userId: this.userId,
      channelId,
      command,
      text: words.join(' '),
    });
  }

  sees(channelId: string, threadTs?: string): Promise<readonly ShownMessage[]> {
    const thread = threadTs === undefined ? {} : { threadTs };
    return this.slack.messages({ userId: this.userId, channelId, ...thread });
  }

  /** The id of the direct conversation with `withUserId`. */
  async direct(withUserId: string): Promise<string> {
    return (await this.slack.openDirectMessage({ userId: this.userId, withUserId })).id;
  }

  /** Presses the button with this label or action id, in a message or a view. */
  clicks(
    place: ShownMessage | ShownView,
    labelOrActionId: string | RegExp,
  ): Promise<InteractionResult> {
    const { block, element } = find(place, labelOrActionId);
    return this.slack.useElement({
      userId: this.userId,
      container: containerOf(place),
      blockId: block.block_id,
      actionId: element.action_id,
    });
  }

  /** Chooses in a select, date picker or the like. */
  chooses(
    place: ShownMessage | ShownView,
    labelOrActionId: string,
    value: string | string[],
  ): Promise<InteractionResult> {
    const { block, element } = find(place, labelOrActionId);
    return this.slack.useElement({
      userId: this.userId,
      container: containerOf(place),
      blockId: block.block_id,
      actionId: element.action_id,
      value,
    });
  }

  /** The modal on top, or undefined when none is open. */
  async modal(): Promise<ShownView | undefined> {
    return (await this.slack.modals({ userId: this.userId })).at(-1);
  }

  /** Submits `view` with `entered`, by label, block id or action id; options by what they say. */
  submits(view: ShownView, entered: Readonly<Record<string, Entered>> = {}): Promise<SubmitResult> {
    const values: Record<string, Record<string, string | string[] | null>> = {};
    for (const [name, value] of Object.entries(entered)) {
      const { block, element } = find(view, name);
      values[block.block_id] = {
        ...values[block.block_id],
        [element.action_id]: optionValues(element, value),
      };
    }
    return this.slack.submitView({ userId: this.userId, viewId: view.id, values });
  }

  closes(view: ShownView): Promise<InteractionResult> {
    return this.slack.closeView({ userId: this.userId, viewId: view.id });
  }

  opensHome(): Promise<ShownView | null> {
    return this.slack.openHome({ userId: this.userId });
  }

  home(): Promise<ShownView | null> {
    return this.slack.home({ userId: this.userId });
  }

  /** The first message in `channelId` whose visible text matches, now or as soon as it arrives. */
  waitsFor(channelId: string, text: string | RegExp): Promise<ShownMessage> {
    return eventually(this.slack, `a message with ${String(text)}`, async () =>
      (await this.sees(channelId)).find((message) => {
        const visible = visibleText(message);
        return typeof text === 'string' ? visible.includes(text) : text.test(visible);
      }),
    );
  }

  /** The modal on top, now or as soon as one with this title opens. */
  waitsForModal(title?: string): Promise<ShownView> {
    return eventually(this.slack, `a modal ${title ?? ''}`, async () => {
      const modal = await this.modal();
      return title === undefined || modal?.title === title ? modal : undefined;
    });
  }
}

/** What `look` finds, asked again at every change of the workspace. */
export async function eventually<T>(
  slack: Acting,
  what: string,
  look: () => Promise<T | undefined>,
  timeoutMs = 60_000,
): Promise<T> {
  let revision = -1;
  for (;;) {
    const reached = await slack.nextChange({ after: revision, timeoutMs });
    const found = await look();
    if (found !== undefined) return found;
    if (reached === revision) throw new Error(`Nobody saw ${what} within ${timeoutMs} ms`);
    revision = reached;
  }
}

/** Everything written in a message: its text and the texts of its blocks. */
export function visibleText(message: ShownMessage | ShownView): string {
  const texts: string[] = 'text' in message ? [message.text] : [message.title];
  JSON.stringify(message.blocks, (field, value: unknown) => {
    if (field === 'text' && typeof value === 'string') texts.push(value);
    return value;
  });
  return texts.join('\n');
}

function optionValues({ options = [] }: Element, entered: Entered): string | string[] | null {
  const valueOf = (said: string) => options.find(({ text }) => text.text === said)?.value ?? said;
  if (entered === null) return null;
  return typeof entered === 'string' ? valueOf(entered) : entered.map(valueOf);
}

function containerOf(
  place: ShownMessage | ShownView,
): { channelId: string; messageTs: string } | { viewId: string } {
  return 'ts' in place ? { channelId: place.channelId, messageTs: place.ts } : { viewId: place.id };
}

function find(
  place: ShownMessage | ShownView,
  name: string | RegExp,
): { readonly block: Block; readonly element: Element } {
  const isMeant = (said: string | undefined) =>
    said !== undefined && (typeof name === 'string' ? said === name : name.test(said));
  for (const block of place.blocks as unknown as readonly Block[]) {
    const elements = [...(block.elements ?? []), block.accessory, block.element];
    const element = elements.find(
      (candidate) =>
        candidate?.action_id !== undefined &&
        [candidate.action_id, candidate.text?.text, block.label?.text, block.block_id].some(
          isMeant,
        ),
    );
    if (element) return { block, element };
  }
  throw new Error(`There is no ${String(name)} in ${JSON.stringify(place.blocks)}`);
}
