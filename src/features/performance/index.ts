import type { CollectionIndexes, Db } from '../../storage/index.js';
import type { ChatFeature } from '../chat.js';
import { computeScores } from './compute-scores.js';
import { followTask } from './follow-task.js';
import { lookAtScore, lookAtTeamScore } from './look-at-score.js';
import type { PerformanceDeps } from './performance-deps.js';
import type { Performance } from './performance-service.js';
import { performanceChat } from './performance-slack.js';
import { performanceIndexes, PerformanceStore } from './performance-store.js';
import { updateScore } from './update-score.js';

export type { Performance } from './performance-service.js';
export { defaultScoreWeights, type ScoreSettings, weightsFault } from './score.js';

export function createPerformance({
  db,
  ...given
}: Omit<PerformanceDeps, 'store'> & { readonly db: Db }): {
  readonly performance: Performance;
  readonly chat: ChatFeature;
  readonly indexes: readonly CollectionIndexes[];
} {
  const deps: PerformanceDeps = { ...given, store: new PerformanceStore(db) };
  const performance: Performance = {
    look: (request) => lookAtScore(deps, request),
    lookAtTeam: (request) => lookAtTeamScore(deps, request),
    snapshotTeam: async (team) =>
      computeScores(deps, team, await deps.people.activeMembers(team.id)),
    updateScore: (memberId) => updateScore(deps, memberId),
    followTask: (event, transaction) => followTask(deps, event, transaction),
  };
  return {
    performance,
    chat: performanceChat({ performance, people: given.people }),
    indexes: performanceIndexes,
  };
}
