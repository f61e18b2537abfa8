import type { CollectionIndexes, Db } from '../../storage/index.js';
import type { ChatFeature } from '../chat.js';
import { checkLoads } from './check-loads.js';
import { loadCheckIndexes, LoadChecksStore } from './load-checks-store.js';
import { lookAtLoad, lookAtTeamLoad } from './look-at-load.js';
import {
  checkOnAssignment,
  checkOnCalendarChange,
  checkOnTaskChange,
  checkOnTeamCalendarChange,
} from './queue-checks.js';
import { loadsOfTeam } from './read-loads.js';
import type { WorkloadDeps } from './workload-deps.js';
import type { Workload } from './workload-service.js';
import { workloadChat } from './workload-slack.js';

export { capacityIn, type Horizon, horizonFrom } from './capacity.js';
export { assumedHours, hoursOf, loadOf, type LoadThresholds, totalHours } from './load.js';
export { loadView } from './load-views.js';
export type { MemberLoad, TeamLoads } from './read-loads.js';
export type { WorkloadSettings } from './workload-deps.js';
export type { Workload } from './workload-service.js';

export function createWorkload({
  db,
  ...given
}: Omit<WorkloadDeps, 'checks'> & { readonly db: Db }) {
  const checks = new LoadChecksStore(db);
  const deps: WorkloadDeps = { ...given, checks };
  const workload: Workload = {
    look: (request) => lookAtLoad(deps, request),
    lookAtTeam: (request) => lookAtTeamLoad(deps, request),
    loadsOfTeam: (team, horizon) => loadsOfTeam(deps, team, horizon),
    checkLoads: () => checkLoads(deps),
  };
  const chat: ChatFeature = workloadChat({ workload, people: given.people });
  const indexes: readonly CollectionIndexes[] = [loadCheckIndexes];
  return {
    workload,
    checkOnAssignment: checkOnAssignment(checks),
    checkOnTaskChange: checkOnTaskChange(checks),
    checkOnCalendarChange: checkOnCalendarChange(checks),
    checkOnTeamCalendarChange: checkOnTeamCalendarChange(checks, given.people),
    chat,
    indexes,
  };
}
