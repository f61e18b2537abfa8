import { sha256 } from '../../shared/digest.js';
import { isDuplicateKey } from '../../storage/index.js';
import { isWorkingAt, nextWorkingMoment } from '../calendar/index.js';
import type { Member, Team } from '../people/index.js';
import { TaskChangedError } from '../tasks/index.js';
import { announceNextOffer } from './announce-next-offer.js';
import { answerByAfter } from './answer-by.js';
import type { AssignmentDeps } from './assignment-deps.js';
import { buildProblem } from './build-problem.js';
import type { Offer } from './offer.js';
import { offerMessages, termsOf } from './offer-message.js';
import type { Explanation } from './optimiser/explain.js';
import type { AssignmentProblem } from './optimiser/problem.js';
import { scoreVersion } from './optimiser/score.js';
import type { UnplacedTask } from './optimiser/unplaced.js';
import { othersFor } from './others.js';
import { reasonsOf } from './reasons.js';
import { isAtWork, type Situation, situationOf } from './situation.js';

export interface TeamOffers {
  readonly situation: Situation;
  readonly offered: number;
  readonly unplaced: readonly UnplacedTask[];
}

/**
 * Plans all of the team's work that nobody holds and that was there before `createdBefore`, and offers
 * all members who are at work and have no offer to answer one task each, the best for all together.
 * One `cause` offers a member one task.
 */
export async function makeTeamOffers(
  deps: AssignmentDeps,
  team: Team,
  { cause, createdBefore }: { readonly cause: string; readonly createdBefore: Date },
): Promise<TeamOffers> {
  const situation = await situationOf(deps, team);
  const problem = buildProblem(situation, createdBefore);
  const plan = await deps.optimiser.planTeam(problem);
  if (plan.prices) {
    const last = { prices: plan.prices, gap: plan.gap ?? 1 };
    await deps.rules.savePrices(team.id, situation.now, last);
  }
  const askable = situation.members.filter(
    (member) => isAtWork(situation, member.id) && !hasOffer(situation, member),
  );
  const first = await deps.optimiser.firstTasks(
    problem,
    askable.map(({ id }) => id),
  );
  let offered = 0;
  for (const explanation of first) {
    const member = askable.find(({ id }) => id === explanation.memberId);
    if (!member) throw new Error(`${explanation.memberId} was not asked about`);
    const made = await offerTask(deps, { situation, problem, member, explanation, cause });
    if (made) offered += 1;
  }
  return { situation, offered, unplaced: plan.unplaced };
}

/**
 * Offers one member the best task at the prices of the team's last plan, unless there is an offer to
 * answer. @returns when to try again, when the member is not at work; null when all is done.
 */
export async function makeNextOffer(
  deps: AssignmentDeps,
  memberId: string,
  cause: string,
): Promise<Date | null> {
  const { people, offers, tasks, calendars, clock } = deps;
  const member = await people.member(memberId);
  const team = member?.active && member.teamId ? await people.team(member.teamId) : null;
  if (!member || !team) return null;
  if (await offers.find(offerId(cause, memberId))) return null;
  if (await offers.open({ memberId })) return null;
  const calendar = await calendars.calendarOf(memberId);
  const now = clock.now();
  if (!isWorkingAt(calendar, now) && !(await deps.hearsAtAnyHour(memberId))) {
    const workBegins = nextWorkingMoment(calendar, now) ?? null;
    if (workBegins) await announceNextOffer(deps, { member, team, cause, workBegins });
    return workBegins;
  }
  if (!(await tasks.hasUnassigned(team.id))) return null;
  const situation = await situationOf(deps, team);
  const problem = buildProblem(situation);
  const last = await deps.rules.lastPrices(team.id);
  const options = { limit: 1, ...(last && { last }) };
  const [next] = await deps.optimiser.nextTasks(problem, memberId, options);
  if (next) await offerTask(deps, { situation, problem, member, cause, ...next });
  return null;
}

function hasOffer({ openOffers }: Situation, { id }: Pick<Member, 'id'>): boolean {
  return openOffers.some(({ memberId }) => memberId === id);
}

interface NewOffer {
  readonly situation: Situation;
  readonly problem: AssignmentProblem;
  readonly member: Member;
  readonly explanation: Explanation;
  readonly opportunityCost?: number;
  readonly cause: string;
}

/**
 * The plan of a large team takes so long that tasks may be assigned, edited or done meanwhile.
 * @returns false then, and when the task or the member has got another offer, or had this one.
 */
async function offerTask(deps: AssignmentDeps, given: NewOffer): Promise<boolean> {
  const { situation, member, explanation } = given;
  const task = situation.tasks.find(({ id }) => id === explanation.taskId);
  if (!task) throw new Error(`${explanation.taskId} is not in the situation`);
  const offer = newOffer(given, task);
  const terms = await termsOf(deps, offer, task);
  try {
    await deps.inTransaction(async (transaction) => {
      await deps.tasks.noteOffer(task, offer.id, transaction);
      await deps.offers.insert(offer, transaction);
      await deps.outbox.enqueue(offerMessages(offer, terms, member), transaction);
      deps.homeChanges.announceToViewers(({ memberId }) => memberId === member.id, transaction);
    });
    return true;
  } catch (error) {
    if (isDuplicateKey(error) || error instanceof TaskChangedError) return false;
    throw error;
  }
}

function newOffer(
  { situation, problem, member, explanation, opportunityCost = 0, cause }: NewOffer,
  task: Situation['tasks'][number],
): Offer {
  const { now, calendars, team } = situation;
  const calendar = calendars.get(member.id);
  const assumed = problem.tasks.find(({ id }) => id === task.id);
  const answerBy = calendar && answerByAfter(calendar, now);
  if (!assumed || !answerBy) throw new Error(`${member.id} cannot be offered ${task.id}`);
  return {
    id: offerId(cause, member.id),
    taskId: task.id,
    taskTitle: task.title,
    teamId: team.id,
    memberId: member.id,
    state: 'offered',
    offeredAt: now,
    answerBy,
    estimatedHours: assumed.estimatedHours,
    isEstimateAssumed: task.estimatedHours === null,
    requiredSkills: task.requiredSkills.map(({ name }) => name),
    reasons: reasonsOf(explanation, problem, situation),
    score: explanation.score,
    opportunityCost,
    runnerUp: explanation.runnerUp,
    others: othersFor(task.id, member.id, problem, situation),
    scoreVersion,
    settledAt: null,
    settledUnder: null,
    bySilence: false,
    decline: null,
    withdrawal: null,
    laterAt: null,
  };
}

/** Short whatever the cause, because causes are named after earlier offers. */
export function offerId(cause: string, memberId: string): string {
  return sha256(`${cause}/${memberId}`).slice(0, 32);
}
