import type { ModalField } from '../../../shared/modal.js';
import { monitoringLimits } from '../new-monitoring.js';
import { optionsFor } from './words.js';

/** The fields that say how a task is monitored. */
export function monitoringFields(): readonly ModalField[] {
  return [
    {
      id: 'metric',
      kind: 'text',
      label: 'What is measured',
      placeholder: 'Pages built per hour',
      maxLength: monitoringLimits.metric,
    },
    {
      id: 'unit',
      kind: 'text',
      label: 'Unit',
      placeholder: 'ms',
      optional: true,
      maxLength: monitoringLimits.unit,
    },
    {
      id: 'direction',
      kind: 'radio',
      label: 'Which way is better?',
      options: optionsFor(['higher', 'lower']),
    },
    {
      id: 'targetValue',
      kind: 'number',
      decimal: true,
      label: 'Target: by how much should it move?',
    },
    {
      id: 'targetType',
      kind: 'select',
      label: 'The target is counted in',
      options: [
        { value: 'percent', label: 'Percent of the baseline' },
        { value: 'absolute', label: 'The metric’s own unit' },
      ],
    },
    {
      id: 'baselineValue',
      kind: 'number',
      decimal: true,
      label: 'Baseline: where does it stand now?',
    },
    {
      id: 'baselineReadings',
      kind: 'number',
      label: 'Readings behind the baseline',
      hint: 'If it is a mean: of how many readings.',
      optional: true,
      min: 1,
    },
    {
      id: 'baselineSpread',
      kind: 'number',
      decimal: true,
      label: 'Standard deviation of those readings',
      optional: true,
      min: 0,
    },
    {
      id: 'cadence',
      kind: 'radio',
      label: 'How often is it measured?',
      options: optionsFor(['daily', 'weekly']),
    },
    {
      id: 'sourceUrl',
      kind: 'text',
      label: 'URL that answers with the reading as JSON',
      hint: 'Leave it empty to have the assignee asked.',
      optional: true,
    },
    {
      id: 'sourcePointer',
      kind: 'text',
      label: 'Where in the JSON',
      placeholder: '/stats/p95',
      optional: true,
      maxLength: monitoringLimits.pointer,
    },
    { id: 'startDate', kind: 'date', label: 'First day' },
    { id: 'endDate', kind: 'date', label: 'Last day' },
    {
      id: 'maximumExtensions',
      kind: 'number',
      label: 'How often may it be extended?',
      min: 0,
      max: monitoringLimits.maximumExtensions,
    },
  ];
}
