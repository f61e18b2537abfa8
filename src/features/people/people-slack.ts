import type { ChatFeature } from '../chat.js';
import { addMemberModal, addMemberSubcommand } from './slack/add-member.js';
import { addTeamModal, addTeamSubcommand } from './slack/add-team.js';
import type { ChatDeps } from './slack/chat-deps.js';
import { editMemberButton, editMemberModal, editMemberSubcommand } from './slack/edit-member.js';
import { editTeamButton, editTeamModal, editTeamSubcommand } from './slack/edit-team.js';
import { listSubcommand, nextPageButton } from './slack/list-people.js';
import { removeMemberSubcommand } from './slack/remove-member.js';
import { meSubcommand } from './slack/show-me.js';
import { teamSubcommand } from './slack/show-team.js';

/** Everything that people do with people and teams in the chat. */
export function createPeopleChat(deps: ChatDeps): ChatFeature {
  return {
    subcommands: [
      listSubcommand(deps),
      addMemberSubcommand(deps),
      editMemberSubcommand(deps),
      removeMemberSubcommand(deps),
      teamSubcommand(deps),
      addTeamSubcommand(deps),
      editTeamSubcommand(deps),
      meSubcommand(deps),
    ],
    buttons: [nextPageButton(deps), editMemberButton(deps), editTeamButton(deps)],
    modals: [addMemberModal(deps), editMemberModal(deps), addTeamModal(deps), editTeamModal(deps)],
  };
}
