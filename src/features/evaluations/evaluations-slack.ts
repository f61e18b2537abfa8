import { type Message, message } from '../../shared/message.js';
import type { ButtonHandler, ButtonRequest, ChatFeature, ChatReply } from '../chat.js';
import type { Member, People } from '../people/index.js';
import { worksIn } from '../tasks/index.js';
import {
  approvalButtons,
  type ApprovalsChatDeps,
  approvalsSubcommand,
  decisionsHome,
} from './slack/approvals-subcommands.js';
import {
  buttonIds,
  type CardButton,
  type CardReference,
  parseCardReference,
} from './slack/card-buttons.js';
import type { Choice } from './choice.js';
import type { OpenDecision } from './open-decision.js';
import {
  decisionForm,
  decisionFormId,
  type FormKind,
  readDecisionForm,
} from './slack/decision-form.js';
import { refusalReply } from './slack/decision-refusals.js';
import { evaluateSubcommand } from './slack/evaluate-subcommand.js';
import { whySubcommand } from './slack/why-subcommand.js';

export interface ChatDeps extends ApprovalsChatDeps {
  readonly people: People;
}

/** Buttons that decide at once. */
const oneClick: Partial<Record<CardButton, (reference: CardReference) => Choice>> = {
  extend: ({ endDate }) => ({ kind: 'extend', endDate }),
  closeMet: () => ({ kind: 'close as met' }),
  talk: ({ endDate }) => ({ kind: 'talk', endDate }),
  closeFailed: () => ({ kind: 'close as failed' }),
};

/** Buttons that open a form. */
const forms: Partial<Record<CardButton, FormKind>> = {
  anotherDate: 'another date',
  keepMonitoring: 'keep monitoring',
  decideOtherwise: 'decide otherwise',
  intervene: 'intervene',
  reassign: 'reassign',
  changeTarget: 'change target',
};

/** What evaluations offer in the chat. */
export function evaluationsChat(deps: ChatDeps): ChatFeature {
  return {
    subcommands: [whySubcommand(deps), evaluateSubcommand(deps), approvalsSubcommand(deps)],
    buttons: [...decidingButtons(deps), ...formButtons(deps), ...approvalButtons(deps)],
    modals: [
      {
        callbackId: decisionFormId,
        submit: async ({ actor, intentId, metadata, values }) => {
          const submitted = readDecisionForm(metadata, values);
          if (submitted === null) return { reply: unknownEvaluation() };
          if ('errors' in submitted) return submitted;
          const { reference, choice, reason } = submitted;
          const outcome = await deps.evaluations.decide({
            ...reference,
            choice,
            reason,
            actor,
            intentId,
          });
          return outcome.kind === 'invalid'
            ? { errors: outcome.faults }
            : { reply: refusalReply(outcome) };
        },
      },
    ],
    home: (actor) => decisionsHome(deps, actor),
  };
}

function decidingButtons(deps: ChatDeps): ButtonHandler[] {
  return entriesOf(oneClick).map(([name, choiceOf]) => ({
    actionId: buttonIds[name],
    run: async ({ actor, intentId, value }) => {
      const reference = parseCardReference(value);
      if (!reference) return unknownEvaluation();
      const outcome = await deps.evaluations.decide({
        ...reference,
        choice: choiceOf(reference),
        reason: null,
        actor,
        intentId,
      });
      return refusalReply(outcome);
    },
  }));
}

function formButtons(deps: ChatDeps): ButtonHandler[] {
  return entriesOf(forms).map(([name, kind]) => ({
    actionId: buttonIds[name],
    opensModal: true,
    run: (request) => openForm(deps, kind, request),
  }));
}

async function openForm(
  { evaluations, people }: ChatDeps,
  kind: FormKind,
  { actor, value }: ButtonRequest,
): Promise<ChatReply> {
  const reference = parseCardReference(value);
  if (!reference) return unknownEvaluation();
  const opened = await evaluations.openDecision({ ...reference, actor });
  if (opened.kind !== 'open') return refusalReply(opened);
  const { evaluation, offer, task, team } = opened;
  const form = decisionForm(kind, evaluation, offer, await othersFor(people, opened));
  return form ?? message('evaluations/nobody-else', { taskId: task.id, team: team.name });
}

/** Who could take the task over: the active members and managers of its team. */
async function othersFor(people: People, { task, team }: OpenDecision): Promise<readonly Member[]> {
  const members = await people.activeMembers();
  return members.filter((member) => worksIn(member, team) && member.id !== task.assigneeId);
}

function unknownEvaluation(): Message {
  return message('evaluations/unknown-evaluation', {});
}

function entriesOf<K extends string, V>(record: Partial<Record<K, V>>): [K, V][] {
  return Object.entries(record) as [K, V][];
}
