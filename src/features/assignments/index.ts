import type { CollectionIndexes, Db } from '../../storage/index.js';
import type { ChatFeature } from '../chat.js';
import { acceptOffer, declineOffer, openOffer, postponeOffer } from './answer-offer.js';
import { assignHourly } from './assign-hourly.js';
import type { AssignmentDeps } from './assignment-deps.js';
import { assignmentsChat } from './assignments-slack.js';
import type { Assignments } from './assignments-service.js';
import { changeLimits, changeSilenceRule } from './change-rules.js';
import { cleanUpAssignments } from './clean-up.js';
import { followCompletion } from './complete-assignments.js';
import { followAnyHour } from './follow-any-hour.js';
import { followTask } from './follow-task.js';
import { followMember, keepOffers } from './keep-offers.js';
import type { WorkLimits } from './limits.js';
import { lookAtOffers, whyOffered } from './look-at-offers.js';
import { makeTeamOffers } from './make-offers.js';
import { offerIndexes, OffersStore } from './offers-store.js';
import { renameInOffers } from './rename-in-offers.js';
import { ruleIndexes, RulesStore } from './rules-store.js';

export { capacityUnderLimits, isOffRotation, noLimits, type WorkLimits } from './limits.js';
export type { Assignments } from './assignments-service.js';
export { defaultSparsity } from './optimiser/candidates.js';
export { nextTasks } from './optimiser/next-tasks.js';
export { firstTasks } from './optimiser/first-tasks.js';
export { optimise } from './optimiser/optimise.js';
export { Optimiser } from './optimiser/optimiser.js';
export {
  type AssignableMember,
  type AssignableTask,
  type AssignmentProblem,
  type AssignmentWeights,
  defaultWeights,
} from './optimiser/problem.js';
export type { Solution } from './optimiser/solution.js';
export type { UnplacedTask } from './optimiser/unplaced.js';

/** What members decided about how much work they take on, for other features. */
export interface ReadWorkLimits {
  readonly workLimitsOf: (memberId: string) => Promise<WorkLimits>;
  /** By member, without those who have set none. */
  readonly allWorkLimits: (
    memberIds: readonly string[],
  ) => Promise<ReadonlyMap<string, WorkLimits>>;
}

export function createWorkLimits(db: Db): ReadWorkLimits {
  const rules = new RulesStore(db);
  return {
    workLimitsOf: (memberId) => rules.limitsOf(memberId),
    allWorkLimits: (memberIds) => rules.allLimits(memberIds),
  };
}

export function createAssignments({
  db,
  ...given
}: Omit<AssignmentDeps, 'offers' | 'rules'> & { readonly db: Db }): {
  readonly assignments: Assignments;
  readonly chat: ChatFeature;
  readonly indexes: readonly CollectionIndexes[];
} {
  const offers = new OffersStore(db);
  const rules = new RulesStore(db);
  const deps: AssignmentDeps = { ...given, offers, rules };
  const assignments: Assignments = {
    assignHourly: (team, hour) => assignHourly(deps, team, hour),
    async assignTeam(teamId, cause) {
      const team = await deps.people.team(teamId);
      if (team) await makeTeamOffers(deps, team, { cause, createdBefore: deps.clock.now() });
    },
    followCompletion: (memberId, cause) => followCompletion(deps, memberId, cause),
    keepOffers: () => keepOffers(deps),
    cleanUp: (team, day) => cleanUpAssignments(deps, team, day),
    accept: (request) => acceptOffer(deps, request),
    decline: (request) => declineOffer(deps, request),
    postpone: (request) => postponeOffer(deps, request),
    open: (request) => openOffer(deps, request),
    openOfferOf: (memberId) => offers.open({ memberId }),
    look: (request) => lookAtOffers(deps, request),
    why: (request) => whyOffered(deps, request),
    limitsOf: (memberId) => rules.limitsOf(memberId),
    changeLimits: (request) => changeLimits(deps, request),
    silenceRuleOf: (teamId) => rules.silenceRuleOf(teamId),
    changeSilenceRule: (request) => changeSilenceRule(deps, request),
    followTask: (event, transaction) => followTask(deps, event, transaction),
    followAnyHour: (event, transaction) => followAnyHour(deps, event, transaction),
    followSkillRename: (event, transaction) => renameInOffers(deps, event, transaction),
    followMember: (event, transaction) => followMember(deps, event, transaction),
  };
  return {
    assignments,
    chat: assignmentsChat({ ...given, assignments }),
    indexes: [offerIndexes, ...ruleIndexes],
  };
}
