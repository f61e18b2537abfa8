/**
 * In logical pixels. Slack shows an image of a message about 360-400 px wide, so that text of 12
 * is still read there; the picture has twice as many pixels for sharp screens.
 */
export const chartSize = { width: 480, height: 290, pixelRatio: 2 };

/** Readable by those who do not tell red from green (after Okabe and Ito); lines differ in dash too. */
export const colours = {
  text: '#1d1c1d',
  quiet: '#5c6066',
  grid: '#e4e6e8',
  measured: '#6f8aa6',
  excluded: '#6b6f76',
  average: '#0072b2',
  window: 'rgba(213, 94, 0, 0.10)',
  level: '#c14f00',
  target: '#00795a',
  baseline: '#5c6066',
  background: '#ffffff',
};

export const fontFamily = 'Inter';
export const fontSize = 12;

/** Margins around the plot. */
export interface PlotArea {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

const figureWidth = 7;
const letterWidth = 6.7;

/** A plot that leaves room for its labels on the left and on the right. */
export function plotArea(axisLabels: readonly string[], lineLabels: readonly string[]): PlotArea {
  const longest = (labels: readonly string[]) => Math.max(0, ...labels.map(({ length }) => length));
  return {
    left: 20 + longest(axisLabels) * figureWidth,
    right: Math.max(24, 14 + longest(lineLabels) * letterWidth),
    top: 56,
    bottom: 50,
  };
}
