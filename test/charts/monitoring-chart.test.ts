import { inflateSync } from 'node:zlib';
import { chartOption } from '../../src/charts/chart-option.js';
import { drawSvg } from '../../src/charts/draw-svg.js';
import {
  type ChartPoint,
  type MonitoringChart,
  renderMonitoringChart,
} from '../../src/charts/index.js';
import { chartSize } from '../../src/charts/layout.js';

function chartOf(
  values: readonly (number | null)[],
  change: Partial<MonitoringChart> = {},
): MonitoringChart {
  return {
    title: 'T-12 First response time',
    unit: 'min',
    direction: 'lower',
    points: values.map((value, index) => ({ label: `${index + 1} Nov`, value })),
    movingAverage: values.map((value, index) => (index < 2 ? null : value)),
    levelWindow: values.length > 3 ? { from: values.length - 3, to: values.length - 1 } : null,
    level: 118.4,
    target: 120,
    baseline: 150,
    ...change,
  };
}

function withPoint(chart: MonitoringChart, index: number, change: Partial<ChartPoint>) {
  const points = chart.points.map((point, at) => (at === index ? { ...point, ...change } : point));
  return { ...chart, points };
}

const typical = chartOf([150, 148, null, 140, 133, null, null, 121, 117.25]);
const ninety = chartOf(Array.from({ length: 90 }, (_, index) => 150 - index / 3 + (index % 7)));
const svgOf = (chart: MonitoringChart) => drawSvg(chartOption(chart), chartSize);

/** Size and pixels of an 8-bit RGBA PNG; throws when its data is not whole. */
function readPng(png: Buffer) {
  expect(png.subarray(0, 8).toString('latin1')).toBe('\u0089PNG\r\n\u001A\n');
  const data: Buffer[] = [];
  for (let at = 8; at < png.length; ) {
    const length = png.readUInt32BE(at);
    const type = png.toString('latin1', at + 4, at + 8);
    if (type === 'IDAT') data.push(png.subarray(at + 8, at + 8 + length));
    at += length + 12;
  }
  const pixels = inflateSync(Buffer.concat(data));
  return { width: png.readUInt32BE(16), height: png.readUInt32BE(20), bytes: pixels.length };
}

describe('the chart of a monitored metric', () => {
  test.each<[string, MonitoringChart]>([
    ['gaps', typical],
    ['ninety points', ninety],
    ['one point', chartOf([130])],
    ['no value', chartOf([null, null], { level: null })],
    ['nothing at all', chartOf([], { level: null, target: null, baseline: null })],
    ['equal values', chartOf([5, 5, 5, 5], { level: 5, target: 5, baseline: 5 })],
    ['zeros', chartOf([0, 0, 0, 0], { level: 0, target: 0, baseline: 0 })],
    [
      'tiny values',
      chartOf([1e-9, 2e-9, 3e-9, 2e-9], { level: 2e-9, target: 1e-9, baseline: null }),
    ],
    ['huge values', chartOf([1e15, -2e15, 3e15, 0], { level: 2e15, target: 1e15, baseline: 0 })],
    ['only excluded values', withPoint(chartOf([130]), 0, { excluded: true })],
    [
      'a hostile title',
      { ...typical, title: '<script>&"\'{a|b}\u0000\u202E\uFFFF\uD800]]>👩‍👩‍👧'.repeat(99) },
    ],
  ])('with %s is a whole picture of the stated size', (_, chart) => {
    const image = renderMonitoringChart(chart);

    expect(svgOf(chart)).not.toMatch(/NaN|Infinity|undefined/);
    expect(readPng(image.png)).toEqual({
      width: image.width,
      height: image.height,
      bytes: (image.width * 4 + 1) * image.height,
    });
    expect([image.width, image.height]).toEqual([960, 580]);
  });

  test('is the same, byte for byte, for the same model', () => {
    const [first, second] = [renderMonitoringChart(typical), renderMonitoringChart(typical)];

    expect(first.png.equals(second.png)).toBe(true);
  });

  test.each<[string, MonitoringChart]>([
    ['the title', { ...typical, title: 'Another' }],
    ['a date', withPoint(typical, 8, { label: '9 Dec' })],
    ['a gap', withPoint(typical, 3, { value: null })],
    ['an excluded point', withPoint(typical, 3, { excluded: true })],
    ['the level', { ...typical, level: 119 }],
    ['the level’s window', { ...typical, levelWindow: { from: 1, to: 2 } }],
    ['the target', { ...typical, target: 121 }],
    ['the baseline', { ...typical, baseline: 149 }],
    ['the moving average', { ...typical, movingAverage: [] }],
    ['the better direction', { ...typical, direction: 'higher' }],
  ])('shows %s', (_, changed) => {
    expect(renderMonitoringChart(changed).png.equals(renderMonitoringChart(typical).png)).toBe(
      false,
    );
  });

  test('labels its lines with their values and names what is drawn', () => {
    const svg = svgOf(withPoint(typical, 3, { excluded: true }));

    for (const words of [
      'Level 118.4',
      'Target 120',
      'Baseline 150',
      'min, lower is better',
      'measured',
      'moving average',
      'excluded',
    ])
      expect(svg).toContain(`>${words}<`);
  });

  test('says when nothing is measured yet', () => {
    expect(svgOf(chartOf([null, null]))).toContain('>No measurements yet<');
    expect(svgOf(typical)).not.toContain('No measurements yet');
  });

  test('cuts a title that is too long, and draws it as text', () => {
    const svg = svgOf({ ...typical, title: `<b>{x}</b> & ${'long '.repeat(100)}` });

    expect(svg).toMatch(/>&lt;b&gt;\{x\}&lt;\/b&gt; &amp; (long )+\S*\.\.\.</);
  });

  test.each([Number.NaN, Infinity, -Infinity])('refuses the value %d', (value) => {
    expect(() => renderMonitoringChart(chartOf([1, value]))).toThrow(`the value ${value}`);
    expect(() => renderMonitoringChart({ ...typical, target: value })).toThrow('cannot show');
    expect(() => renderMonitoringChart({ ...typical, movingAverage: [value] })).toThrow();
  });
});

describe('the alternative text', () => {
  const altText = (chart: MonitoringChart) => renderMonitoringChart(chart).altText;

  test('says the figures', () => {
    expect(altText(withPoint(typical, 1, { excluded: true }))).toBe(
      'T-12 First response time: 6 measurements, from 1 Nov to 9 Nov, with 3 missing, 1 excluded, ' +
        'the last 117.25 min. Level 118.4 min (7 Nov to 9 Nov), target 120 min, ' +
        'baseline 150 min, lower is better.',
    );
  });

  test('leaves out what is not known', () => {
    const unknown = { level: null, target: null, baseline: null, unit: '' };

    expect(altText(chartOf([1.23456], unknown))).toBe(
      'T-12 First response time: 1 measurement, the last 1.23456. Lower is better.',
    );
    expect(altText(chartOf([null], { ...unknown, target: 3, direction: 'higher' }))).toBe(
      'T-12 First response time: no measurements yet. Target 3, higher is better.',
    );
  });
});
