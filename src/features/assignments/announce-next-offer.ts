import { message } from '../../shared/message.js';
import { momentInWords } from '../calendar/index.js';
import type { Member, Team } from '../people/index.js';
import type { AssignmentDeps } from './assignment-deps.js';
import { buildProblem } from './build-problem.js';
import { completionBehind } from './causes.js';
import { situationOf } from './situation.js';

/**
 * Tells whoever completed a task outside their working hours that the next one is offered when work
 * begins: once before each beginning, and only if there is something to offer then. Who did not
 * complete it themselves hears nothing at this hour.
 */
export async function announceNextOffer(
  deps: AssignmentDeps,
  {
    member,
    team,
    cause,
    workBegins,
  }: {
    readonly member: Member;
    readonly team: Team;
    readonly cause: string;
    readonly workBegins: Date;
  },
): Promise<void> {
  const { slackId, timeZone } = member;
  const intentId = completionBehind(cause);
  const completion = intentId === null ? null : await deps.audit.find(intentId);
  if (slackId === undefined || intentId === null || completion?.actorId !== member.id) return;
  if (!(await deps.tasks.hasUnassigned(team.id))) return;
  const situation = await situationOf(deps, team, workBegins);
  const last = await deps.rules.lastPrices(team.id);
  const options = { limit: 1, ...(last && { last }) };
  const next = await deps.optimiser.nextTasks(buildProblem(situation), member.id, options);
  if (next.length === 0) return;
  const announced = {
    id: `next offer waits/${member.id}/${workBegins.toISOString()}`,
    to: slackId,
    causedBy: intentId,
    message: message('assignments/next-offer-waits', {
      workBegins: momentInWords(workBegins, timeZone),
    }),
    expiresAt: workBegins,
  };
  await deps.inTransaction((transaction) => deps.outbox.enqueue([announced], transaction));
}
