import { type Message, message } from '../../../shared/message.js';
import type { ButtonHandler, ChatReply, CommandRequest, Subcommand } from '../../chat.js';
import { findMemberMention } from '../../mentions.js';
import type { Actor, MemberActor, People } from '../../people/index.js';
import type { Choice } from '../choice.js';
import type { Evaluations } from '../evaluations-service.js';
import {
  approvalButtonIds,
  decideButton,
  listButton,
  openButton,
  parseQuickDecision,
  quickChoiceOf,
} from './approval-buttons.js';
import { dayText } from './day-text.js';
import { refusalReply } from './decision-refusals.js';
import { waitingView } from './waiting-view.js';

export interface ApprovalsChatDeps {
  readonly evaluations: Evaluations;
  readonly people: People;
}

const usage = '/crew approvals delegate @member until 2026-11-30';
/** Each takes up to five blocks of the fifty that a message may have. */
const pageSize = 8;

/** `/crew approvals`, and `/crew approvals delegate`. */
export function approvalsSubcommands(deps: ApprovalsChatDeps): readonly Subcommand[] {
  return [
    {
      name: 'approvals',
      usage: '',
      summary: 'Decisions that wait for you, longest waiting first',
      run: ({ actor }) => list(deps, actor, 0),
    },
    {
      name: 'approvals delegate',
      usage: '@member until 2026-11-30 | stop',
      summary: 'Let somebody decide in your place until a day, or no longer',
      run: (request) => delegate(deps, request),
    },
  ];
}

export function approvalButtons(deps: ApprovalsChatDeps): readonly ButtonHandler[] {
  return [
    {
      actionId: approvalButtonIds.list,
      run: ({ actor, value }) => list(deps, actor, Number(value) || 0),
    },
    {
      actionId: approvalButtonIds.open,
      run: async ({ actor, value }) => {
        const { kind } = await deps.evaluations.openCopy({
          actor: memberOf(actor),
          evaluationId: value,
        });
        if (kind === 'unknown evaluation') return message('evaluations/unknown-evaluation', {});
        const [taskId = ''] = value.split('/');
        return kind === 'not allowed'
          ? message('evaluations/not-allowed', { taskId })
          : message('evaluations/copy-sent', { taskId });
      },
    },
    {
      actionId: approvalButtonIds.decide,
      run: async ({ actor, intentId, value }) => {
        const decision = parseQuickDecision(value);
        if (!decision) return message('evaluations/unknown-evaluation', {});
        const { reference, choice } = decision;
        const { endDate } = reference;
        const chosen: Choice =
          choice === 'close as met' ? { kind: choice } : { kind: choice, endDate };
        const outcome = await deps.evaluations.decide({
          ...reference,
          choice: chosen,
          reason: null,
          actor,
          intentId,
        });
        const refusal = refusalReply(outcome);
        return refusal ?? { ...(await list(deps, actor, 0)), replacesOriginal: true };
      },
    },
  ];
}

async function list({ evaluations }: ApprovalsChatDeps, actor: Actor, offset: number) {
  const { waiting, delegated } = await evaluations.approvals(memberOf(actor));
  const shown = waiting.slice(offset, offset + pageSize);
  const rows = shown.map((each, index) => {
    const { evaluation } = each;
    const slot = offset + index + 1;
    const choice = quickChoiceOf(evaluation);
    return {
      row: {
        ...waitingView(each),
        slot,
        quickChoice: choice,
        proposedEnd: dayText(evaluation.proposedEndDate),
      },
      buttons: [
        [`open${slot}`, openButton(evaluation)],
        ...(choice ? [[`decide${slot}`, decideButton(evaluation, choice)] as const] : []),
      ] as const,
    };
  });
  const rest = waiting.length - offset - shown.length;
  return message('evaluations/approvals', {
    count: waiting.length,
    waiting: rows.map(({ row }) => row),
    delegated: delegated && { ...delegated, lastDay: dayText(delegated.lastDay) },
    rest,
    actions: {
      ...Object.fromEntries(rows.flatMap(({ buttons }) => buttons)),
      next: rest > 0 ? listButton(offset + pageSize) : null,
    },
  });
}

async function delegate(
  { evaluations, people }: ApprovalsChatDeps,
  { actor, intentId, text }: CommandRequest,
): Promise<ChatReply> {
  const manager = memberOf(actor);
  if (text.toLowerCase() === 'stop') {
    const ended = await evaluations.endDelegation({ actor: manager, intentId });
    return message('evaluations/delegation-stopped', { delegate: ended && personView(ended) });
  }
  const mention = findMemberMention(text);
  const [, lastDay] = /^until (\S+)$/i.exec(mention?.rest ?? '') ?? [];
  if (!mention || lastDay === undefined) return invalid(['Say who decides, and until when.']);
  const member = await people.memberBySlackId(mention.slackId);
  if (!member) return invalid(['Nobody by that name is known here.']);
  const outcome = await evaluations.delegate({
    actor: manager,
    delegateId: member.id,
    lastDay,
    intentId,
  });
  switch (outcome.kind) {
    case 'no manager':
      return message('evaluations/delegation-no-manager', {});
    case 'invalid':
      return invalid([outcome.fault]);
    case 'delegated':
      return message('evaluations/delegated', {
        delegate: personView(outcome.delegate),
        lastDay: dayText(outcome.lastDay),
      });
  }
}

function invalid(faults: readonly string[]): Message {
  return message('evaluations/delegation-invalid', { faults, usage });
}

function personView({ name, slackId }: { name: string; slackId?: string }) {
  return { name, slackId: slackId ?? null };
}

function memberOf(actor: Actor): MemberActor {
  if (actor.kind !== 'member') throw new Error('Only a member has approvals');
  return actor;
}
