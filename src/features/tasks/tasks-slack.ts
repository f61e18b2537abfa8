import type { ChatFeature } from '../chat.js';
import type { ChatDeps } from './slack/chat-deps.js';
import { blockButton, changeSubcommands, reasonModal, startButton } from './slack/change.js';
import { completeButton, completeModal, completeSubcommand } from './slack/complete.js';
import { createModal, createSubcommand } from './slack/create.js';
import { editModal, editSubcommand } from './slack/edit.js';
import { tasksHome } from './slack/home.js';
import { listSubcommand, nextPageButton } from './slack/list.js';
import { showSubcommand } from './slack/show.js';
import { undoButtonHandler } from './slack/undo.js';

/** Everything that people do with tasks in the chat. */
export function createTasksChat(deps: ChatDeps): ChatFeature {
  return {
    subcommands: [
      completeSubcommand(deps),
      createSubcommand(deps),
      showSubcommand(deps),
      listSubcommand(deps),
      editSubcommand(deps),
      ...changeSubcommands(deps),
    ],
    buttons: [
      startButton(deps),
      blockButton(deps),
      completeButton(deps),
      nextPageButton(deps),
      undoButtonHandler(deps),
    ],
    modals: [completeModal(deps), createModal(deps), editModal(deps), reasonModal(deps)],
    home: (actor) => tasksHome(deps, actor),
  };
}
