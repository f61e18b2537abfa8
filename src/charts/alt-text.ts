import { formatAmount, withUnit } from '../shared/amount.js';
import { formatFigure } from './figures.js';
import type { MonitoringChart } from './monitoring-chart.js';

/** The figures of a chart in one or two sentences, for those who do not see it. */
export function altTextOf(chart: MonitoringChart): string {
  const { title, unit, direction, points, level, levelWindow, target, baseline } = chart;
  const measured = points.filter((point) => point.value !== null);
  const last = measured.at(-1);
  const gaps = points.length - measured.length;
  const excluded = measured.filter((point) => point.excluded).length;
  const course =
    last?.value == null
      ? 'no measurements yet'
      : [
          `${measured.length} ${measured.length === 1 ? 'measurement' : 'measurements'}`,
          measured.length > 1 && `from ${measured[0]?.label} to ${last.label}`,
          gaps > 0 && `with ${gaps} missing`,
          excluded > 0 && `${excluded} excluded`,
          `the last ${formatAmount(last.value, unit)}`,
        ]
          .filter(Boolean)
          .join(', ');

  const from = levelWindow && points[levelWindow.from]?.label;
  const to = levelWindow && points[levelWindow.to]?.label;
  const figures = [
    level !== null &&
      `level ${withUnit(formatFigure(level), unit)}${from && to ? ` (${from} to ${to})` : ''}`,
    target !== null && `target ${withUnit(formatFigure(target), unit)}`,
    baseline !== null && `baseline ${formatAmount(baseline, unit)}`,
    `${direction} is better`,
  ]
    .filter(Boolean)
    .join(', ');
  return `${title}: ${course}. ${figures.charAt(0).toUpperCase()}${figures.slice(1)}.`;
}
