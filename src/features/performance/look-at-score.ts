import { AlreadyHandledError, type AuditEntry } from '../audit/index.js';
import { addLocalDays } from '../calendar/index.js';
import {
  type Actor,
  actorId,
  authorise,
  isAllowed,
  type Member,
  type Team,
} from '../people/index.js';
import { smallestGroupShown } from '../smallest-group-shown.js';
import { computeScores } from './compute-scores.js';
import { type PerformanceDeps, scoreWork } from './performance-deps.js';
import type { Snapshot } from './snapshot.js';
import { type TeamScore, teamScoreOf } from './team-score.js';

export interface LookAtScore {
  readonly actor: Actor;
  readonly intentId: string;
  readonly memberId: string;
  /** As of that local day, `YYYY-MM-DD`; today when absent. */
  readonly day?: string;
}

/** Somebody else who looked at the score. */
export interface ScoreView {
  readonly by: Member | null;
  readonly at: Date;
}

export type LookOutcome =
  | { readonly kind: 'unknown member' }
  | { readonly kind: 'not allowed'; readonly member: Member }
  | { readonly kind: 'no team'; readonly member: Member }
  | { readonly kind: 'no snapshot'; readonly member: Member; readonly day: string }
  | {
      readonly kind: 'score';
      readonly member: Member;
      readonly team: Team;
      readonly snapshot: Snapshot;
      /** At the end of the window before; null when there was none. */
      readonly previous: Snapshot | null;
      /** The last who looked, each once, latest first; empty for anybody but the member. */
      readonly seenBy: readonly ScoreView[];
      /** An update that failed for good, if any. */
      readonly failedUpdate: { readonly error: string | null } | null;
    };

const viewed = 'score viewed';
const mostViewers = 5;
/** Views in which the viewers are looked for. */
const mostViews = 100;

/** A person's numbers are for that person and whoever manages them; all else is refused. */
export async function lookAtScore(
  deps: PerformanceDeps,
  request: LookAtScore,
): Promise<LookOutcome> {
  const { people, store, work, logger } = deps;
  const { actor } = request;
  const member = await people.member(request.memberId);
  if (!member) return { kind: 'unknown member' };
  const isOwn = actor.kind === 'member' && actor.memberId === member.id;
  const target = { teamId: member.teamId };
  const about = { what: 'look at a score', memberId: member.id };
  if (!isOwn && !authorise(actor, 'manage_team', target, logger, about)) {
    return { kind: 'not allowed', member };
  }
  const team = member.teamId === null ? null : await people.team(member.teamId);
  if (!team) return { kind: 'no team', member };
  if (!isOwn) await recordViews(deps, actor, [{ intentId: request.intentId, memberId: member.id }]);

  const snapshot =
    request.day === undefined
      ? ((await computeScores(deps, team, [member]))[0] ?? null)
      : await store.latest(member.id, request.day);
  if (!snapshot) return { kind: 'no snapshot', member, day: request.day ?? '' };
  const windowBefore = addLocalDays(snapshot.day, -snapshot.windowDays);
  const [previous, failedUpdate] = await Promise.all([
    store.latest(member.id, windowBefore),
    work.failed(scoreWork, member.id),
  ]);
  return {
    kind: 'score',
    member,
    team,
    snapshot,
    previous,
    seenBy: isOwn ? await viewsOf(deps, member.id) : [],
    failedUpdate,
  };
}

function subjectOf(memberId: string): string {
  return `score of ${memberId}`;
}

/** Recorded before anything is shown, so that no view goes unrecorded. */
async function recordViews(
  { audit, inTransaction, clock }: PerformanceDeps,
  actor: Actor,
  views: readonly { readonly intentId: string; readonly memberId: string }[],
): Promise<void> {
  const at = clock.now();
  const entries = views.map(
    ({ intentId, memberId }): AuditEntry => ({
      id: intentId,
      at,
      actorId: actorId(actor),
      action: viewed,
      subject: subjectOf(memberId),
    }),
  );
  try {
    await inTransaction(async (transaction) => {
      for (const entry of entries) await audit.insert(entry, transaction);
    });
  } catch (error) {
    if (!(error instanceof AlreadyHandledError)) throw error;
  }
}

async function viewsOf(
  { audit, people }: PerformanceDeps,
  memberId: string,
): Promise<readonly ScoreView[]> {
  const entries = await audit.about(subjectOf(memberId), mostViews);
  const lastByViewer = new Map(entries.map((entry) => [entry.actorId, entry.at]));
  const viewers = await people.members([...lastByViewer.keys()]);
  return [...lastByViewer]
    .map(([id, at]) => ({ by: viewers.find((viewer) => viewer.id === id) ?? null, at }))
    .toSorted((one, other) => other.at.getTime() - one.at.getTime())
    .slice(0, mostViewers);
}

export interface LookAtTeamScore {
  readonly actor: Actor;
  readonly intentId: string;
  readonly teamId: string;
}

export interface MemberScore {
  readonly member: Member;
  readonly value: number;
}

export type TeamLookOutcome =
  | { readonly kind: 'unknown team' }
  | { readonly kind: 'not allowed'; readonly team: Team }
  | { readonly kind: 'too few'; readonly team: Team; readonly smallest: number }
  | {
      readonly kind: 'team score';
      readonly team: Team;
      readonly score: TeamScore;
      /** Highest first; null for those who do not manage the team, and for the bot itself. */
      readonly byMember: readonly MemberScore[] | null;
    };

/**
 * The team's mean and counts; below five members with a score, for its managers alone. Those see
 * whose scores they are too, which everybody concerned is shown as a view of their own.
 */
export async function lookAtTeamScore(
  deps: PerformanceDeps,
  { actor, intentId, teamId }: LookAtTeamScore,
): Promise<TeamLookOutcome> {
  const team = await deps.people.team(teamId);
  if (!team) return { kind: 'unknown team' };
  if (!authorise(actor, 'view_team', { teamId }, deps.logger, { what: 'look at scores' })) {
    return { kind: 'not allowed', team };
  }
  const members = await deps.people.activeMembers(teamId);
  const snapshots = await computeScores(deps, team, members);
  const score = teamScoreOf(snapshots.map(({ value }) => value));
  const mayBreakDown = isAllowed(actor, 'manage_team', { teamId });
  if (score.scored < smallestGroupShown && !mayBreakDown) {
    return { kind: 'too few', team, smallest: smallestGroupShown };
  }
  if (actor.kind !== 'member' || !mayBreakDown) {
    return { kind: 'team score', team, score, byMember: null };
  }
  const byMember = snapshots
    .flatMap(({ memberId, value }): MemberScore[] => {
      const member = members.find(({ id }) => id === memberId);
      return member && value !== null ? [{ member, value }] : [];
    })
    .toSorted((one, other) => other.value - one.value);
  const others = byMember.filter(({ member }) => member.id !== actor.memberId);
  await recordViews(
    deps,
    actor,
    others.map(({ member }) => ({ intentId: `${intentId}/${member.id}`, memberId: member.id })),
  );
  return { kind: 'team score', team, score, byMember };
}
