import type { ModalHandler, Subcommand } from '../../chat.js';
import { parseChannel } from '../../mentions.js';
import { message } from '../../../shared/message.js';
import { authorise } from '../authorise.js';
import { readTeamDetails } from '../team-details.js';
import { adminsOnly, type ChatDeps } from './chat-deps.js';
import { addTeamForm, addTeamFormId } from './team-form.js';
import { teamNow } from './team-replies.js';

/** `/crew team new [#channel]` */
export function addTeamSubcommand(deps: ChatDeps): Subcommand {
  return {
    name: 'team new',
    usage: '[#channel]',
    summary: 'Add a team; without a channel, with this one (admins)',
    opensModal: () => true,
    async run({ actor, text, channelId }) {
      if (!authorise(actor, 'administer', {}, deps.logger, { what: 'add a team' }))
        return adminsOnly(deps);
      const channel = parseChannel(text === '' ? channelId : text);
      if (text !== '' && channel === null) return message('people/team-new-usage', { typed: text });
      const timeZone = actor.kind === 'member' ? actor.timeZone : 'UTC';
      const start = { timeZone, ...(channel !== null && { channelId: channel }) };
      return addTeamForm(start, await deps.people.activeMembers());
    },
  };
}

export function addTeamModal(deps: ChatDeps): ModalHandler {
  return {
    callbackId: addTeamFormId,
    async submit({ actor, intentId, values }) {
      const read = readTeamDetails(values);
      if ('faults' in read) return { errors: read.faults };
      const { details } = read;
      const outcome = await deps.teamAdministration.add({ actor, intentId, details });
      switch (outcome.kind) {
        case 'not allowed':
          return { reply: await adminsOnly(deps) };
        case 'faults':
          return { errors: outcome.faults };
        case 'added':
          return { reply: message('people/team-added', { name: outcome.team.name }) };
        case 'already handled':
          return { reply: teamNow(outcome.team) };
      }
    },
  };
}
