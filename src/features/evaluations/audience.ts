import { type Member, type People, slackIdOf, type Team } from '../people/index.js';
import type { Evaluation } from './evaluation.js';

/** Whom the evaluations of one team concern, and where its decisions are posted. */
export interface Audience {
  readonly team: Team;
  readonly members: ReadonlyMap<string, Member>;
  /** Slack ids: the team's channel, or each of its managers. */
  readonly receivers: readonly string[];
}

/** An audience of evaluations that are made together. */
export interface RunAudience extends Audience {
  readonly decidedTogether: number;
}

/**
 * Reads the team's managers and the members `concernedIds`. Decisions for managers none of whom has
 * a Slack account go to the team's channel, so that somebody sees them.
 */
export async function audienceOf(
  people: People,
  team: Team,
  concernedIds: readonly (string | null)[],
): Promise<Audience> {
  const ids = new Set([...team.managerIds, ...concernedIds.filter((id) => id !== null)]);
  const members = new Map((await people.members([...ids])).map((member) => [member.id, member]));
  const managerAccounts = team.managerIds.flatMap((id) => slackIdOf(members.get(id)) ?? []);
  const toManagers = team.decisionsGoTo === 'managers' && managerAccounts.length > 0;
  return { team, members, receivers: toManagers ? managerAccounts : [team.channelId] };
}

/** A member's name as messages show it. */
export function nameOf({ members }: Audience, memberId: string): string {
  return members.get(memberId)?.name ?? memberId;
}

/** The members whom an evaluation names. */
export function concernedBy({
  assigneeId,
  settlement,
  withdrawal,
  approval,
}: Evaluation): readonly (string | null)[] {
  return [
    assigneeId,
    settlement?.byId ?? null,
    settlement?.inPlaceOfId ?? null,
    settlement?.assigneeId ?? null,
    withdrawal?.byId ?? null,
    ...approval.askedIds,
  ];
}
