import { collection, type ContractCase, findFails, finds, mayRefuse, refusal } from './case.js';
import { fails, indexes, ok, scenario, three } from './scenario.js';

const lines = [{ a: 'one\ntwo' }, { a: 'one\rtwo' }, { a: 'two' }];
const pattern = 51091;

/** Regular expressions where Perl's and other dialects differ, and what one server cannot promise. */
export const patternCases: readonly ContractCase[] = [
  finds('text in the middle', [{ a: 'one two' }, { a: 'ONE' }], { a: { $regex: 'e t' } }, [1]),
  finds(
    'text in any case',
    [{ a: 'Äpfel' }, { a: 'x' }],
    { a: { $regex: 'äP', $options: 'i' } },
    [1],
  ),
  finds(
    'text that is escaped',
    [{ a: 'a.b(c)' }, { a: 'axb(c)' }],
    { a: { $regex: 'a\\.b\\(c\\)' } },
    [1],
  ),
  finds('text with an option of nothing', [{ a: 'x' }], { a: { $options: '', $regex: 'x' } }, [1]),
  finds('text in an element', [{ a: ['x', 'yz'] }, { a: 5 }], { a: { $regex: 'z' } }, [1]),
  findFails('options without a pattern', { a: { $options: 'i' } }, 2),
  mayRefuse(
    refusal.type,
    finds('a circumflex after a line feed alone', lines, { a: /^two/m }, [1, 3]),
  ),
  mayRefuse(refusal.type, finds('a circumflex at the very beginning', lines, { a: /^two/ }, [3])),
  mayRefuse(
    refusal.type,
    finds('a dot is a whole character', [{ a: '\u{1F600}' }, { a: 'ab' }], { a: /^.$/ }, [1]),
  ),
  mayRefuse(
    refusal.type,
    finds('white space is that of ASCII', [{ a: 'a\u00a0b' }, { a: 'a b' }], { a: /a\sb/ }, [2]),
  ),
  mayRefuse(
    refusal.type,
    finds('other than white space', [{ a: 'a\u00a0b' }, { a: 'a b' }], { a: /a\Sb/ }, [1]),
  ),
  mayRefuse(
    refusal.type,
    finds('white space in a class', [{ a: 'a\tb' }, { a: 'a_b' }], { a: /a[\s_]b/ }, [1, 2]),
  ),
  mayRefuse(
    refusal.type,
    finds('letters of other alphabets in any case', [{ a: 'ÄÖ' }], { a: /äö/i }, [1]),
  ),
  mayRefuse(
    refusal.pattern,
    finds('a hyphen that is escaped', [{ a: 'a-b' }], { a: { $regex: 'a\\-b' } }, [1]),
  ),
  mayRefuse(
    refusal.type,
    finds('a choice', [{ a: 'x1' }, { a: 'y2' }, { a: 'z' }], { a: /^(?:x|y)\d$/ }, [1, 2]),
  ),
  mayRefuse(pattern, finds('a bell', [{ a: 'a' }], { a: { $regex: '\\a' } }, [])),
  mayRefuse(pattern, finds('a bracket first', [{ a: ']' }], { a: { $regex: '[]x]' } }, [1])),
  mayRefuse(pattern, finds('quoted text', [{ a: 'a.b' }], { a: { $regex: '\\Qa.b\\E' } }, [1])),
  mayRefuse(
    refusal.type,
    findFails('options twice', { a: { $regex: /x/i, $options: 'm' } }, 51075),
  ),
  findFails('an unknown option', { a: { $regex: 'x', $options: 'q' } }, 51108),
  mayRefuse(
    refusal.command,
    scenario(
      'indexes dropped by a list with a stranger',
      [],
      [
        ok(indexes({ name: 'x', key: { a: 1 } }), { numIndexesAfter: 2 }),
        fails({ dropIndexes: collection, index: ['x', 'y'] }, 27, 'IndexNotFound'),
        fails({ dropIndexes: collection, index: { _id: 1 } }, 72, 'InvalidOptions'),
        ok({ dropIndexes: collection, index: ['x'] }, { nIndexesWas: 2 }),
      ],
    ),
  ),
  mayRefuse(
    100,
    scenario('a write concern beyond the set', three, [
      ok(
        { insert: collection, documents: [{ _id: 9 }], writeConcern: { w: 7, wtimeout: 1 } },
        { writeConcernError: { code: 100 } },
      ),
    ]),
  ),
  mayRefuse(
    72,
    scenario('a read concern that nobody knows', three, [
      fails({ find: collection, readConcern: { level: 'foo' } }, 2, 'BadValue'),
    ]),
  ),
];
