import type { Member, MemberActor, People, Team } from '../../../src/features/people/index.js';
import type {
  MeasurementSource,
  Monitoring,
  Task,
  Tasks,
} from '../../../src/features/tasks/index.js';

export const team: Team = {
  id: 'checkout',
  name: 'Checkout',
  channelId: 'C0CHECKOUT',
  managerIds: ['mona'],
  timeZone: 'Europe/Berlin',
  decisionsGoTo: 'channel',
  measurementHour: 9,
  evaluationHour: 10,
  digestDay: 1,
  digestHour: 9,
  version: 1,
};

const member = (id: string, role: Member['role'], more: Partial<Member> = {}): Member => ({
  id,
  kind: 'person',
  name: id.charAt(0).toUpperCase() + id.slice(1),
  slackId: `U0${id.toUpperCase()}`,
  teamId: team.id,
  role,
  timeZone: team.timeZone,
  skills: [],
  weeklyCapacityHours: 40,
  active: true,
  version: 1,
  ...more,
});

const { slackId: _, ...withoutSlack } = member('robot', 'engineer', { kind: 'agent' });

export const members: readonly Member[] = [
  member('ada', 'engineer'),
  member('ben', 'engineer'),
  member('mona', 'manager'),
  member('root', 'admin', { teamId: null }),
  member('gone', 'engineer', { active: false }),
  withoutSlack,
];

export function actor(id: string, more: Partial<MemberActor> = {}): MemberActor {
  const found = members.find((each) => each.id === id);
  if (!found) throw new Error(`nobody is called ${id}`);
  return {
    kind: 'member',
    memberId: found.id,
    name: found.name,
    slackId: found.slackId ?? null,
    role: found.role,
    teamId: found.teamId,
    managesTeamIds: team.managerIds.includes(found.id) ? [team.id] : [],
    timeZone: found.timeZone,
    ...more,
  };
}

export const people: People = {
  actorBySlackId: async () => null,
  actorById: async (id) => actor(id),
  member: async (id) => members.find((each) => each.id === id) ?? null,
  memberBySlackId: async (slackId) => members.find((each) => each.slackId === slackId) ?? null,
  members: async (ids) => members.filter(({ id }) => ids.includes(id)),
  activeMembers: async () => members.filter(({ active }) => active),
  leavers: async () => members.filter(({ active }) => !active),
  team: async (id) => (id === team.id ? team : null),
  teams: async () => [team],
  admins: async () => members.filter(({ role }) => role === 'admin'),
};

/** Three weeks of a daily question to Ada, from Monday 2 to Sunday 22 November 2026. */
export function monitoring(more: Partial<Monitoring> = {}): Monitoring {
  return {
    metric: 'p95 latency',
    unit: 'ms',
    direction: 'lower',
    target: { type: 'percent', value: 10 },
    baseline: { value: 100 },
    cadence: 'daily',
    source: { kind: 'manual' },
    startDate: '2026-11-02',
    endDate: '2026-11-22',
    extensionCount: 0,
    maximumExtensions: 2,
    state: 'active',
    evaluatedAt: null,
    recommendation: null,
    evaluationNotes: null,
    ...more,
  };
}

export function task(number: number, more: Partial<Task> = {}): Task {
  return {
    id: `T-${number}`,
    number,
    title: `Task ${number}`,
    notes: null,
    status: 'in progress',
    blockedReason: null,
    priority: 'normal',
    teamId: team.id,
    assigneeId: 'ada',
    createdById: 'mona',
    dueOn: null,
    estimatedHours: null,
    requiredSkills: [],
    pinned: false,
    dependsOn: [],
    actualHours: null,
    completionNotes: null,
    monitoring: monitoring(),
    createdAt: new Date('2026-11-01T09:00:00Z'),
    startedAt: null,
    completedAt: null,
    version: 1,
    ...more,
  };
}

export function httpSource(url: string, pointer = '/value'): MeasurementSource {
  return { kind: 'http', url, pointer };
}

/** Tasks that change when the test changes the list. */
export function tasksOf(list: Task[]): Tasks {
  return {
    task: async (id) => list.find((each) => each.id === id) ?? null,
    monitoredTasks: async ({ teamId, cadence }) =>
      list.filter(
        (each) =>
          each.monitoring !== null &&
          each.monitoring.state !== 'ended' &&
          (teamId === undefined || each.teamId === teamId) &&
          (cadence === undefined || each.monitoring.cadence === cadence),
      ),
    tasksAwaitingApproval: async () => [],
    ongoingOrCompletedSince: async () => [],
    tasksDueForEvaluation: async () => [],
    changeMonitorings: async () => {},
    tasks: async (ids) => list.filter(({ id }) => ids.includes(id)),
    ongoingTasks: async () => [],
    unassignedTasks: async () => [],
    ongoingTasksOf: async () => [],
    heldEstimates: async () => [],
    hasUnassigned: async () => false,
    reassign: async () => {},
    completedSince: async () => [],
    changeRequiredSkills: async () => {},
    noteOffer: async () => {},
  };
}
