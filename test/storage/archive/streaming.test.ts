import { documentLines } from '../../../src/storage/archive/documents.js';
import { type Archives, exportTo, importFrom, startArchives } from './archives.js';

const documents = 20_000;
const atOnce = 1_000;

let archives: Archives;
beforeAll(async () => {
  archives = await startArchives();
});
afterAll(() => archives.close());

interface QueryReply {
  readonly cursor: {
    readonly firstBatch?: readonly unknown[];
    readonly nextBatch?: readonly unknown[];
  };
}

/** How many documents each reply of a query brought. */
function readBatches(): readonly number[] {
  const replies = archives.succeeded.filter(({ commandName }) =>
    ['find', 'getMore'].includes(commandName),
  );
  return replies.map(({ reply }) => {
    const { firstBatch, nextBatch } = (reply as QueryReply).cursor;
    return (firstBatch ?? nextBatch ?? []).length;
  });
}

const sum = (counts: readonly number[]) => counts.reduce((total, count) => total + count, 0);

test('20,000 documents go out and in with a thousand in hand at most', async () => {
  const [source, target] = [archives.serverDb(), archives.serverDb()];
  const file = archives.newFile();
  await source
    .collection<{ _id: number }>('many')
    .insertMany(Array.from({ length: documents }, (_, _id) => ({ _id })));

  archives.succeeded.length = 0;
  const lines = documentLines(source, 'many');
  await lines.next();
  expect(readBatches()).toEqual([atOnce]);
  await lines.return(undefined);

  archives.succeeded.length = 0;
  await exportTo(source, file);
  expect(sum(readBatches())).toBe(documents);
  expect(Math.max(...readBatches())).toBe(atOnce);

  archives.started.length = 0;
  await importFrom(target, file);
  const written = archives.started.flatMap(({ commandName, command }) =>
    commandName === 'insert' ? [command.documents.length as number] : [],
  );
  expect(sum(written)).toBe(documents);
  expect(Math.max(...written)).toBe(atOnce);
});
