import type { Subcommand } from '../features/chat.js';
import { message } from '../shared/message.js';

/** How a subcommand is typed, such as `/crew task assign T-12 @member`. */
export function typedForm({ name, usage }: Subcommand): string {
  const words = name === 'complete' ? '/complete' : `/crew ${name}`;
  return usage === '' ? words : `${words} ${usage}`;
}

/** How each subcommand is typed and what it does, as templates print it. */
export function describeCommands(subcommands: readonly Subcommand[]) {
  return subcommands.map((subcommand) => ({
    typed: typedForm(subcommand),
    summary: subcommand.summary,
  }));
}

/** `/crew help`: lists every subcommand, from the same table that answers them. */
export function helpSubcommand(subcommands: readonly Subcommand[]): Subcommand {
  const help: Subcommand = {
    name: 'help',
    usage: '',
    summary: 'List all commands',
    run: async () => message('chat/help', { commands: describeCommands([...subcommands, help]) }),
  };
  return help;
}
