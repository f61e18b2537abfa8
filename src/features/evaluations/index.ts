import type { CollectionIndexes, Db, Transaction } from '../../storage/index.js';
import type { ChatFeature } from '../chat.js';
import type { TaskChanged } from '../tasks/index.js';
import { defaultThresholds, type Thresholds } from './rule/decision-input.js';
import type { EvaluationDeps } from './evaluation-deps.js';
import { createEvaluationsService, type Evaluations } from './evaluations-service.js';
import { evaluationsChat } from './evaluations-slack.js';
import { followTask } from './follow-task.js';
import type { LevelsToConfirm } from './slack/level-row.js';
import { EvaluationsStore, evaluationIndexes } from './evaluations-store.js';

export type { ChoiceKind } from './choice.js';
export type { Evaluation } from './evaluation.js';
export type { Evaluations } from './evaluations-service.js';

type Given = 'store' | 'thresholds';

export interface EvaluationsFeatureDeps extends Omit<EvaluationDeps, Given> {
  readonly db: Db;
  readonly thresholds?: Thresholds;
  /** Of other features, as `/crew approvals` lists them. */
  readonly levelsToConfirm: LevelsToConfirm;
}

/** Evaluates monitored tasks at the end of their period and takes managers' decisions. */
export function createEvaluations({
  db,
  thresholds = defaultThresholds,
  levelsToConfirm,
  ...deps
}: EvaluationsFeatureDeps): {
  evaluations: Evaluations;
  /** For `onTaskChanged`: keeps decisions that wait in step with their tasks. */
  followTask: (event: TaskChanged, transaction: Transaction) => Promise<void>;
  chat: ChatFeature;
  indexes: readonly CollectionIndexes[];
} {
  const inner: EvaluationDeps = {
    ...deps,
    thresholds,
    store: new EvaluationsStore(db),
  };
  const evaluations = createEvaluationsService(inner);
  return {
    evaluations,
    followTask: (event, transaction) => followTask(inner, event, transaction),
    chat: evaluationsChat({
      evaluations,
      levelsToConfirm,
      approvals: deps.approvals,
      people: deps.people,
    }),
    indexes: evaluationIndexes,
  };
}
