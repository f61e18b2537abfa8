import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { projectRoot } from '../../../src/shared/project-root.js';
import { startTestMongo, type TestMongo } from '../../support/mongo.js';
import { collection, type ContractCase, mayRefuse } from '../case.js';
import { fails, ok, scenario } from '../scenario.js';
import { commandShapes } from './command-shapes.js';
import { uncovered } from './coverage.js';
import { recordingArguments } from './recorded-process.js';
import { readShapes, recordVariable, type SentShape } from './recorder.js';

const folder = mkdtempSync(join(tmpdir(), 'guard-'));
let mongo: TestMongo;
beforeAll(async () => {
  mongo = await startTestMongo();
});
afterAll(async () => {
  await mongo.close();
  rmSync(folder, { recursive: true });
});

function shapesIn(file: string): string[] {
  return readShapes(file).map(({ shape }) => shape);
}

function sent(command: object): SentShape[] {
  return [...commandShapes(command)].map((shape) => ({ shape, seenIn: 'here' }));
}

const oldest = { find: collection, sort: { at: 1 }, limit: 1 };

test('what the clients of a test file send is recorded', async () => {
  await mongo.db.collection('guarded').findOne({ n: 1 });
  const seenIn = 'find guarded';
  expect(readShapes(process.env[recordVariable] ?? '')).toContainEqual({ shape: 'find', seenIn });
});

test('what a program of a test sends is recorded', async () => {
  const file = join(folder, 'program');
  const program = join(projectRoot, 'dist/test/contracts/guard/sending-process.js');
  const env = { ...process.env, [recordVariable]: file };
  const child = spawn(process.execPath, [...recordingArguments, program, mongo.uri], { env });
  expect(await once(child, 'close')).toEqual([0, null]);
  expect(shapesIn(file)).toEqual(expect.arrayContaining(['find', 'filter $in of number']));
});

test('what a case shows to work is covered, and nothing else', () => {
  const cases = [scenario('', [], [ok(oldest, { ok: 1 })])];
  expect(uncovered(sent({ ...oldest, sort: { other: 1 }, limit: 5 }), cases)).toEqual([]);
  expect(uncovered(sent({ ...oldest, sort: { at: -1 } }), cases)).toEqual([
    'sort -1 at a path that is plain (here)',
  ]);
  expect(uncovered(sent({ ...oldest, hint: 'at_1' }), cases)).toEqual(['find.hint string (here)']);
});

test.each<[string, ContractCase]>([
  ['may be refused', mayRefuse(2, scenario('', [], [ok(oldest, { ok: 1 })]))],
  ['fails', scenario('', [], [fails(oldest, 2)])],
])('a case that %s covers nothing', (_, given) => {
  expect(uncovered(sent(oldest), [given])).toContain('find (here)');
});

test.each([
  ['an operator', { filter: { a: { $in: [1] } } }, { filter: { a: { $nin: [1] } } }],
  ['the type of an operand', { filter: { a: { $gt: 1 } } }, { filter: { a: { $gt: 'x' } } }],
  ['the kind of a path', { filter: { a: 1 } }, { filter: { 'a.b': 1 } }],
  [
    'an operator inside another',
    { filter: { a: { $gt: 1 } } },
    { filter: { $or: [{ a: { $gt: 1 } }] } },
  ],
  ['two operators together', { filter: { a: { $gt: 1 } } }, { filter: { a: { $gt: 1, $lt: 2 } } }],
  ['a flag', { singleBatch: true }, { singleBatch: false }],
  ['a transaction', {}, { autocommit: false }],
])('%s is a shape of its own', (_, known, other) => {
  const cases = [scenario('', [], [ok({ find: collection, ...known }, { ok: 1 })])];
  expect(uncovered(sent({ find: 'x', ...known }), cases)).toEqual([]);
  expect(uncovered(sent({ find: 'x', ...other }), cases)).not.toEqual([]);
});

test.each([
  ['an update operator', { $set: { a: 1 } }, { $inc: { a: 1 } }],
  ['a clause', { $push: { a: { $each: [1] } } }, { $push: { a: { $each: [1], $slice: 1 } } }],
  ['a replacement', { $set: { a: 1 } }, { a: 1 }],
  ['a pipeline', { $set: { a: 1 } }, [{ $set: { a: 1 } }]],
])('%s is a shape of its own', (_, known, other) => {
  const update = (u: unknown, more = {}) => ({ update: 'x', updates: [{ q: {}, u, ...more }] });
  const cases = [scenario('', [], [ok(update(known), { ok: 1 })])];
  expect(uncovered(sent(update(known)), cases)).toEqual([]);
  expect(uncovered(sent(update(other)), cases)).not.toEqual([]);
  expect(uncovered(sent(update(known, { upsert: true })), cases)).not.toEqual([]);
});

test.each([
  ['a stage', [{ $match: {} }], [{ $limit: 1 }]],
  [
    'an accumulator',
    [{ $group: { _id: 1, n: { $sum: 1 } } }],
    [{ $group: { _id: 1, n: { $avg: 1 } } }],
  ],
  ['an expression', [{ $project: { a: { $add: [1] } } }], [{ $project: { a: { $abs: 1 } } }]],
  ['an option of a stage', [{ $unwind: { path: '$a' } }], [{ $unwind: { path: '$a', x: 1 } }]],
])('%s is a shape of its own', (_, known, other) => {
  const cases = [scenario('', [], [ok({ aggregate: collection, pipeline: known }, { ok: 1 })])];
  expect(uncovered(sent({ aggregate: 'x', pipeline: known }), cases)).toEqual([]);
  expect(uncovered(sent({ aggregate: 'x', pipeline: other }), cases)).not.toEqual([]);
});

test('a run in which something was sent that no case covers fails, and says what', async () => {
  const run = spawn(
    process.execPath,
    [
      '--experimental-vm-modules',
      '--disable-warning=ExperimentalWarning',
      join(projectRoot, 'node_modules/jest/bin/jest.js'),
      '--testMatch',
      '**/contracts/guard/uncovered-run.js',
    ],
    { cwd: projectRoot, env: { ...process.env, MONGODB_URI: mongo.uri } },
  );
  const closed = once(run, 'close');
  const [out, errors] = await Promise.all([text(run.stdout), text(run.stderr)]);
  expect(errors).toContain('  find.hint string (find things)\n');
  expect(out).toContain('1 passed, 1 failed\n');
  expect(await closed).toEqual([1, null]);
});
