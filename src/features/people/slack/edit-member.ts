import type { ButtonHandler, ChatReply, ModalHandler, ModalReply, Subcommand } from '../../chat.js';
import { message } from '../../../shared/message.js';
import type { Actor } from '../actor.js';
import { authorise } from '../authorise.js';
import type { EditMemberOutcome } from '../member-administration.js';
import { type MemberDetails, readMemberDetails } from '../member-details.js';
import { personView } from '../person-view.js';
import { adminsOnly, type ChatDeps } from './chat-deps.js';
import { type FoundMember, findMember, foundMember, namesakesReply } from './find-member.js';
import { readSubject } from './form-subject.js';
import { editMemberForm, editMemberFormId } from './member-form.js';
import { alreadyMember, memberNow, namesOf } from './member-replies.js';
import { describeChanges } from './words.js';

const editAgain = 'people/edit-member';

/** `/crew people edit @member` */
export function editMemberSubcommand(deps: ChatDeps): Subcommand {
  return {
    name: 'people edit',
    usage: '@member',
    summary: 'Change a member’s role, team, skills and hours (admins)',
    opensModal: (text) => text !== '',
    async run({ actor, text }) {
      if (text === '') return message('people/edit-usage', {});
      return openForm(actor, await findMember(deps.people, text), deps);
    },
  };
}

/** Opens the form again after somebody else changed the member meanwhile. */
export function editMemberButton(deps: ChatDeps): ButtonHandler {
  return {
    actionId: editAgain,
    opensModal: true,
    run: async ({ actor, value }) =>
      openForm(actor, foundMember(await deps.people.member(value)), deps),
  };
}

async function openForm(actor: Actor, asked: FoundMember, deps: ChatDeps): Promise<ChatReply> {
  if (!authorise(actor, 'administer', {}, deps.logger, { what: 'edit a member' }))
    return adminsOnly(deps);
  if (asked.kind === 'namesakes') return namesakesReply(asked);
  if (asked.kind === 'unknown member' || !asked.member.active) {
    return message('people/unknown-member', {});
  }
  return editMemberForm(asked.member, await deps.people.teams());
}

export function editMemberModal(deps: ChatDeps): ModalHandler {
  return {
    callbackId: editMemberFormId,
    async submit({ actor, intentId, values, metadata }) {
      const read = readMemberDetails(values);
      if ('faults' in read) return { errors: read.faults };
      const { id: memberId, version } = readSubject(metadata);
      const { details } = read;
      const request = { actor, intentId, memberId, version, details };
      return replyTo(await deps.memberAdministration.edit(request), details, deps);
    },
  };
}

async function replyTo(
  outcome: EditMemberOutcome,
  details: MemberDetails,
  deps: ChatDeps,
): Promise<ModalReply> {
  switch (outcome.kind) {
    case 'not allowed':
      return { reply: await adminsOnly(deps) };
    case 'faults':
      return { errors: outcome.faults };
    case 'already member':
      return { errors: alreadyMember(outcome.member) };
    case 'unknown member':
      return { reply: message('people/unknown-member', {}) };
    case 'last admin':
      return { errors: { role: 'This is the last admin. Make somebody else an admin first.' } };
    case 'configured admin': {
      const field = details.role === 'admin' ? 'slackId' : 'role';
      return { errors: { [field]: 'The configuration names this member as an admin.' } };
    }
    case 'still manages': {
      const problem = `Manages ${namesOf(outcome.teams)}. Name another manager there first.`;
      return { errors: { role: problem } };
    }
    case 'stale': {
      const { member } = outcome;
      const changes = await describeChanges(outcome.changes, deps.people);
      const actions = { edit: { actionId: editAgain, value: member.id } };
      return {
        reply: message('people/member-stale', { who: personView(member), changes, actions }),
      };
    }
    case 'unchanged':
      return { reply: message('people/member-unchanged', { who: personView(outcome.member) }) };
    case 'changed': {
      const changes = await describeChanges(outcome.changes, deps.people);
      return {
        reply: message('people/member-changed', { who: personView(outcome.member), changes }),
      };
    }
    case 'already handled':
      return { reply: memberNow(outcome.member) };
  }
}
