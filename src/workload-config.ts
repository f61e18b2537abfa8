import type { WorkloadSettings } from './features/workload/index.js';
import type { SettingsReader } from './settings-reader.js';

const longestHorizon = 60;

/** The planning horizon in working days, and the shares below and above which load is told of. */
export function readWorkload(read: SettingsReader): WorkloadSettings {
  const horizonDays = Number(read.valueOrDefault('PLANNING_DAYS'));
  read.check(
    Number.isInteger(horizonDays) && horizonDays >= 1 && horizonDays <= longestHorizon,
    `PLANNING_DAYS is "${read.value('PLANNING_DAYS')}"; it takes a whole number of working days from 1 to ${longestHorizon}.`,
  );
  const text = read.valueOrDefault('LOAD_THRESHOLDS');
  const percents = text.split(',').map((part) => (part.trim() === '' ? Number.NaN : Number(part)));
  const [underused = Number.NaN, overloaded = Number.NaN] = percents;
  read.check(
    percents.length === 2 && underused >= 0 && overloaded > underused && overloaded <= 1000,
    `LOAD_THRESHOLDS is "${text}"; write two percentages, the lower first, such as 50,100.`,
  );
  return { horizonDays, underusedBelow: underused / 100, overloadedAbove: overloaded / 100 };
}
