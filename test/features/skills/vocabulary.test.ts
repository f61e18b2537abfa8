import * as fc from 'fast-check';
import { editDistance } from '../../../src/shared/edit-distance.js';
import {
  currentName,
  nameFault,
  nearestName,
  vocabularyOf,
} from '../../../src/features/skills/vocabulary.js';

const vocabulary = vocabularyOf(
  [
    { name: 'nodejs', state: 'known', formerNames: ['node'] },
    { name: 'cobol', state: 'retired', formerNames: [] },
  ],
  ['typescript', 'react', 'go', 'c', 'c#', 'c++', 'postgresql', 'cobol', 'node'],
);

test('names in use are known, but for retired ones and those that hold no longer', () => {
  expect([...vocabulary.known]).toEqual([
    'nodejs',
    'typescript',
    'react',
    'go',
    'c',
    'c#',
    'c++',
    'postgresql',
  ]);
  expect(currentName(vocabulary, 'node')).toBe('nodejs');
  expect(currentName(vocabulary, 'go')).toBe('go');
});

test.each([
  ['typscript', 'typescript'],
  ['tpyescript', 'typescript'],
  ['type script', 'typescript'],
  ['node.js', 'nodejs'],
  ['reacts', 'react'],
  ['postgres', 'postgresql'],
  ['c+', null],
  ['gp', null],
  ['rust', null],
  ['graphql', null],
  ['', null],
])('%s is like %s', (name, nearest) => {
  expect(nearestName(vocabulary, name)).toBe(nearest);
});

test('a name that is hardly another than a known one is refused, to admins too', () => {
  expect(nameFault(vocabulary, 'typscript', false)).toBe(
    'No skill “typscript” is known. Did you mean “typescript”? /crew skills lists those that are; admins add others.',
  );
  expect(nameFault(vocabulary, 'typscript', true)).toContain('/crew skills add typscript');
});

test('an altogether new name is refused but to admins', () => {
  expect(nameFault(vocabulary, 'rust', false)).toContain('No skill “rust” is known. /crew skills');
  expect(nameFault(vocabulary, 'rust', true)).toBeNull();
});

test('former and retired names are given to nobody', () => {
  for (const mayAdminister of [true, false]) {
    expect(nameFault(vocabulary, 'node', mayAdminister)).toContain('is called “nodejs” now');
    expect(nameFault(vocabulary, 'cobol', mayAdminister)).toContain('retired');
  }
});

test('as long as nothing is known, every name is a good one', () => {
  expect(nameFault(vocabularyOf([], []), 'rust', false)).toBeNull();
});

describe('the distance of two texts', () => {
  const text = fc.string({ unit: fc.constantFrom('a', 'b', 'c', 'é', '😀'), maxLength: 8 });

  test.each([
    ['abc', 'abc', 0],
    ['', 'abc', 3],
    ['kitten', 'sitting', 3],
    ['ab', 'ba', 1],
    ['abcd', 'acbd', 1],
    ['ca', 'abc', 3],
  ])('from %p to %p is %i', (one, other, distance) => {
    expect(editDistance(one, other)).toBe(distance);
  });

  test('is the same both ways, none only between equals, and at most the longer length', () => {
    fc.assert(
      fc.property(text, text, (one, other) => {
        const distance = editDistance(one, other);
        expect(editDistance(other, one)).toBe(distance);
        expect(distance === 0).toBe(one === other);
        expect(distance).toBeLessThanOrEqual(
          Math.max(Array.from(one).length, Array.from(other).length),
        );
      }),
    );
  });

  test('grows by one at most with one more character', () => {
    fc.assert(
      fc.property(text, text, fc.constantFrom('a', 'é'), (one, other, more) => {
        expect(Math.abs(editDistance(one + more, other) - editDistance(one, other))).toBeLessThan(
          2,
        );
      }),
    );
  });
});
