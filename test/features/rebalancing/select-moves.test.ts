import { array, assert, constantFrom, integer, property, record } from 'fast-check';
import {
  type CandidateMove,
  defaultMoveLimits,
  selectMoves,
} from '../../../src/features/rebalancing/select-moves.js';

const ids = ['ana', 'bob', 'cem', 'dan'] as const;
const members = record({
  capacities: array(integer({ min: 0, max: 80 }), { minLength: 4, maxLength: 4 }),
  loads: array(integer({ min: 0, max: 160 }), { minLength: 4, maxLength: 4 }),
  rooms: array(constantFrom(0, 1, 2, Infinity), { minLength: 4, maxLength: 4 }),
}).map(
  ({ capacities, loads, rooms }) =>
    new Map(
      ids.map((id, index) => [
        id as string,
        {
          capacityHours: capacities[index] ?? 0,
          loadHours: loads[index] ?? 0,
          roomForTasks: rooms[index] ?? 0,
        },
      ]),
    ),
);
const candidates = array(
  record({
    hours: integer({ min: 1, max: 40 }),
    fromId: constantFrom(...ids),
    toId: constantFrom(...ids),
  }),
  { maxLength: 20 },
).map((moves): CandidateMove[] => moves.map((move, index) => ({ taskId: `T-${index}`, ...move })));

describe('the selected moves', () => {
  test('never give anybody more than fits, and leave nobody more overloaded than before', () => {
    assert(
      property(candidates, members, (moves, before) => {
        const after = new Map([...before].map(([id, { loadHours }]) => [id, loadHours]));
        for (const { fromId, toId, hours } of selectMoves(moves, before)) {
          after.set(fromId, (after.get(fromId) ?? 0) - hours);
          after.set(toId, (after.get(toId) ?? 0) + hours);
        }
        for (const [id, { capacityHours, loadHours }] of before) {
          expect(after.get(id)).toBeLessThanOrEqual(Math.max(capacityHours, loadHours));
        }
      }),
    );
  });

  test('are few for everybody and altogether, each worth it, each task once', () => {
    assert(
      property(candidates, members, (moves, before) => {
        const selected = selectMoves(moves, before);
        expect(selected.length).toBeLessThanOrEqual(defaultMoveLimits.altogether);
        expect(new Set(selected.map(({ taskId }) => taskId)).size).toBe(selected.length);
        for (const id of ids) {
          const given = selected.filter(({ fromId }) => fromId === id);
          const received = selected.filter(({ toId }) => toId === id);
          expect(given.length).toBeLessThanOrEqual(defaultMoveLimits.perMember);
          expect(received.length).toBeLessThanOrEqual(defaultMoveLimits.perMember);
        }
        for (const { gain } of selected) {
          expect(gain).toBeGreaterThanOrEqual(defaultMoveLimits.leastGain);
        }
      }),
    );
  });

  test('never give anybody more tasks than they have room for', () => {
    assert(
      property(candidates, members, (moves, before) => {
        const selected = selectMoves(moves, before);
        for (const [id, { roomForTasks }] of before) {
          const given = selected.filter(({ fromId }) => fromId === id);
          const received = selected.filter(({ toId }) => toId === id);
          expect(received.length).toBeLessThanOrEqual(given.length + roomForTasks);
        }
      }),
    );
  });

  test('do not depend on the order of the candidates', () => {
    assert(
      property(candidates, members, (moves, before) => {
        expect(selectMoves(moves.toReversed(), before)).toEqual(selectMoves(moves, before));
      }),
    );
  });

  test('begin with the one that relieves most', () => {
    const loads = new Map([
      ['ana', { capacityHours: 80, loadHours: 100, roomForTasks: Infinity }],
      ['bob', { capacityHours: 80, loadHours: 0, roomForTasks: Infinity }],
    ]);
    const moves = [
      { taskId: 'T-1', hours: 4, fromId: 'ana', toId: 'bob' },
      { taskId: 'T-2', hours: 30, fromId: 'ana', toId: 'bob' },
      { taskId: 'T-3', hours: 90, fromId: 'ana', toId: 'bob' },
    ];
    expect(selectMoves(moves, loads).map(({ taskId }) => taskId)).toEqual(['T-2', 'T-1']);
  });
});
