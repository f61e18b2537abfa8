import { defaultCalendar, fourByTen, type Leave } from '../../../src/features/calendar/index.js';
import {
  type Chain,
  type Decider,
  defaultApprovalTimes,
  isEscalatedOn,
  isOnLeave,
  isRemindedOn,
  turnOn,
} from '../../../src/features/approvals/approval.js';
import type { Member } from '../../../src/features/people/index.js';

const friday = '2026-11-20';
const saturday = '2026-11-21';
const monday = '2026-11-23';

function decider(id: string, ...leave: Leave[]): Decider {
  const member = { id, name: id } as Member;
  return { member, calendar: { ...defaultCalendar('Europe/Berlin'), leave } };
}

const awayOn = (day: string): Leave => ({
  kind: 'days',
  firstDay: day,
  lastDay: day,
  part: 'whole day',
});

function chain(...managers: [Decider, Decider?][]): Chain {
  return {
    managers: managers.map(([manager, delegate = null]) => ({ ...manager, delegate })),
    admins: [decider('ada')],
  };
}

const namesOf = (given: Chain, level: number, day: string) =>
  turnOn(given, level, day).deciders.map(({ member, inPlaceOf }) =>
    inPlaceOf ? `${member.id} for ${inPlaceOf.id}` : member.id,
  );

describe('the turn', () => {
  test.each<[string, Chain, number, string[]]>([
    ['is the first manager’s', chain([decider('max')], [decider('mia')]), 0, ['max']],
    ['passes to the next manager', chain([decider('max')], [decider('mia')]), 1, ['mia']],
    ['passes to the admins at last', chain([decider('max')], [decider('mia')]), 2, ['ada']],
    ['is the delegate’s', chain([decider('max'), decider('lea')]), 0, ['lea for max']],
    [
      'is the next manager’s during leave',
      chain([decider('max', awayOn(monday))], [decider('mia')]),
      0,
      ['mia'],
    ],
    [
      'comes back to the manager when the delegate is on leave',
      chain([decider('max'), decider('lea', awayOn(monday))], [decider('mia')]),
      0,
      ['max'],
    ],
    [
      'is the admins’ when everybody is on leave',
      chain([decider('max', awayOn(monday)), decider('lea', awayOn(monday))]),
      0,
      ['ada'],
    ],
    ['is the admins’ where nobody manages', chain(), 0, ['ada']],
  ])('%s', (_, given, level, names) => {
    expect(namesOf(given, level, monday)).toEqual(names);
  });
});

test('a day off without leave is no leave', () => {
  const away = decider('max', awayOn(saturday), awayOn(monday)).calendar;
  expect([friday, saturday, monday].map((day) => isOnLeave(away, day))).toEqual([
    false,
    false,
    true,
  ]);
});

describe('a decision that waits since a Friday', () => {
  const [first, next] = [decider('max'), decider('mia')];
  const days = [20, 21, 22, 23, 24, 25, 26].map((day) => `2026-11-${day}`);
  const reminded = (who: Decider, remindEvery: number) =>
    days.filter((day) =>
      isRemindedOn(who, friday, { level: 0, since: friday }, day, {
        ...defaultApprovalTimes,
        remindEvery,
      }),
    );

  test('is a reminder on every working day after the first', () => {
    expect(reminded(first, 1)).toEqual(['2026-11-23', '2026-11-24', '2026-11-25', '2026-11-26']);
    expect(reminded(first, 2)).toEqual(['2026-11-23', '2026-11-25']);
  });

  test('is no reminder on the day off of a four day week', () => {
    const pattern = fourByTen(['Tuesday']);
    const shortWeek = { ...first, calendar: { ...first.calendar, pattern } };
    expect(reminded(shortWeek, 1)).toEqual(['2026-11-23', '2026-11-25', '2026-11-26']);
  });

  test('is passed on after three working days of whoever has the turn', () => {
    const passesOn = (given: Chain, level: number) =>
      days.find((day) => isEscalatedOn(given, { level, since: friday }, day, defaultApprovalTimes));
    expect(passesOn(chain([first], [next]), 0)).toBe('2026-11-25');
    expect(passesOn(chain([decider('max', awayOn(monday))]), 0)).toBe('2026-11-26');
    expect(passesOn(chain([first], [next]), 2)).toBeUndefined();
  });
});
