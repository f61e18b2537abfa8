import { type Message, message } from '../../../shared/message.js';
import type { CommandRequest, Subcommand } from '../../chat.js';
import type { ChangeVocabularyOutcome } from '../vocabulary-change.js';
import type { ChatDeps } from './chat-deps.js';

const longestShown = 60;

/** `/crew skills add|retire|rename|merge` */
export function vocabularySubcommands({ skills }: ChatDeps): readonly Subcommand[] {
  return [
    {
      name: 'skills add',
      usage: 'typescript',
      summary: 'Make a skill known, or a retired one again (admins)',
      run: onOne((request, name) => skills.add({ ...request, name })),
    },
    {
      name: 'skills retire',
      usage: 'cobol',
      summary: 'Let nobody get a skill any more; whoever has it keeps it (admins)',
      run: onOne((request, name) => skills.retire({ ...request, name })),
    },
    {
      name: 'skills rename',
      usage: 'node to nodejs',
      summary: 'Call a skill otherwise, at its members and in open tasks too (admins)',
      run: onTwo('to', (request, from, to) =>
        skills.rename({ ...request, from, to, merge: false }),
      ),
    },
    {
      name: 'skills merge',
      usage: 'js into javascript',
      summary: 'Make one skill of two; whoever has both keeps the higher level (admins)',
      run: onTwo('into', (request, from, to) =>
        skills.rename({ ...request, from, to, merge: true }),
      ),
    },
  ];
}

type Request = Pick<CommandRequest, 'actor' | 'intentId'>;

function onOne(
  change: (request: Request, name: string) => Promise<ChangeVocabularyOutcome>,
): Subcommand['run'] {
  return async ({ actor, intentId, text }) =>
    text === '' ? message('skills/usage', {}) : replyTo(await change({ actor, intentId }, text));
}

function onTwo(
  word: 'to' | 'into',
  change: (request: Request, from: string, to: string) => Promise<ChangeVocabularyOutcome>,
): Subcommand['run'] {
  return async ({ actor, intentId, text }) => {
    const [from = '', to = '', ...rest] = text.split(new RegExp(`\\s+${word}\\s+`, 'i'));
    if (from === '' || to === '' || rest.length > 0) return message('skills/usage', {});
    return replyTo(await change({ actor, intentId }, from, to));
  };
}

function replyTo(outcome: ChangeVocabularyOutcome): Message {
  switch (outcome.kind) {
    case 'not allowed':
      return message('skills/not-allowed', {});
    case 'invalid':
      return message('skills/invalid-name', { name: outcome.name.slice(0, longestShown) });
    case 'unknown skill':
      return message('skills/unknown-skill', { name: outcome.name, nearest: outcome.nearest });
    case 'former name':
      return message('skills/former-name', { name: outcome.name, now: outcome.now });
    case 'is so already':
      return message('skills/is-so-already', { name: outcome.name });
    case 'name taken':
      return message('skills/name-taken', { from: outcome.from, to: outcome.to });
    case 'changed meanwhile':
      return message('skills/changed-meanwhile', {});
    case 'added':
      return message('skills/added', { name: outcome.name });
    case 'retired':
      return message('skills/retired', { name: outcome.name });
    case 'renamed':
    case 'merged': {
      const { from, to, members, tasks } = outcome;
      const isMerge = outcome.kind === 'merged';
      return message('skills/renamed', { isMerge, from, to, members, tasks });
    }
  }
}
