import { cleanForeignText, onOneLine } from '../shared/foreign-text.js';
import type { MonitoringChart } from './monitoring-chart.js';

/** The model with its texts fit to be drawn; throws when a value is not a finite number. */
export function cleanModel(model: MonitoringChart): MonitoringChart {
  const { points, movingAverage, level, target, baseline } = model;
  const values = [...points.map(({ value }) => value), ...movingAverage, level, target, baseline];
  const wrong = values.find((value) => value !== null && !Number.isFinite(value));
  if (wrong !== undefined) throw new TypeError(`a chart cannot show the value ${wrong}`);
  return {
    ...model,
    title: drawable(model.title),
    unit: drawable(model.unit),
    points: points.map((point) => ({ ...point, label: drawable(point.label) })),
  };
}

function drawable(text: string): string {
  return onOneLine(cleanForeignText(text));
}
