import { createApprovals } from './features/approvals/index.js';
import { createAssignments, createWorkLimits, Optimiser } from './features/assignments/index.js';
import { createAudit } from './features/audit/index.js';
import type { ChatFeature } from './features/chat.js';
import { deliveriesChat } from './features/deliveries/index.js';
import { createCalendars } from './features/calendar/index.js';
import { createEvaluations } from './features/evaluations/index.js';
import { announceHomeChanges } from './features/home-announcements.js';
import { HomeChanges } from './features/home-changes.js';
import { createNotifications } from './features/notifications/index.js';
import { createMeasurements, sourceUrlCheck } from './features/measurements/index.js';
import { createPeople, isAllowed } from './features/people/index.js';
import { createPerformance } from './features/performance/index.js';
import { createRebalancing } from './features/rebalancing/index.js';
import { createReports } from './features/reports/index.js';
import {
  createSkillNames,
  createSkills,
  levelShown,
  skillNamesInUse,
  suggestionShown,
} from './features/skills/index.js';
import { createTasks } from './features/tasks/index.js';
import { createWorkload } from './features/workload/index.js';
import { outboxIndexes } from './outbox/index.js';
import {
  agendaIndexes,
  JobQueueStore,
  RunStore,
  runIndexes,
  workIndexes,
} from './scheduling/index.js';
import type { ServiceDeps } from './service-deps.js';
import type { CollectionIndexes } from './storage/index.js';

export type { ServiceDeps } from './service-deps.js';

/** Everything that the bot knows and does, apart from how it is reached. */
export function createServices(deps: ServiceDeps) {
  const { database, settings, clock, random, newId, logger, outbox, work } = deps;
  const { db, inTransaction, inGroupCommit } = database;
  const audit = createAudit(db);
  const base = { db, inTransaction, audit: audit.audit, outbox, clock, newId, logger };
  const http = {
    allowedHosts: settings.measurementHosts,
    allowPrivateAddresses: settings.allowPrivateMeasurementAddresses,
  };

  const skillNames = createSkillNames(db, () => skillNamesInUse(people.people, tasks.tasks));
  const { workLimitsOf, allWorkLimits } = createWorkLimits(db);
  const optimiser = new Optimiser();
  const people = createPeople({
    ...base,
    ...settings,
    skillNames,
    workLimitsOf,
    suggestionFor: async (member) =>
      suggestionShown(await skills.skills.suggestionsFor(member), member.timeZone),
  });
  const calendars = createCalendars({ ...base, people: people.people });
  const tasks = createTasks({
    ...base,
    inGroupCommit,
    skillNames,
    people: people.people,
    calendars: calendars.calendars,
    checkSourceUrl: sourceUrlCheck(http),
  });
  const homeChanges = new HomeChanges();
  const measurements = createMeasurements({
    ...base,
    homeChanges,
    people: people.people,
    calendars: calendars.calendars,
    tasks: tasks.tasks,
    random,
    http,
  });
  tasks.tasks.onTaskAssigned(measurements.askAtOnce);
  tasks.tasks.onMonitoringResumed(measurements.askAtOnce);
  const approvals = createApprovals({
    ...base,
    people: people.people,
    calendars: calendars.calendars,
    times: settings.approvalTimes,
  });
  const evaluations = createEvaluations({
    ...base,
    people: people.people,
    tasks: tasks.tasks,
    measurements: measurements.measurements,
    approvals: approvals.approvals,
    levelsToConfirm: async (rights) =>
      (await skills.skills.levelsToConfirm(rights)).map(levelShown),
  });
  tasks.tasks.onTaskChanged(evaluations.followTask);
  const performance = createPerformance({
    ...base,
    work,
    people: people.people,
    tasks: {
      ongoingOrCompletedSince: async (...query) =>
        skillNames.withCurrentNames(await tasks.tasks.ongoingOrCompletedSince(...query)),
    },
    calendars: calendars.calendars,
    settings: settings.scores,
  });
  const workload = createWorkload({
    ...base,
    people: people.people,
    tasks: tasks.tasks,
    calendars: calendars.calendars,
    settings: settings.workload,
  });
  const reports = createReports({
    ...base,
    people: people.people,
    tasks: tasks.tasks,
    measurements: measurements.measurements,
    evaluations: evaluations.evaluations,
    calendars: calendars.calendars,
    performance: performance.performance,
    workload: workload.workload,
  });
  const notifications = createNotifications({
    ...base,
    people: people.people,
    calendars: calendars.calendars,
    tasks: tasks.tasks,
    noticesPerDay: settings.noticesPerDay,
    followAnyHour: (...event) => assignments.assignments.followAnyHour(...event),
  });
  tasks.tasks.onTaskChanged(performance.performance.followTask);
  tasks.tasks.onTaskAssigned(workload.checkOnAssignment);
  tasks.tasks.onTaskChanged(workload.checkOnTaskChange);
  calendars.onCalendarChanged(workload.checkOnCalendarChange);
  calendars.onTeamCalendarChanged(workload.checkOnTeamCalendarChange);
  announceHomeChanges(homeChanges, { people: people.people, calendars, tasks: tasks.tasks });
  const rebalancing = createRebalancing({
    ...base,
    people: people.people,
    tasks: tasks.tasks,
    workload: workload.workload,
    optimiser,
    allWorkLimits,
  });
  const assignments = createAssignments({
    ...base,
    homeChanges,
    work,
    optimiser,
    people: people.people,
    tasks: tasks.tasks,
    calendars: calendars.calendars,
    hearsAtAnyHour: async (memberId) =>
      (await notifications.notifications.preferencesOf(memberId)).hours === 'any',
    settings: { horizonDays: settings.workload.horizonDays, archiveFolder: settings.archiveFolder },
  });
  tasks.tasks.onTaskChanged(assignments.assignments.followTask);
  people.onMemberChanged(assignments.assignments.followMember);
  const skills = createSkills({
    ...base,
    names: skillNames,
    approvals: approvals.approvals,
    people: people.people,
    skillLevels: people.skillLevels,
    tasks: tasks.tasks,
    announceHome: (member, transaction) => {
      homeChanges.announce(member, transaction);
      homeChanges.announceToViewers(
        (viewer) => isAllowed(viewer, 'manage_team', { teamId: member.teamId }),
        transaction,
      );
    },
    followRename: assignments.assignments.followSkillRename,
  });
  const runs = new RunStore(db);
  /** In the order in which help and Home tabs show them. */
  const chat: readonly ChatFeature[] = [
    tasks.chat,
    assignments.chat,
    measurements.chat,
    evaluations.chat,
    approvals.chat,
    performance.chat,
    workload.chat,
    rebalancing.chat,
    reports.chat,
    skills.chat,
    calendars.chat,
    people.chat,
    notifications.chat,
    deliveriesChat({
      runs,
      work,
      ledger: outbox,
      audit: audit.audit,
      inTransaction,
      clock,
      logger,
    }),
  ];
  const indexes: readonly CollectionIndexes[] = [
    ...audit.indexes,
    ...outboxIndexes,
    runIndexes,
    agendaIndexes,
    workIndexes,
    ...people.indexes,
    ...calendars.indexes,
    ...tasks.indexes,
    ...measurements.indexes,
    ...approvals.indexes,
    ...evaluations.indexes,
    ...reports.indexes,
    ...notifications.indexes,
    ...performance.indexes,
    ...workload.indexes,
    ...rebalancing.indexes,
    ...assignments.indexes,
    ...skills.indexes,
  ];
  return {
    people: people.people,
    calendars: calendars.calendars,
    importPeople: people.importPeople,
    memberAdministration: people.memberAdministration,
    ensureFirstAdmins: people.ensureFirstAdmins,
    tasks: tasks.tasks,
    measurements: measurements.measurements,
    evaluations: evaluations.evaluations,
    reports: reports.reports,
    performance: performance.performance,
    workload: workload.workload,
    assignments: assignments.assignments,
    skills: skills.skills,
    work,
    audit: audit.audit,
    inTransaction,
    notifications: notifications.notifications,
    deliveryPolicy: notifications.deliveryPolicy,
    outbox,
    runs,
    jobs: new JobQueueStore(db),
    chat,
    onHomeChanged: homeChanges.onHomeChanged,
    onHomesChanged: homeChanges.onHomesChanged,
    indexes,
    close: () => optimiser.close(),
  };
}

export type Services = ReturnType<typeof createServices>;
