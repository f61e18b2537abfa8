import { lotsOf } from '../../src/shared/lots.js';

describe('lotsOf', () => {
  test.each<[number, readonly (readonly number[])[]]>([
    [2, [[1, 2], [3, 4], [5]]],
    [5, [[1, 2, 3, 4, 5]]],
    [9, [[1, 2, 3, 4, 5]]],
  ])('keeps all items in their order, %d at a time', (size, expected) => {
    expect(lotsOf([1, 2, 3, 4, 5], size)).toEqual(expected);
  });

  test('makes no lots of nothing', () => {
    expect(lotsOf([], 3)).toEqual([]);
  });
});
