import { collection, type ContractCase, mayRefuse, refusal } from './case.js';
import { fails, ok, scenario, three } from './scenario.js';

const missing = 40414;
const unchanged = ok({ count: collection, query: { a: { $in: [1, 2, 3] } } }, { n: 3 });

/** A command that is an error and leaves three documents as they were. */
function refuses(name: string, command: object, code: number, codeName?: string): ContractCase {
  return scenario(name, three, [fails(command, code, codeName), unchanged]);
}

function update(statement: object) {
  return { update: collection, updates: [{ q: { _id: 1 }, u: { $set: { a: 9 } }, ...statement }] };
}

function remove(statement: object) {
  return { delete: collection, deletes: [statement] };
}

const long = 'x'.repeat(256);

/** What commands must be given, and what they take for a boolean, a name or a cursor. */
export const argumentCases: readonly ContractCase[] = [
  refuses('a delete without a filter', remove({ limit: 1 }), missing),
  refuses('a delete without a limit', remove({ q: {} }), missing),
  refuses('a delete with another limit', remove({ q: {}, limit: 2 }), 9, 'FailedToParse'),
  refuses(
    'an update without a filter',
    { update: collection, updates: [{ u: { $set: { a: 9 } } }] },
    missing,
  ),
  refuses(
    'an update without an update',
    { update: collection, updates: [{ q: { _id: 1 } }] },
    missing,
  ),
  refuses(
    'a wrong statement after a right one',
    {
      update: collection,
      updates: [{ q: { _id: 1 }, u: { $set: { a: 9 } } }, { u: { $set: { a: 9 } } }],
    },
    missing,
  ),
  refuses('multi as text', update({ multi: 'false' }), 14, 'TypeMismatch'),
  refuses('multi as a number', update({ multi: 0 }), 14, 'TypeMismatch'),
  refuses('upsert as a number', update({ upsert: 1 }), 14, 'TypeMismatch'),
  refuses('ordered as text', { ...update({}), ordered: 'no' }, 14, 'TypeMismatch'),
  refuses('a filter that is no document', remove({ q: 1, limit: 1 }), 14, 'TypeMismatch'),
  mayRefuse(
    refusal.argument,
    refuses(
      'an unknown field of a cursor',
      { aggregate: collection, pipeline: [], cursor: { batchSize: 1, other: 1 } },
      refusal.argument,
    ),
  ),
  refuses('a collection with too long a name', { create: long }, 73, 'InvalidNamespace'),
  refuses('a collection with a reserved name', { create: 'system.things' }, 73, 'InvalidNamespace'),
];
