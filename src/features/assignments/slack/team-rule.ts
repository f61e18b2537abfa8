import { type Message, message } from '../../../shared/message.js';
import type { ChatReply, ModalHandler, Subcommand } from '../../chat.js';
import { type Actor, isAllowed } from '../../people/index.js';
import { silenceRules } from '../rules-store.js';
import type { ChatDeps } from './chat-deps.js';

const ruleForm = 'assignments.rule';

/** `/crew team assignment` */
export function teamRuleSubcommand(deps: ChatDeps): Subcommand {
  return {
    name: 'team assignment',
    usage: '',
    summary: 'What silence about an offered task means in your team (managers)',
    opensModal: () => true,
    run: ({ actor }) => formFor(deps, actor),
  };
}

async function formFor({ assignments, people }: ChatDeps, actor: Actor): Promise<ChatReply> {
  const teams = await people.teams();
  const managed = teams.filter(({ id }) => isAllowed(actor, 'manage_team', { teamId: id }));
  const [first] = managed;
  if (!first) return notAllowed();
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
        options: managed.slice(0, 100).map(({ id, name }) => ({ value: id, label: name })),
        initial: first.id,
      },
      {
        id: 'silence',
        kind: 'radio',
        label: 'When nobody has answered at the next working start',
        options: [
          { value: 'accept', label: 'the task is accepted' },
          { value: 're-offer', label: 'it is offered to somebody else' },
        ],
        initial: await assignments.silenceRuleOf(first.id),
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
