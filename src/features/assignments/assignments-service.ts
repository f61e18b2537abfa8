import type { Transaction } from '../../storage/index.js';
import type { LocalDay } from '../calendar/index.js';
import type { Actor, Member, Team } from '../people/index.js';
import type { TaskChanged } from '../tasks/index.js';
import type { AnswerOffer, AnswerOutcome, OpenedOffer } from './answer-offer.js';
import type { HourlyCounts } from './assign-hourly.js';
import type { ChangeLimitsOutcome, ChangeRuleOutcome } from './change-rules.js';
import type { CleanUpCounts } from './clean-up.js';
import type { KeptOffers } from './keep-offers.js';
import type { WorkLimits } from './limits.js';
import type { LookAtOffers, LookOutcome, WhyOutcome } from './look-at-offers.js';
import type { Decline, Offer } from './offer.js';
import type { SkillRenamed } from './rename-in-offers.js';
import type { SilenceRule } from './rules-store.js';

export interface Assignments {
  /** The assignment of one hour of the team, `2026-11-20T09`; safe to repeat. */
  assignHourly(team: Team, hour: string): Promise<HourlyCounts>;
  /** Offers what the team's latest plan gives, to all who are at work; one `cause` does so once. */
  assignTeam(teamId: string, cause: string): Promise<void>;
  /** What follows a completion; safe to repeat. @returns when to try again, or null. */
  followCompletion(memberId: string, cause: string): Promise<Date | null>;
  /** Settles offers that nobody answered, or that hold no longer. */
  keepOffers(): Promise<KeptOffers>;
  cleanUp(team: Team, day: LocalDay): Promise<CleanUpCounts>;
  accept(request: AnswerOffer): Promise<AnswerOutcome>;
  decline(request: AnswerOffer & { readonly decline: Decline }): Promise<AnswerOutcome>;
  postpone(request: AnswerOffer): Promise<AnswerOutcome>;
  /** Whether the offer can be answered by the actor. */
  open(request: Omit<AnswerOffer, 'intentId'>): Promise<OpenedOffer>;
  openOfferOf(memberId: string): Promise<Offer | null>;
  look(request: LookAtOffers): Promise<LookOutcome>;
  why(request: { readonly actor: Actor; readonly taskId: string }): Promise<WhyOutcome>;
  limitsOf(memberId: string): Promise<WorkLimits>;
  changeLimits(request: {
    readonly actor: Actor;
    readonly intentId: string;
    readonly limits: WorkLimits;
  }): Promise<ChangeLimitsOutcome>;
  silenceRuleOf(teamId: string): Promise<SilenceRule>;
  changeSilenceRule(request: {
    readonly actor: Actor;
    readonly intentId: string;
    readonly team: Team;
    readonly silence: SilenceRule;
  }): Promise<ChangeRuleOutcome>;
  /** Runs inside the transaction that changes a task. */
  readonly followTask: (event: TaskChanged, transaction: Transaction) => Promise<void>;
  /** Runs inside the transaction in which a member lets messages come at any hour. */
  readonly followAnyHour: (
    event: { readonly memberId: string; readonly intentId: string },
    transaction: Transaction,
  ) => Promise<void>;
  /** Runs inside the transaction in which a skill gets another name, before tasks get it. */
  readonly followSkillRename: (event: SkillRenamed, transaction: Transaction) => Promise<void>;
  /** Runs inside the transaction that adds, changes or removes a member. */
  readonly followMember: (
    event: { readonly before: Member | null; readonly after: Member },
    transaction: Transaction,
  ) => Promise<void>;
}
