import type { Subcommand } from '../../chat.js';
import { message } from '../../../shared/message.js';
import { authorise } from '../authorise.js';
import { personView } from '../person-view.js';
import { adminsOnly, type ChatDeps } from './chat-deps.js';
import { findMember, namesakesReply } from './find-member.js';
import { memberNow, namesOf } from './member-replies.js';

/** `/crew people remove @member` */
export function removeMemberSubcommand(deps: ChatDeps): Subcommand {
  return {
    name: 'people remove',
    usage: '@member',
    summary: 'End somebody’s membership; what they did stays (admins)',
    async run({ actor, intentId, text }) {
      if (text === '') return message('people/remove-usage', {});
      if (!authorise(actor, 'administer', {}, deps.logger, { what: 'remove a member' }))
        return adminsOnly(deps);
      const found = await findMember(deps.people, text);
      if (found.kind === 'namesakes') return namesakesReply(found);
      if (found.kind === 'unknown member') return message('people/unknown-member', {});
      const { member } = found;
      const request = { actor, intentId, memberId: member.id };
      const outcome = await deps.memberAdministration.remove(request);
      const who = personView(member);
      switch (outcome.kind) {
        case 'not allowed':
          return adminsOnly(deps);
        case 'unknown member':
          return message('people/unknown-member', {});
        case 'last admin':
          return message('people/last-admin', { who });
        case 'configured admin':
          return message('people/configured-admin', { who });
        case 'still manages':
          return message('people/still-manages', { who, teamNames: namesOf(outcome.teams) });
        case 'already removed':
          return message('people/already-removed', { who });
        case 'removed':
          return message('people/member-removed', { who });
        case 'already handled':
          return memberNow(outcome.member);
      }
    },
  };
}
