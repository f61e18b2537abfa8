import { gapSentence } from '../../../src/features/deliveries/index.js';

const dueAt = new Date('2026-11-17T08:00:00Z');
const at = (time: string) => new Date(`2026-11-17T${time}:00Z`);

describe('the word about a gap', () => {
  test('says how late a report was and what held it up', () => {
    const entry = {
      dueAt,
      queuedAt: at('08:01'),
      postedAt: at('10:12'),
      delayedBy: 'rate limit',
    } as const;

    expect(gapSentence("Tuesday's digest", entry)).toBe(
      "Tuesday's digest was 2 h 12 min late: Slack was rate limiting.",
    );
  });

  test('says so when the report was made late', () => {
    const entry = { dueAt, queuedAt: at('08:40'), postedAt: at('08:45'), delayedBy: null };

    expect(gapSentence('The report', entry)).toBe(
      'The report was 45 min late: Crewchief was not running then.',
    );
  });

  test('is left unsaid for what was in time, was never posted, or was due at no time', () => {
    const inTime = { dueAt, queuedAt: at('08:01'), postedAt: at('08:05'), delayedBy: null };

    expect(gapSentence('The report', inTime)).toBeNull();
    expect(gapSentence('The report', { ...inTime, postedAt: null })).toBeNull();
    const { dueAt: _, ...undated } = { ...inTime, postedAt: at('12:00') };
    expect(gapSentence('The report', undated)).toBeNull();
  });
});
