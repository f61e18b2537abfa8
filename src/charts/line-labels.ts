import { formatShort } from './figures.js';
import { chartSize, colours, fontFamily, fontSize, type PlotArea } from './layout.js';
import type { MonitoringChart } from './monitoring-chart.js';
import { spreadLabels } from './spread-labels.js';
import type { ValueScale } from './value-scale.js';

export interface LineLabel {
  text: string;
  value: number;
  fill: string;
  fontWeight: number;
}

const lineHeight = 16;

/** Names and values of the level, the target and the baseline, from the highest to the lowest. */
export function lineLabels({ level, target, baseline }: MonitoringChart): LineLabel[] {
  return [
    { name: 'Level', value: level, fill: colours.level, fontWeight: 600 },
    { name: 'Target', value: target, fill: colours.target, fontWeight: 600 },
    { name: 'Baseline', value: baseline, fill: colours.baseline, fontWeight: 400 },
  ]
    .flatMap(({ name, value, ...looks }) =>
      value === null ? [] : [{ text: `${name} ${formatShort(value)}`, value, ...looks }],
    )
    .toSorted((a, b) => b.value - a.value);
}

/** The labels to the right of their lines, apart from each other. */
export function placeLineLabels(labels: readonly LineLabel[], scale: ValueScale, plot: PlotArea) {
  const height = chartSize.height - plot.top - plot.bottom;
  const places = spreadLabels(
    labels.map(({ value }) => plot.top + ((scale.max - value) / (scale.max - scale.min)) * height),
    lineHeight,
    plot.top,
    plot.top + height,
  );
  return labels.map(({ text, fill, fontWeight }, index) => ({
    type: 'text',
    x: chartSize.width - plot.right + 6,
    y: places[index],
    style: { text, fill, fontWeight, fontFamily, fontSize, verticalAlign: 'middle' },
  }));
}
