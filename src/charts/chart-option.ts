import type { EChartsCoreOption } from 'echarts/core';
import { tickFormat } from './figures.js';
import { chartSize, colours, fontFamily, fontSize, type PlotArea, plotArea } from './layout.js';
import { lineLabels, placeLineLabels } from './line-labels.js';
import type { MonitoringChart } from './monitoring-chart.js';
import { legendEntries, series } from './series.js';
import { type ValueScale, valueScale } from './value-scale.js';

const mostDates = 5;
const margin = 12;
const quietText = { fontFamily, fontSize, color: colours.quiet };

/** Without a browser ECharts estimates the width of a text, and at less than Inter needs. */
const estimatedWidth = 0.85;

/** What ECharts draws for a monitored metric. */
export function chartOption(chart: MonitoringChart): EChartsCoreOption {
  const { points, movingAverage, level, target, baseline } = chart;
  const measured = points.map(({ value }) => value);
  const scale = valueScale(
    [...measured, ...movingAverage, level, target, baseline].filter((value) => value !== null),
  );
  const formatTick = tickFormat(Math.max(Math.abs(scale.min), Math.abs(scale.max)), scale.step);
  const labels = lineLabels(chart);
  const plot = plotArea(
    ticksOf(scale).map(formatTick),
    labels.map(({ text }) => text),
  );
  const placedLabels = placeLineLabels(labels, scale, plot);
  return {
    animation: false,
    backgroundColor: colours.background,
    title: heading(chart),
    legend: legend(chart),
    grid: { ...plot, outerBoundsMode: 'none' },
    xAxis: dateAxis(points.map(({ label }) => label)),
    yAxis: figureAxis(scale, formatTick),
    series: series(chart),
    graphic: measured.some((value) => value !== null)
      ? placedLabels
      : [...placedLabels, nothingYet(plot)],
  };
}

function heading({ title, unit, direction }: MonitoringChart) {
  const fitting = {
    width: (chartSize.width - 2 * margin) * estimatedWidth,
    overflow: 'truncate',
  };
  return {
    text: title,
    subtext: [unit, `${direction} is better`].filter(Boolean).join(', '),
    left: margin,
    top: 8,
    itemGap: 3,
    textStyle: { fontFamily, fontSize: 15, fontWeight: 600, color: colours.text, ...fitting },
    subtextStyle: { ...quietText, ...fitting },
  };
}

function legend(chart: MonitoringChart) {
  return {
    left: margin - 4,
    bottom: 4,
    itemWidth: 18,
    itemHeight: 9,
    itemGap: 14,
    selectedMode: false,
    itemStyle: { borderWidth: 1 },
    textStyle: quietText,
    data: legendEntries(chart),
  };
}

function dateAxis(labels: readonly string[]) {
  const shown = shownDates(labels.length);
  return {
    type: 'value',
    min: -0.5,
    max: Math.max(labels.length, 1) - 0.5,
    splitLine: { show: false },
    axisLine: { onZero: false, lineStyle: { color: colours.quiet } },
    axisTick: { customValues: shown },
    axisLabel: {
      ...quietText,
      customValues: shown,
      hideOverlap: true,
      formatter: (index: number) => labels[index] ?? '',
    },
  };
}

/** The last date and others before it at even distances. */
function shownDates(count: number): number[] {
  const distance = Math.max(1, Math.ceil((count - 1) / (mostDates - 1)));
  const all = Array.from({ length: mostDates }, (_, index) => count - 1 - index * distance);
  return all.filter((index) => index >= 0).toReversed();
}

function figureAxis({ min, max, step }: ValueScale, formatTick: (value: number) => string) {
  return {
    type: 'value',
    min,
    max,
    interval: step,
    axisLine: { show: false },
    axisTick: { show: false },
    splitLine: { lineStyle: { color: colours.grid } },
    axisLabel: { ...quietText, formatter: formatTick },
  };
}

function ticksOf({ min, max, step }: ValueScale): number[] {
  return Array.from(
    { length: Math.round((max - min) / step) + 1 },
    (_, index) => min + index * step,
  );
}

function nothingYet({ left, right, top, bottom }: PlotArea) {
  return {
    type: 'text',
    x: (left + chartSize.width - right) / 2,
    y: (top + chartSize.height - bottom) / 2,
    style: {
      text: 'No measurements yet',
      align: 'center',
      verticalAlign: 'middle',
      fontFamily,
      fontSize,
      fill: colours.quiet,
    },
  };
}
