import type { LocalDay } from '../calendar/index.js';
import type { ScoreInputs } from './inputs.js';
import type { Score, ScoreWeights } from './score.js';

/**
 * The score of a member on one day of the team. It is computed again while the day lasts, and never
 * changed afterwards, so that it can be explained as it was.
 */
export interface Snapshot extends Score {
  readonly memberId: string;
  readonly teamId: string;
  readonly day: LocalDay;
  readonly at: Date;
  readonly formulaVersion: string;
  readonly windowDays: number;
  readonly weights: ScoreWeights;
  readonly inputs: ScoreInputs;
}
