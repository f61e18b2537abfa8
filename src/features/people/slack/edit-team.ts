import type { ButtonHandler, ChatReply, ModalHandler, ModalReply, Subcommand } from '../../chat.js';
import { message } from '../../../shared/message.js';
import type { Actor } from '../actor.js';
import { authorise } from '../authorise.js';
import type { Team } from '../member.js';
import type { EditTeamOutcome } from '../team-administration.js';
import { readTeamDetails } from '../team-details.js';
import { teamNamed } from '../team-meant.js';
import { adminsOnly, type ChatDeps } from './chat-deps.js';
import { readSubject } from './form-subject.js';
import { editTeamForm, editTeamFormId } from './team-form.js';
import { teamNow } from './team-replies.js';
import { describeChanges } from './words.js';

const editAgain = 'people/edit-team';

/** `/crew team edit <name>` */
export function editTeamSubcommand(deps: ChatDeps): Subcommand {
  return {
    name: 'team edit',
    usage: '<name>',
    summary: 'Change a team’s channel, managers and hours (admins)',
    opensModal: (text) => text !== '',
    async run({ actor, text }) {
      if (!authorise(actor, 'administer', {}, deps.logger, { what: 'edit a team' }))
        return adminsOnly(deps);
      const teams = await deps.people.teams();
      const team = teamNamed(teams, text);
      if (team) return openForm(actor, team, deps);
      return message('people/edit-which-team', {
        typed: text,
        teams: teams.map(({ name }) => ({ name })),
      });
    },
  };
}

/** Opens the form again after somebody else changed the team meanwhile. */
export function editTeamButton(deps: ChatDeps): ButtonHandler {
  return {
    actionId: editAgain,
    opensModal: true,
    run: async ({ actor, value }) => openForm(actor, await deps.people.team(value), deps),
  };
}

async function openForm(actor: Actor, team: Team | null, deps: ChatDeps): Promise<ChatReply> {
  if (!authorise(actor, 'administer', {}, deps.logger, { what: 'edit a team' }))
    return adminsOnly(deps);
  if (!team) return message('people/unknown-team', {});
  return editTeamForm(team, await deps.people.activeMembers());
}

export function editTeamModal(deps: ChatDeps): ModalHandler {
  return {
    callbackId: editTeamFormId,
    async submit({ actor, intentId, values, metadata }) {
      const read = readTeamDetails(values);
      if ('faults' in read) return { errors: read.faults };
      const { id: teamId, version } = readSubject(metadata);
      const request = { actor, intentId, teamId, version, details: read.details };
      return replyTo(await deps.teamAdministration.edit(request), deps);
    },
  };
}

async function replyTo(outcome: EditTeamOutcome, deps: ChatDeps): Promise<ModalReply> {
  switch (outcome.kind) {
    case 'not allowed':
      return { reply: await adminsOnly(deps) };
    case 'faults':
      return { errors: outcome.faults };
    case 'unknown team':
      return { reply: message('people/unknown-team', {}) };
    case 'stale': {
      const { id, name } = outcome.team;
      const changes = await describeChanges(outcome.changes, deps.people);
      const actions = { edit: { actionId: editAgain, value: id } };
      return { reply: message('people/team-stale', { name, changes, actions }) };
    }
    case 'unchanged':
      return { reply: message('people/team-unchanged', { name: outcome.team.name }) };
    case 'changed': {
      const changes = await describeChanges(outcome.changes, deps.people);
      return { reply: message('people/team-changed', { name: outcome.team.name, changes }) };
    }
    case 'already handled':
      return { reply: teamNow(outcome.team) };
  }
}
