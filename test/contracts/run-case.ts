import { type Db, type Document, MongoServerError } from 'mongodb';
import { collection, type ContractCase, type Step } from './case.js';

/** The words by which a server says that it leaves something out on purpose. */
const refusal = /MONGODB_URI/;

function withCollection(command: Document, name: string): Document {
  return Object.fromEntries(
    Object.entries(command).map(([key, value]) => [key, value === collection ? name : value]),
  );
}

/** The server's reply, or its error as a document. */
async function ask(db: Db, command: Document): Promise<Document> {
  try {
    return await db.command(command);
  } catch (thrown) {
    if (!(thrown instanceof MongoServerError)) throw thrown;
    return { error: { code: thrown.code, codeName: thrown.codeName }, errmsg: thrown.message };
  }
}

function messageOf(reply: Document): string {
  const [writeError] = (reply['writeErrors'] ?? []) as Document[];
  return String(reply['errmsg'] ?? writeError?.['errmsg'] ?? '');
}

async function runStep(db: Db, step: Step, name: string): Promise<Document> {
  return ask(db, withCollection(step.command, name));
}

/** Runs a case in a collection of its own and expects MongoDB's answers, or an allowed refusal. */
export async function runCase(db: Db, given: ContractCase, name: string): Promise<void> {
  const documents = given.documents.map((document, position) => ({
    _id: position + 1,
    ...document,
  }));
  await db.createCollection(name);
  if (documents.length > 0) await db.command({ insert: name, documents });
  if (given.indexes) await db.command({ createIndexes: name, indexes: given.indexes });
  for (const step of given.steps) {
    const reply = await runStep(db, step, name);
    if (given.mayRefuse && refusal.test(messageOf(reply))) return;
    const expected: Document = 'reply' in step.answer ? step.answer.reply : step.answer;
    expect(reply).toMatchObject(expected);
    const cursor = expected['cursor'] as Document | undefined;
    if (cursor) {
      expect((reply['cursor'] as Document)['firstBatch']).toEqual(cursor['firstBatch']);
    }
  }
}
