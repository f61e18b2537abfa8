import { message } from '../../shared/message.js';
import type { ChatFeature } from '../chat.js';
import { answerButtons } from './slack/answer-buttons.js';
import type { ChatDeps } from './slack/chat-deps.js';
import { skillsSubcommand } from './slack/list-skills.js';
import { suggestionShown } from './slack/suggestion-view.js';
import { vocabularySubcommands } from './slack/vocabulary-commands.js';

export function skillsChat(deps: ChatDeps): ChatFeature {
  return {
    subcommands: [skillsSubcommand(deps), ...vocabularySubcommands(deps)],
    buttons: answerButtons(deps),
    modals: [],
    home: async ({ memberId, timeZone }) => {
      const member = await deps.people.member(memberId);
      const suggestions = member ? await deps.skills.suggestionsFor(member) : [];
      const shown = suggestionShown(suggestions, timeZone);
      return shown && message('skills/home', shown);
    },
  };
}
