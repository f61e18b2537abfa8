import { type Message, message } from '../../../shared/message.js';
import type { ChatReply, ModalHandler, Subcommand } from '../../chat.js';
import { type Actor, isAllowed, logRefusal, teamMeant } from '../../people/index.js';
import { silenceRules } from '../rules-store.js';
import type { ChatDeps } from './chat-deps.js';

const ruleForm = 'assignments.rule';

/** `/crew team assignment` */
export function teamRuleSubcommand(deps: ChatDeps): Subcommand {
  return {
    name: 'team assignment',
    usage: '[team]',
    summary: 'What silence about an offered task means in a team that you manage',
    opensModal: () => true,
    run: ({ actor, text }) => formFor(deps, actor, text),
  };
}

/** For the team that is meant among those that one manages, or else the first of them. */
async function formFor(
  { assignments, people, logger }: ChatDeps,
  actor: Actor,
  wanted: string,
): Promise<ChatReply> {
  const teams = await people.teams();
  const managed = teams.filter(({ id }) => isAllowed(actor, 'manage_team', { teamId: id }));
  const [first] = managed;
  if (!first) {
    logRefusal(actor, logger, { what: 'set the rule of a team' });
    return notAllowed();
  }
  const team = teamMeant(managed, actor, wanted) ?? (wanted === '' ? first : undefined);
  if (!team) {
    return message('assignments/which-team', {
      typed: wanted.slice(0, 60),
      teams: managed.map((each) => ({ name: each.name })),
    });
  }
  const others = managed.filter(({ id }) => id !== team.id);
  return {
    callbackId: ruleForm,
    title: 'Offers nobody answers',
    submit: 'Save',
    intro: message('assignments/rule-form', {}),
    fields: [
      {
        id: 'team',
        kind: 'select',
        label: 'Team',
        options: [team, ...others]
          .slice(0, 100)
          .map(({ id, name }) => ({ value: id, label: name })),
        initial: team.id,
      },
      {
        id: 'silence',
        kind: 'radio',
        label: 'When nobody has answered at the next working start',
        options: [
          { value: 'accept', label: 'the task is accepted' },
          { value: 're-offer', label: 'it is offered to somebody else' },
        ],
        initial: await assignments.silenceRuleOf(team.id),
      },
    ],
  };
}

export function teamRuleModal({ assignments, people }: ChatDeps): ModalHandler {
  return {
    callbackId: ruleForm,
    submit: async ({ actor, intentId, values }) => {
      const team = typeof values['team'] === 'string' ? await people.team(values['team']) : null;
      const silence = silenceRules.find((rule) => rule === values['silence']);
      if (!team) return { errors: { team: 'Choose a team.' } };
      if (!silence) return { errors: { silence: 'Choose one.' } };
      const outcome = await assignments.changeSilenceRule({ actor, intentId, team, silence });
      if (outcome.kind === 'not allowed') return { reply: notAllowed() };
      return { reply: message('assignments/rule-changed', { team: team.name, silence }) };
    },
  };
}

function notAllowed(): Message {
  return message('assignments/not-allowed', {});
}
