import { defaultCalendar } from '../../../src/features/calendar/index.js';
import {
  defaultPreferences,
  type Preferences,
} from '../../../src/features/notifications/preferences.js';
import { verdictOn } from '../../../src/features/notifications/verdict.js';

const friday = '2026-11-20';
const calendar = defaultCalendar('Europe/Berlin');
const dayLimit = 3;

interface Case {
  readonly template?: string;
  readonly at?: string;
  readonly preferences?: Partial<Preferences>;
  readonly today?: readonly { template: string; postedAt: Date }[];
  readonly held?: boolean;
}

/** The verdict on a message about T-12, on Friday at 11:00 in Berlin unless said otherwise. */
function verdict({
  template = 'tasks/notice-completed',
  at = `${friday}T10:00:00Z`,
  preferences = {},
  today = [],
  held = false,
}: Case) {
  const now = new Date(at);
  return verdictOn(
    {
      message: { template, view: {} },
      held: held ? { until: now, reason: 'working hours' } : null,
      taskId: 'T-12',
    },
    { preferences: { ...defaultPreferences, ...preferences }, calendar, today, dayLimit },
    now,
  );
}

const deliver = { kind: 'deliver', mayMerge: false };
const notice = 'tasks/notice-completed';
const offer = 'tasks/notice-assigned';
const question = 'measurements/question';
const decision = 'evaluations/extend';
const reply = 'people/me';

describe('what reaches a member', () => {
  test.each([
    ['all', [notice, offer, question, decision, reply], []],
    ['essential', [question, decision, reply], [notice, offer]],
    ['off', [decision, reply], [notice, offer, question]],
  ] as const)('with notify %s is what that says', (notify, wanted, unwanted) => {
    const kindOf = (template: string) => verdict({ template, preferences: { notify } }).kind;

    expect(wanted.map(kindOf)).toEqual(wanted.map(() => 'deliver'));
    expect(unwanted.map(kindOf)).toEqual(unwanted.map(() => 'mute'));
  });

  test('about a muted task is what needs the member, and no notice', () => {
    const kindOf = (template: string, mutedTaskIds: string[]) =>
      verdict({ template, preferences: { mutedTaskIds } }).kind;

    expect([notice, question, decision].map((template) => kindOf(template, ['T-12']))).toEqual([
      'mute',
      'deliver',
      'deliver',
    ]);
    expect(kindOf(notice, ['T-13'])).toBe('deliver');
  });

  test('while snoozing is what needs the member; notices come at the end', () => {
    const until = new Date(`${friday}T12:00:00Z`);
    const preferences = { snoozedUntil: until };

    expect(verdict({ preferences })).toEqual({ kind: 'hold', until, reason: 'snoozed' });
    expect(verdict({ preferences, template: decision })).toEqual(deliver);
    expect(verdict({ preferences, at: until.toISOString() }).kind).toBe('deliver');
  });
});

describe('outside working hours', () => {
  const night = `${friday}T21:00:00Z`;
  const monday = new Date('2026-11-23T08:00:00Z');
  const untilMonday = { kind: 'hold', until: monday, reason: 'working hours' };

  test('notices and approvals wait for the next working moment', () => {
    expect(verdict({ at: night })).toEqual(untilMonday);
    expect(verdict({ at: night, template: decision })).toEqual(untilMonday);
  });

  test('answers come, and what was timed by its sender', () => {
    expect(verdict({ at: night, template: reply })).toEqual(deliver);
    expect(verdict({ at: night, template: question })).toEqual(deliver);
  });

  test('all comes to those who want it at any hour', () => {
    expect(verdict({ at: night, preferences: { hours: 'any' } }).kind).toBe('deliver');
  });
});

describe('many notices', () => {
  const posted = (template: string, ...times: string[]) =>
    times.map((time) => ({ template, postedAt: new Date(`${friday}T${time}Z`) }));

  test('within a minute are collected', () => {
    expect(verdict({ today: posted(offer, '09:59:20') })).toEqual({
      kind: 'hold',
      until: new Date(`${friday}T10:00:20Z`),
      reason: 'collecting',
    });
    expect(verdict({ today: posted(reply, '09:59:20') }).kind).toBe('deliver');
    const preferences = { hours: 'any' } as const;
    expect(verdict({ today: posted(offer, '09:59:20'), preferences })).toEqual(deliver);
  });

  test('with buttons of their own are not', () => {
    expect(verdict({ template: offer, today: posted(notice, '09:59:20') })).toEqual(deliver);
  });

  test('may merge, and those with buttons when they were held back', () => {
    expect(verdict({})).toEqual({ kind: 'deliver', mayMerge: true });
    expect(verdict({ template: offer, held: true })).toEqual({ kind: 'deliver', mayMerge: true });
    expect(verdict({ template: decision, held: true })).toEqual(deliver);
  });

  test('beyond the daily limit wait for the next working day; what needs the member does not', () => {
    const today = posted(offer, '07:00:00', '08:00:00', '09:00:00');

    expect(verdict({ today })).toEqual({
      kind: 'hold',
      until: new Date('2026-11-23T08:00:00Z'),
      reason: 'daily limit',
    });
    expect(verdict({ today, template: decision })).toEqual(deliver);
    expect(verdict({ today, template: reply })).toEqual(deliver);
  });
});
