import type { AssignmentProblem, UnplacedTask } from '../assignments/index.js';
import { localDayOf, localDaysBetween } from '../calendar/index.js';
import { type Actor, actorId, type Member, type Team } from '../people/index.js';
import type { Task } from '../tasks/index.js';
import { hoursOf, type MemberLoad, type TeamLoads, totalHours } from '../workload/index.js';
import { type LimitedLoad, limitedLoads } from './limited-loads.js';
import { mayRebalance, type RebalancingDeps } from './rebalancing-deps.js';
import { selectMoves } from './select-moves.js';
import { isMovable, loadChanges, type Suggestion } from './suggestion.js';

export interface Suggest {
  readonly actor: Actor;
  readonly teamId: string;
}

/** A task of somebody overloaded that nobody else can take, and why. */
export interface StuckTask {
  readonly task: Task;
  readonly holder: Member;
  readonly cause: UnplacedTask;
}

export type SuggestOutcome =
  | { readonly kind: 'unknown team' }
  | { readonly kind: 'not allowed'; readonly team: Team }
  | {
      readonly kind: 'nothing to gain';
      readonly loads: TeamLoads;
      readonly stuck: readonly StuckTask[];
    }
  | {
      readonly kind: 'suggested';
      readonly loads: TeamLoads;
      readonly suggestion: Suggestion;
      readonly stuck: readonly StuckTask[];
    };

/** Works out which unstarted tasks of a team would lie better with somebody else; moves nothing. */
export async function suggest(
  deps: RebalancingDeps,
  { actor, teamId }: Suggest,
): Promise<SuggestOutcome> {
  const { people, workload, optimiser, store, newId, inTransaction } = deps;
  const team = await people.team(teamId);
  if (!team) return { kind: 'unknown team' };
  if (!mayRebalance(deps, actor, teamId)) return { kind: 'not allowed', team };
  const loads = await workload.loadsOfTeam(team);
  const held = loads.members.flatMap((load) => load.tasks);
  const limited = await limitedLoads(deps, loads);
  const plan = await optimiser.planTeam(problemOf(loads, limited));
  const stuck = stuckTasks(loads, held, plan.unplaced);

  const candidates = plan.assignments.flatMap(({ taskId, memberId, change, hours }) => {
    const fromId = held.find(({ id }) => id === taskId)?.assigneeId;
    return change === 'moved' && fromId ? [{ taskId, hours, fromId, toId: memberId }] : [];
  });
  const selected = selectMoves(candidates, new Map(limited.map((load) => [load.member.id, load])));
  if (selected.length === 0) return { kind: 'nothing to gain', loads, stuck };

  const members = new Map(loads.members.map((load) => [load.member.id, load]));
  const moves = selected.flatMap((move) => {
    const task = held.find(({ id }) => id === move.taskId);
    return task ? [{ ...move, title: task.title, version: task.version }] : [];
  });
  const suggestion: Suggestion = {
    id: newId(),
    teamId,
    byId: actorId(actor),
    horizon: loads.horizon,
    moves,
    loads: loadChanges(moves, members),
    state: { kind: 'suggested' },
  };
  await inTransaction((transaction) => store.insert(suggestion, transaction));
  return { kind: 'suggested', loads, suggestion, stuck };
}

/** The team's held tasks and who could do them; what they hold in other teams takes up hours. */
function problemOf(
  { team, horizon }: TeamLoads,
  members: readonly LimitedLoad[],
): AssignmentProblem {
  const ofTeam = ({ teamId }: Task) => teamId === team.id;
  const all = members.flatMap(({ tasks }) => tasks.filter(ofTeam));
  const today = localDayOf(horizon.from, team.timeZone);
  return {
    members: members.map(({ member, capacityHours, tasks, takesNothing, roomForTasks }) => ({
      id: member.id,
      capacityHours,
      committedHours: totalHours(tasks.filter((task) => !ofTeam(task))),
      skills: member.skills,
      excludedTaskIds: takesNothing
        ? all.filter(({ assigneeId }) => assigneeId !== member.id).map(({ id }) => id)
        : [],
      maximumTasks: Number.isFinite(roomForTasks)
        ? tasks.filter(ofTeam).length + roomForTasks
        : null,
    })),
    tasks: members.flatMap(({ member, tasks }) =>
      tasks.filter(ofTeam).map((task) => ({
        id: task.id,
        estimatedHours: hoursOf(task),
        requiredSkills: task.requiredSkills,
        priority: task.priority,
        daysUntilDue: task.dueOn === null ? null : localDaysBetween(today, task.dueOn),
        daysWaiting: 0,
        holderId: member.id,
        isFixed: !isMovable(task),
        familiarMemberIds: [],
      })),
    ),
  };
}

function stuckTasks(
  { members }: TeamLoads,
  held: readonly Task[],
  unplaced: readonly UnplacedTask[],
): readonly StuckTask[] {
  const isOverloaded = ({ state }: MemberLoad) => state === 'overloaded';
  return unplaced.flatMap((cause) => {
    const task = held.find(({ id }) => id === cause.taskId);
    const holder = members.find(({ member }) => member.id === task?.assigneeId);
    return task && holder && isOverloaded(holder) ? [{ task, holder: holder.member, cause }] : [];
  });
}
