import { type ScoreSettings, weightsFault } from './features/performance/index.js';
import type { SettingsReader } from './settings-reader.js';

const longestWindow = 366;

/** The window of performance scores, and the weights of their parts, which sum to 1. */
export function readScores(read: SettingsReader): ScoreSettings {
  const windowDays = Number(read.valueOrDefault('SCORE_WINDOW_DAYS'));
  read.check(
    Number.isInteger(windowDays) && windowDays >= 1 && windowDays <= longestWindow,
    `SCORE_WINDOW_DAYS is "${read.value('SCORE_WINDOW_DAYS')}"; it takes a whole number of days from 1 to ${longestWindow}.`,
  );
  const text = read.valueOrDefault('SCORE_WEIGHTS');
  const weights = text.split(',').map((part) => (part.trim() === '' ? Number.NaN : Number(part)));
  const fault = weights.length === 4 ? weightsFault(weights) : 'there are four';
  read.check(
    fault === null,
    `SCORE_WEIGHTS is "${text}": ${fault}. Write four numbers that sum to 1, such as 0.35,0.25,0.2,0.2.`,
  );
  const [completionRate = 0, estimationAccuracy = 0, workloadBalance = 0, skillUtilisation = 0] =
    weights;
  return {
    windowDays,
    weights: { completionRate, estimationAccuracy, workloadBalance, skillUtilisation },
  };
}
