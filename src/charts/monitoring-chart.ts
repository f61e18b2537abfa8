import { altTextOf } from './alt-text.js';
import { chartOption } from './chart-option.js';
import { cleanModel } from './clean-model.js';
import { drawSvg } from './draw-svg.js';
import { chartSize } from './layout.js';
import { svgToPng } from './svg-to-png.js';

/** One measurement in time order: `label` is its day or week as shown, null a gap. */
export interface ChartPoint {
  label: string;
  value: number | null;
  /** Measured, but left out of the figures (an outlier). */
  excluded?: boolean;
}

/** What the chart of a monitored metric shows. Values are in `unit`; positions index `points`. */
export interface MonitoringChart {
  title: string;
  unit: string;
  direction: 'higher' | 'lower';
  points: readonly ChartPoint[];
  /** One value for each point, null where there is none. */
  movingAverage: readonly (number | null)[];
  /** The points, first and last, over which the level is taken. */
  levelWindow: { from: number; to: number } | null;
  level: number | null;
  target: number | null;
  baseline: number | null;
}

export interface ChartImage {
  png: Buffer;
  /** The figures in one or two sentences. */
  altText: string;
  /** Pixels. */
  width: number;
  height: number;
}

/**
 * Draws a monitored metric: measurements, gaps, excluded points, moving average, level, target and
 * baseline. The same model gives the same bytes. Throws on values that are not finite numbers.
 */
export function renderMonitoringChart(model: MonitoringChart): ChartImage {
  const chart = cleanModel(model);
  return {
    png: svgToPng(drawSvg(chartOption(chart), chartSize), chartSize.pixelRatio),
    altText: altTextOf(chart),
    width: chartSize.width * chartSize.pixelRatio,
    height: chartSize.height * chartSize.pixelRatio,
  };
}
