import { message } from '../../../shared/message.js';
import type { Subcommand } from '../../chat.js';
import type { ChatDeps } from './chat-deps.js';

/** `/crew skills` */
export function skillsSubcommand({ skills }: ChatDeps): Subcommand {
  return {
    name: 'skills',
    usage: '',
    summary: 'The skills that are known; for admins with how many have and need each',
    async run({ actor, text }) {
      if (text !== '') return message('skills/usage', {});
      const seen = await skills.look(actor);
      return seen.kind === 'names'
        ? message('skills/names', { names: seen.names.join(', ') })
        : message('skills/list', { lines: seen.lines, retired: seen.retired.join(', ') });
    },
  };
}
