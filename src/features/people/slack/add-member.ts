import type { ModalHandler, Subcommand } from '../../chat.js';
import { findMemberMention } from '../../mentions.js';
import { message } from '../../../shared/message.js';
import { authorise } from '../authorise.js';
import { readMemberDetails } from '../member-details.js';
import { personView } from '../person-view.js';
import { adminsOnly, type ChatDeps } from './chat-deps.js';
import { addMemberForm, addMemberFormId } from './member-form.js';
import { alreadyMember, memberNow } from './member-replies.js';

/** `/crew people add [@member]` */
export function addMemberSubcommand(deps: ChatDeps): Subcommand {
  const { people } = deps;
  return {
    name: 'people add',
    usage: '[@member]',
    summary: 'Add a person or an AI agent (admins)',
    opensModal: () => true,
    async run({ actor, text }) {
      if (!authorise(actor, 'administer', {}, deps.logger, { what: 'add a member' }))
        return adminsOnly(deps);
      const found = findMemberMention(text);
      if (text !== '' && !found) return message('people/add-usage', { typed: text });
      const teams = await people.teams();
      const timeZone = actor.kind === 'member' ? actor.timeZone : 'UTC';
      if (!found) return addMemberForm({ timeZone }, teams);
      const { slackId, name } = found;
      const member = await people.memberBySlackId(slackId);
      if (member?.active) return message('people/already-member', { who: personView(member) });
      const start = member ?? { slackId, ...(name !== null && { name }) };
      return addMemberForm({ timeZone, ...start }, teams);
    },
  };
}

export function addMemberModal(deps: ChatDeps): ModalHandler {
  return {
    callbackId: addMemberFormId,
    async submit({ actor, intentId, values }) {
      const read = readMemberDetails(values);
      if ('faults' in read) return { errors: read.faults };
      const { details } = read;
      const outcome = await deps.memberAdministration.add({ actor, intentId, details });
      switch (outcome.kind) {
        case 'not allowed':
          return { reply: await adminsOnly(deps) };
        case 'faults':
          return { errors: outcome.faults };
        case 'already member':
          return { errors: alreadyMember(outcome.member) };
        case 'added':
          return {
            reply: message('people/member-added', {
              who: personView(outcome.member),
              role: outcome.member.role,
            }),
          };
        case 'already handled':
          return { reply: memberNow(outcome.member) };
      }
    },
  };
}
