import { type Message, message } from '../../../shared/message.js';
import { type Approvals, listButtonId } from '../../approvals/index.js';
import type { ButtonHandler, Subcommand } from '../../chat.js';
import type { Actor, MemberActor } from '../../people/index.js';
import type { Choice } from '../choice.js';
import type { Evaluations } from '../evaluations-service.js';
import { approvalButtonIds, parseQuickDecision } from './approval-buttons.js';
import { approvalsHome, approvalsList } from './approvals-list.js';
import { refusalReply } from './decision-refusals.js';
import type { LevelsToConfirm } from './level-row.js';

export interface ApprovalsChatDeps {
  readonly evaluations: Evaluations;
  readonly approvals: Pick<Approvals, 'decisionRightsOf' | 'delegationOf'>;
  readonly levelsToConfirm: LevelsToConfirm;
}

/** `/crew approvals` */
export function approvalsSubcommand(deps: ApprovalsChatDeps): Subcommand {
  return {
    name: 'approvals',
    usage: '',
    summary: 'Decisions that wait for you, longest waiting first',
    run: ({ actor }) => list(deps, actor, 0),
  };
}

export function approvalButtons(deps: ApprovalsChatDeps): readonly ButtonHandler[] {
  return [
    {
      actionId: listButtonId,
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

/** For the Home tab of those who decide for anybody; null for all others. */
export async function decisionsHome(
  { evaluations, approvals, levelsToConfirm }: ApprovalsChatDeps,
  actor: MemberActor,
): Promise<Message | null> {
  const rights = await approvals.decisionRightsOf(actor);
  if (rights.over.length === 0) return null;
  const [decisions, levels] = await Promise.all([
    evaluations.waitingFor(rights),
    levelsToConfirm(rights),
  ]);
  return approvalsHome(decisions, levels);
}

async function list(
  { evaluations, approvals, levelsToConfirm }: ApprovalsChatDeps,
  actor: Actor,
  offset: number,
) {
  const member = memberOf(actor);
  const rights = await approvals.decisionRightsOf(member);
  const [decisions, levels, delegated] = await Promise.all([
    evaluations.waitingFor(rights),
    levelsToConfirm(rights),
    approvals.delegationOf(member),
  ]);
  return approvalsList({ decisions, levels, delegated, offset });
}

function memberOf(actor: Actor): MemberActor {
  if (actor.kind !== 'member') throw new Error('Only a member has approvals');
  return actor;
}
