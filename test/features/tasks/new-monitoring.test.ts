import {
  beginMonitoring,
  cleanMonitoring,
  monitoringFaults,
  type NewMonitoring,
} from '../../../src/features/tasks/new-monitoring.js';
import { aNewMonitoring } from './samples.js';

const today = '2026-11-21';
const http = { kind: 'http', url: 'https://ci.example.com/stats', pointer: '/p95' } as const;

function faultsOf(overrides: Partial<NewMonitoring>): Readonly<Record<string, string>> {
  const check = (url: string) => (url.startsWith('https://') ? null : 'Only https.');
  return monitoringFaults(cleanMonitoring(aNewMonitoring(overrides)), today, check);
}

describe('new monitoring', () => {
  test.each<[string, Partial<NewMonitoring>]>([
    ['asked of people', {}],
    ['read from a URL', { source: http }],
    ['read from a whole JSON document', { source: { ...http, pointer: '' } }],
    ['with a pointer of escaped steps', { source: { ...http, pointer: '/a~1b/~0/0' } }],
    ['with a baseline of several readings', { baseline: { value: 120, n: 10, sd: 0 } }],
    ['with a negative baseline', { baseline: { value: -5 } }],
    [
      'of zero, with an absolute target',
      { baseline: { value: 0 }, target: { type: 'absolute', value: 2 } },
    ],
    ['that is never extended', { maximumExtensions: 0 }],
    ['more than doubled', { direction: 'higher', target: { type: 'percent', value: 150 } }],
    [
      'lower by all there is',
      { direction: 'lower', target: { type: 'percent', value: 100 }, baseline: { value: 100 } },
    ],
    [
      'lower by more than 100% of a negative baseline',
      { direction: 'lower', target: { type: 'percent', value: 150 }, baseline: { value: -5 } },
    ],
  ])('may be %s', (_, overrides) => {
    expect(faultsOf(overrides)).toEqual({});
  });

  test.each<[string, Partial<NewMonitoring>, string]>([
    ['no metric', { metric: '  ' }, 'metric'],
    ['a metric of 10,000 characters', { metric: 'x'.repeat(10_000) }, 'metric'],
    ['a unit of 31 characters', { unit: 'x'.repeat(31) }, 'unit'],
    ['a target of 0', { target: { type: 'percent', value: 0 } }, 'targetValue'],
    ['a negative target', { target: { type: 'absolute', value: -1 } }, 'targetValue'],
    [
      'a target that is no number',
      { target: { type: 'absolute', value: Number.NaN } },
      'targetValue',
    ],
    ['a percentage of zero', { baseline: { value: 0 } }, 'targetValue'],
    [
      'a reduction by more than all there is',
      { direction: 'lower', target: { type: 'percent', value: 150 }, baseline: { value: 100 } },
      'targetValue',
    ],
    ['no baseline', { baseline: null }, 'baselineValue'],
    ['an endless baseline', { baseline: { value: Infinity } }, 'baselineValue'],
    ['half a reading', { baseline: { value: 1, n: 1.5 } }, 'baselineReadings'],
    ['a spread of unknown readings', { baseline: { value: 1, sd: 2 } }, 'baselineReadings'],
    ['a negative spread', { baseline: { value: 1, n: 3, sd: -1 } }, 'baselineSpread'],
    ['a URL that is refused', { source: { ...http, url: 'ftp://a' } }, 'sourceUrl'],
    ['a pointer without slash', { source: { ...http, pointer: 'p95' } }, 'sourcePointer'],
    ['a pointer with a bare tilde', { source: { ...http, pointer: '/a~' } }, 'sourcePointer'],
    ['a start in the past', { startDate: '2026-11-20' }, 'startDate'],
    ['a start that does not exist', { startDate: '2026-11-31' }, 'startDate'],
    ['a start years ago', { startDate: '2020-01-01' }, 'startDate'],
    ['an end that does not exist', { endDate: '2027-02-29' }, 'endDate'],
    ['an end before its start', { endDate: '2026-11-01' }, 'endDate'],
    ['an end on its start', { endDate: '2026-11-21' }, 'endDate'],
    ['an end centuries away', { endDate: '2206-01-01' }, 'endDate'],
    ['extensions without end', { maximumExtensions: 13 }, 'maximumExtensions'],
    ['half an extension', { maximumExtensions: 0.5 }, 'maximumExtensions'],
    ['an extension less than none', { maximumExtensions: -1 }, 'maximumExtensions'],
  ])('is refused with %s, at that field', (_, overrides, field) => {
    expect(Object.keys(faultsOf(overrides))).toEqual([field]);
  });

  test('begins active, unextended and undecided', () => {
    expect(beginMonitoring(aNewMonitoring())).toMatchObject({
      state: 'active',
      extensionCount: 0,
      evaluatedAt: null,
      recommendation: null,
    });
  });
});
