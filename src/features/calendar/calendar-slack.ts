import type { ChatFeature } from '../chat.js';
import type { ChatDeps } from './slack/chat-deps.js';
import {
  giveUpLeaveButton,
  giveUpLeaveModal,
  giveUpLeaveSubcommand,
} from './slack/give-up-leave.js';
import { editHoursButton, editHoursModal, hoursSubcommand } from './slack/hours.js';
import { enterLeaveButton, enterLeaveModal, leaveSubcommand } from './slack/leave.js';
import { onCallSubcommand } from './slack/on-call.js';
import { calendarHome, calendarSubcommand } from './slack/show-calendar.js';
import {
  editTeamHoursButton,
  editTeamHoursModal,
  teamHoursSubcommand,
} from './slack/team-hours.js';

/** Everything that people do with calendars in the chat. */
export function calendarChat(deps: ChatDeps): ChatFeature {
  return {
    subcommands: [
      calendarSubcommand(deps),
      hoursSubcommand(deps),
      leaveSubcommand(deps),
      giveUpLeaveSubcommand(deps),
      teamHoursSubcommand(deps),
      onCallSubcommand(deps),
    ],
    buttons: [
      editHoursButton(deps),
      enterLeaveButton(deps),
      giveUpLeaveButton(deps),
      editTeamHoursButton(deps),
    ],
    modals: [
      editHoursModal(deps),
      enterLeaveModal(deps),
      giveUpLeaveModal(deps),
      editTeamHoursModal(deps),
    ],
    home: (actor) => calendarHome(deps, actor),
  };
}
