import type { NewTask, TaskCommand } from '../../features/tasks/index.js';
import type { SeriesShape } from './series.js';

type Monitored = NonNullable<NewTask['monitoring']>;

export interface SampleMonitoredTask {
  readonly title: string;
  readonly assignee: string;
  readonly monitoring: Pick<
    Monitored,
    'metric' | 'unit' | 'direction' | 'target' | 'baseline' | 'cadence'
  >;
  /** Days before today on which monitoring began, and after today (negative: before) on which it ends. */
  readonly beganDaysAgo: number;
  readonly endsInDays: number;
  readonly series: SeriesShape;
}

/** The first one has reached its end date: it is evaluated as soon as the bot runs. */
export const sampleMonitoredTasks: readonly SampleMonitoredTask[] = [
  {
    title: 'Cut p95 latency of the checkout API',
    assignee: 'U0AIKO',
    monitoring: {
      metric: 'p95 latency',
      unit: 'ms',
      direction: 'lower',
      target: { type: 'percent', value: 15 },
      baseline: { value: 412, n: 14, sd: 15 },
      cadence: 'daily',
    },
    beganDaysAgo: 30,
    endsInDays: -1,
    series: { from: 408, to: 344, settledAfter: 15, noise: 9, decimals: 0, gaps: [11] },
  },
  {
    title: 'Make the CI build faster',
    assignee: 'U0DEV',
    monitoring: {
      metric: 'median build time',
      unit: 'min',
      direction: 'lower',
      target: { type: 'percent', value: 25 },
      baseline: { value: 14.2, n: 20, sd: 0.9 },
      cadence: 'daily',
    },
    beganDaysAgo: 17,
    endsInDays: 11,
    series: { from: 14, to: 10.4, settledAfter: 9, noise: 0.5, decimals: 1, gaps: [4, 5] },
  },
  {
    title: 'Raise test coverage of billing',
    assignee: 'U0FEMI',
    monitoring: {
      metric: 'line coverage',
      unit: '%',
      direction: 'higher',
      target: { type: 'absolute', value: 10 },
      baseline: { value: 61 },
      cadence: 'weekly',
    },
    beganDaysAgo: 56,
    endsInDays: 14,
    series: { from: 61.5, to: 70, settledAfter: 7, noise: 0.8, decimals: 1 },
  },
  {
    title: 'Fewer pages in the night',
    assignee: 'U0ELIF',
    monitoring: {
      metric: 'pages at night',
      unit: 'a week',
      direction: 'lower',
      target: { type: 'percent', value: 40 },
      baseline: { value: 11, n: 8, sd: 2.4 },
      cadence: 'weekly',
    },
    beganDaysAgo: 42,
    endsInDays: 21,
    series: { from: 11, to: 8, settledAfter: 4, noise: 1.2, decimals: 0 },
  },
  {
    title: 'More accepted changes by Patch',
    assignee: 'U0PATCH',
    monitoring: {
      metric: 'accepted changes',
      unit: '%',
      direction: 'higher',
      target: { type: 'absolute', value: 15 },
      baseline: { value: 52, n: 10, sd: 6 },
      cadence: 'daily',
    },
    beganDaysAgo: 12,
    endsInDays: 18,
    series: { from: 54, to: 63, settledAfter: 10, noise: 4, decimals: 0 },
  },
];

export interface SampleTask extends Pick<NewTask, 'title' | 'priority' | 'estimatedHours'> {
  readonly requiredSkills: NonNullable<NewTask['requiredSkills']>;
  readonly assignee: string | null;
  readonly dueInDays: number | null;
  readonly next?: TaskCommand;
}

export const sampleTasks: readonly SampleTask[] = [
  {
    title: 'Rotate the signing keys',
    assignee: 'U0BEN',
    priority: 'high',
    estimatedHours: 3,
    requiredSkills: [{ name: 'kubernetes', level: 3 }],
    dueInDays: 2,
    next: { kind: 'start' },
  },
  {
    title: 'Move the cron hosts to Kubernetes',
    assignee: 'U0BEN',
    priority: 'normal',
    estimatedHours: 16,
    requiredSkills: [
      { name: 'kubernetes', level: 4 },
      { name: 'go', level: 2 },
    ],
    dueInDays: 9,
  },
  {
    title: 'Keyboard navigation in the invoice table',
    assignee: 'U0CHLOE',
    priority: 'normal',
    estimatedHours: 8,
    requiredSkills: [
      { name: 'react', level: 3 },
      { name: 'accessibility', level: 3 },
    ],
    dueInDays: 4,
    next: { kind: 'start' },
  },
  {
    title: 'Contrast of the chart colours',
    assignee: 'U0CHLOE',
    priority: 'low',
    estimatedHours: 3,
    requiredSkills: [{ name: 'accessibility', level: 2 }],
    dueInDays: null,
  },
  {
    title: 'Flaky login test',
    assignee: 'U0DEV',
    priority: 'high',
    estimatedHours: 2,
    requiredSkills: [{ name: 'testing', level: 3 }],
    dueInDays: 1,
    next: { kind: 'start' },
  },
  {
    title: 'Alert on queue age',
    assignee: 'U0ELIF',
    priority: 'normal',
    estimatedHours: 5,
    requiredSkills: [{ name: 'observability', level: 3 }],
    dueInDays: 6,
    next: { kind: 'block', reason: 'Waiting for access to the metrics of the queue' },
  },
  {
    title: 'Index for the orders report',
    assignee: 'U0FEMI',
    priority: 'urgent',
    estimatedHours: 4,
    requiredSkills: [{ name: 'postgres', level: 3 }],
    dueInDays: 1,
    next: { kind: 'start' },
  },
  {
    title: 'Archive orders older than seven years',
    assignee: 'U0FEMI',
    priority: 'low',
    estimatedHours: 12,
    requiredSkills: [
      { name: 'postgres', level: 2 },
      { name: 'python', level: 2 },
    ],
    dueInDays: 20,
  },
  {
    title: 'Review the incident of last Tuesday',
    assignee: 'U0AIKO',
    priority: 'high',
    estimatedHours: 2,
    requiredSkills: [],
    dueInDays: 1,
  },
  {
    title: 'Document the retry policy',
    assignee: 'U0PATCH',
    priority: 'normal',
    estimatedHours: 1.5,
    requiredSkills: [{ name: 'documentation', level: 3 }],
    dueInDays: 3,
    next: { kind: 'start' },
  },
  {
    title: 'Upgrade the TLS library',
    assignee: null,
    priority: 'normal',
    estimatedHours: 6,
    requiredSkills: [{ name: 'go', level: 3 }],
    dueInDays: 12,
  },
  {
    title: 'Labels for screen readers on the order form',
    assignee: null,
    priority: 'high',
    estimatedHours: 5,
    requiredSkills: [{ name: 'accessibility', level: 3 }],
    dueInDays: 5,
  },
  {
    title: 'Slow query of the stock page',
    assignee: null,
    priority: 'normal',
    estimatedHours: 4,
    requiredSkills: [{ name: 'postgres', level: 3 }],
    dueInDays: 8,
  },
  {
    title: 'Tests for the retry of payments',
    assignee: null,
    priority: 'normal',
    estimatedHours: 4,
    requiredSkills: [
      { name: 'typescript', level: 2 },
      { name: 'testing', level: 3 },
    ],
    dueInDays: 10,
  },
];
