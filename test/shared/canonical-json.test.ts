import { canonicalJson } from '../../src/shared/canonical-json.js';
import { sha256 } from '../../src/shared/digest.js';

describe('canonical JSON', () => {
  test('sorts keys at every depth and leaves the order of arrays', () => {
    expect(canonicalJson({ b: [{ d: 1, c: 2 }, 1], a: 'x' })).toBe(
      '{"a":"x","b":[{"c":2,"d":1},1]}',
    );
  });

  test('writes numbers in their shortest form', () => {
    expect(canonicalJson([1e21, 0.1, -0, 1e-7, 100])).toBe('[1e+21,0.1,0,1e-7,100]');
  });

  test('leaves out undefined members and escapes texts', () => {
    expect(canonicalJson({ a: undefined, 'b"': 'é\n', c: null, d: true })).toBe(
      '{"b\\"":"é\\n","c":null,"d":true}',
    );
  });

  test.each([Number.NaN, Infinity, 1n, undefined, () => 1])('refuses %p', (value) => {
    expect(() => canonicalJson([value])).toThrow(TypeError);
  });
});

test('the digest is SHA-256 in hexadecimal', () => {
  expect(sha256('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
});
