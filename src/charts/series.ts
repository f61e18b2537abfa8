import { colours } from './layout.js';
import type { ChartPoint, MonitoringChart } from './monitoring-chart.js';

type Coordinates = [number, number | null];

const crossOutline = 'path://M2 0 L5 3 L8 0 L10 2 L7 5 L10 8 L8 10 L5 7 L2 10 L0 8 L3 5 L0 2 Z';

/** Everything drawn in the plot, from the back to the front; points at x = 0, 1, 2, … */
export function series({
  points,
  movingAverage,
  levelWindow,
  level,
  target,
  baseline,
}: MonitoringChart) {
  const ends: [number, number] = [-0.5, points.length - 0.5];
  const windowEnds: [number, number] = levelWindow
    ? [levelWindow.from - 0.5, levelWindow.to + 0.5]
    : ends;
  const shade = levelWindow ? [windowEnds.map((xAxis) => ({ xAxis }))] : [];
  return [
    line('baseline', across(ends, baseline), colours.baseline, { width: 1.5, type: 'dotted' }),
    line('target', across(ends, target), colours.target, { width: 2, type: 'dashed' }),
    {
      ...line('measured', points.map(kept), colours.measured, { width: 1.2 }),
      symbol: 'circle',
      symbolSize: pointSize(points.length),
      markArea: { silent: true, itemStyle: { color: colours.window }, data: shade },
    },
    line(
      'moving average',
      movingAverage.map((value, index) => [index, value]),
      colours.average,
      { width: 2.5 },
    ),
    line('level', across(windowEnds, level), colours.level, { width: 2.5 }),
    {
      name: 'excluded',
      type: 'scatter',
      symbol: crossOutline,
      symbolSize: 9,
      itemStyle: { color: colours.background, borderColor: colours.excluded, borderWidth: 1.4 },
      data: points.flatMap(({ value, excluded }, index) =>
        excluded && value !== null ? [[index, value]] : [],
      ),
    },
  ];
}

/** The names of the series that need a legend and have something to show. */
export function legendEntries({ points, movingAverage }: MonitoringChart) {
  const measured = points.filter(({ value }) => value !== null);
  return [
    measured.some(({ excluded }) => !excluded) && { name: 'measured' },
    movingAverage.some((value) => value !== null) && {
      name: 'moving average',
      icon: 'path://M0 0 H18 V2.5 H0 Z',
    },
    measured.some(({ excluded }) => excluded) && { name: 'excluded' },
  ].filter((entry) => entry !== false);
}

function kept({ value, excluded }: ChartPoint, index: number): Coordinates {
  return [index, excluded ? null : value];
}

function across(ends: [number, number], value: number | null): Coordinates[] {
  return value === null ? [] : ends.map((end) => [end, value]);
}

function line(name: string, data: Coordinates[], color: string, look: object) {
  const lineStyle = { color, ...look };
  return { name, type: 'line', data, symbol: 'none', itemStyle: { color }, lineStyle };
}

function pointSize(count: number): number {
  if (count <= 20) return 7;
  return count <= 45 ? 5 : 3.5;
}
