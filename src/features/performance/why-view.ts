import { localDayAndTime } from '../calendar/index.js';
import type { Member, Team } from '../people/index.js';
import type { PartName } from './score.js';
import type { Snapshot } from './snapshot.js';

const titles: Readonly<Record<PartName, string>> = {
  completionRate: 'Completion rate',
  estimationAccuracy: 'Estimation accuracy',
  workloadBalance: 'Workload balance',
  skillUtilisation: 'Skill utilisation',
};

/** The terms of a score, with what each was computed from. */
export function termsView({ terms, weights, inputs }: Snapshot) {
  return {
    missing: terms.some(({ value }) => value === null),
    terms: terms.map(({ part, value, weight, points }) => ({
      title: titles[part],
      value,
      configured: weights[part],
      weight,
      points,
      from: fromWhat(part, inputs),
    })),
  };
}

/** The whole computation of a score. */
export function whyView(member: Member, snapshot: Snapshot, { timeZone }: Team) {
  const { inputs, value, formulaVersion, windowDays, at } = snapshot;
  return {
    name: member.name,
    score: value,
    asOf: localDayAndTime(at, timeZone),
    formulaVersion,
    windowDays,
    ...termsView(snapshot),
    estimates: inputs.estimates.map(({ taskId, estimatedHours, actualHours }) => ({
      taskId,
      estimatedHours,
      actualHours,
      share: Math.min(actualHours, estimatedHours) / Math.max(actualHours, estimatedHours),
    })),
  };
}

function fromWhat(part: PartName, inputs: Snapshot['inputs']): string {
  switch (part) {
    case 'completionRate':
      return `${inputs.completed} of ${counted(inputs.assigned, 'task', 'tasks')} completed`;
    case 'estimationAccuracy':
      return `${counted(inputs.estimates.length, 'completed task', 'completed tasks')} with an estimate`;
    case 'workloadBalance':
      return `${hours(inputs.availableHours)} of ${hours(inputs.maximumHours)} hours of the coming week free`;
    case 'skillUtilisation':
      return counted(
        inputs.matches.length,
        'task that requires skills',
        'tasks that require skills',
      );
  }
}

function counted(count: number, one: string, several: string): string {
  return `${count} ${count === 1 ? one : several}`;
}

function hours(value: number): string {
  return String(Number(value.toFixed(1)));
}
