import { type LocalDay, localDayOf, workingDaysBetween } from '../calendar/index.js';
import { type Member, slackIdOf, type Team } from '../people/index.js';
import {
  type Approval,
  type Chain,
  isEscalatedOn,
  isRemindedOn,
  turnOn,
  withoutMember,
} from './approval.js';
import type { ApprovalDeps } from './approval-deps.js';
import type { ApprovalKind } from './approval-kind.js';
import { chainOf } from './chain.js';

/** A request that somebody is reminded of. */
export interface Reminder<Request> {
  readonly request: Request;
  readonly decider: Member;
  readonly inPlaceOf: Member | null;
  /** In working days of the decider. */
  readonly waitedDays: number;
  /** Whether it has just been passed on to the decider. */
  readonly isNew: boolean;
}

export interface ApprovalRound<Request> {
  readonly waiting: number;
  readonly escalated: number;
  /** By the Slack id of who is reminded, longest waiting first. */
  readonly reminders: ReadonlyMap<string, readonly Reminder<Request>[]>;
}

export interface RoundOptions<Request> {
  readonly kind: ApprovalKind<Request>;
  /** Null for what is of no team, about which the admins decide. */
  readonly team: Team | null;
  readonly day: LocalDay;
  /** Of `day`. */
  readonly timeZone: string;
  /** @returns null when somebody has decided or passed it on in the meantime. */
  readonly escalate: (request: Request, approval: Approval) => Promise<Request | null>;
}

/** Passes on what has waited too long, and says who is to be reminded of what on `day`. */
export async function approvalRound<Request>(
  deps: ApprovalDeps,
  options: RoundOptions<Request>,
): Promise<ApprovalRound<Request>> {
  const { kind, team, day } = options;
  const waiting = await kind.waitingIn(team);
  if (waiting.length === 0) return { waiting: 0, escalated: 0, reminders: new Map() };
  const chain = await chainOf(deps, team?.managerIds ?? [], day);
  const chainFor = (request: Request) => withoutMember(chain, kind.excludedId(request, team));
  const current: Request[] = [];
  let escalated = 0;
  for (const request of waiting) {
    const own = chainFor(request);
    if (!isEscalatedOn(own, kind.approvalOf(request), day, deps.times)) {
      current.push(request);
      continue;
    }
    const approval = passedOn(own, kind.approvalOf(request), day);
    const passed = await options.escalate(request, approval);
    if (!passed) continue;
    current.push(passed);
    escalated += 1;
  }
  const reminders = remindersOn(deps, options, current, chainFor);
  return { waiting: waiting.length, escalated, reminders };
}

function passedOn(chain: Chain, { level }: Approval, day: LocalDay): Approval {
  const next = level + 1;
  const { deciders } = turnOn(chain, next, day);
  return { level: next, since: day, askedIds: deciders.map(({ member }) => member.id) };
}

function remindersOn<Request>(
  { times }: ApprovalDeps,
  { kind, day, timeZone }: RoundOptions<Request>,
  requests: readonly Request[],
  chainFor: (request: Request) => Chain,
): ReadonlyMap<string, readonly Reminder<Request>[]> {
  const reminders = new Map<string, Reminder<Request>[]>();
  for (const request of requests) {
    const approval = kind.approvalOf(request);
    const waitingSince = localDayOf(kind.waitingSince(request), timeZone);
    for (const decider of turnOn(chainFor(request), approval.level, day).deciders) {
      const slackId = slackIdOf(decider.member);
      if (slackId === null) continue;
      if (!isRemindedOn(decider, waitingSince, approval, day, times)) continue;
      const reminder: Reminder<Request> = {
        request,
        decider: decider.member,
        inPlaceOf: decider.inPlaceOf,
        waitedDays: workingDaysBetween(decider.calendar, waitingSince, day),
        isNew: approval.level > 0 && approval.since === day,
      };
      reminders.set(slackId, [...(reminders.get(slackId) ?? []), reminder]);
    }
  }
  return reminders;
}
